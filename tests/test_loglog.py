"""The drawing of growth: where values stand, and that it is well-formed and labelled."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.benchmarks import growth
from tests.benchmarks.loglog import Axis, Curve, axis, drawing

SVG = "{http://www.w3.org/2000/svg}"


def test_an_axis_spans_the_powers_of_ten_around_the_values() -> None:
    held = axis([20, 4_000], 0, 300)
    assert (held.low, held.high) == (10, 10_000)
    assert [held.at(value) for value in (10, 100, 1_000, 10_000)] == [0, 100, 200, 300]
    assert list(held.ticks()) == [10, 100, 1_000, 10_000]


def test_one_value_has_an_axis_too() -> None:
    held = axis([100], 0, 300)
    assert (held.low, held.high, held.at(100)) == (100, 1_000, 0)


def test_few_decades_are_divided_further() -> None:
    assert list(Axis(1, 10, 0, 1).ticks()) == [1, 2, 5, 10]


def test_every_point_and_name_is_drawn_inside_the_drawing() -> None:
    curves = [Curve("ours & theirs", ((100, 0.5), (1_000, 20)))]
    root = ET.fromstring(drawing("Growth", "companies", [("seconds", curves), ("MB", curves)]))  # noqa: S314 - our own
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    circles = root.findall(f"{SVG}circle")
    assert len(circles) == 4
    assert all(0 < float(one.attrib["cx"]) < width and 0 < float(one.attrib["cy"]) < height for one in circles)
    texts = [one.text for one in root.findall(f"{SVG}text")]
    assert texts.count("ours & theirs") == 2
    assert {"Growth", "companies", "seconds", "MB"} <= set(texts)


def test_lines_measured_before_are_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines, plot = tmp_path / "lines.jsonl", tmp_path / "plot.svg"
    rows = [{"companies": n, "seconds": 0, "cpu_seconds": n / 100, "peak_mb": 100 + n} for n in (100, 1_000)]
    lines.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["growth", "--lines", str(lines), "--plot", str(plot)])
    growth.main()
    assert len(ET.fromstring(plot.read_text("utf-8")).findall(f"{SVG}polyline")) == 3  # noqa: S314 - our own


def test_sizes_are_measured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["growth", "--sizes", "10", "--workers", "1"])
    growth.main()
    line = json.loads(capsys.readouterr().out)
    assert (line["companies"], line["proven"]) == (10, True)
    assert line["made_seconds"] > 0

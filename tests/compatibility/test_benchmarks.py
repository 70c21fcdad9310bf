"""The benchmarks of scoring run, and measure what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from matchmaker.compatibility.criteria import CRITERIA
from matchmaker.compatibility.scoring import PARTNERS
from tests.benchmarks import ablation, cross_language, expertise, profiles, scoring
from tests.build import event
from tests.compatibility.known import mute


def printed(*arguments: str) -> list[dict[str, object]]:
    """The JSON lines of a benchmark."""
    ran = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def folder_of(path: Path, people: list[dict[str, object]], texts: dict[str, str]) -> Path:
    """A folder in the format of the expertise data."""
    (path / "people.jsonl").write_text("\n".join(map(json.dumps, people)) + "\n", encoding="utf-8")
    papers = [{"id": key, "title": text, "abstract": None} for key, text in texts.items()]
    (path / "papers.jsonl").write_text("\n".join(map(json.dumps, papers)), encoding="utf-8")
    return path


TEXTS = {"w": "growing laser crystals", "near": "crystals for lasers, growing", "far": "cooking at home", "odd": "🚀"}


@pytest.mark.parametrize(("near", "far", "loss"), [(5, 1, 0.0), (1, 5, 1.0), (3, 3, 0.0)])
def test_the_loss_is_the_part_of_differences_in_the_wrong_order(
    near: int, far: int, loss: float, tmp_path: Path
) -> None:
    judged = [{"paper": "near", "expertise": near}, {"paper": "far", "expertise": far}]
    folder = folder_of(tmp_path, [{"person": 1, "wrote": ["w"], "judged": judged}], TEXTS)
    assert printed("tests.benchmarks.expertise", str(folder)) == [{"loss": loss}]


def test_a_tie_costs_half_and_differences_weigh() -> None:
    people = [{"judged": [{"expertise": 5}, {"expertise": 1}, {"expertise": 2}]}]
    assert expertise.loss(people, [[0.5, 0.5, 0.2]]) == pytest.approx((4 / 2 + 1) / (4 + 3 + 1))


def test_halves_are_told_and_a_folder_without_data_is_skipped(tmp_path: Path) -> None:
    assert printed("tests.benchmarks.expertise", str(tmp_path)) == [
        {"skipped": f"there is no people.jsonl in {tmp_path}"}
    ]
    judged = [{"paper": "near", "expertise": 5}, {"paper": "odd", "expertise": 1}]
    people: list[dict[str, object]] = [{"person": n, "wrote": ["w", "near"], "judged": judged} for n in range(4)]
    (found,) = printed("tests.benchmarks.expertise", str(folder_of(tmp_path, people, TEXTS)), "--split")
    assert found == {"loss": 0.0, "halves": [0.0] * 10}


def test_scoring_is_measured_beside_its_rivals() -> None:
    (line,) = printed("tests.benchmarks.scoring", "--companies", "60")
    assert line["companies"] == 60
    assert {
        "candidates",
        "vectors",
        "bare",
        "bare_ngrams",
        "ratio",
        "whole_ratio",
        "ngrams_ratio",
        "peak_mb",
    } <= line.keys()
    assert 0 < int(str(line["pairs"])) <= 60 * PARTNERS


def test_profiles_are_the_same_for_the_same_seed_and_nearly_all_different_texts() -> None:
    one, same, other = (profiles.event(50, seed) for seed in (1, 1, 2))
    assert one == same != other
    texts = [text for company in one.profiles for text in (*company.capabilities, *company.interests)]
    assert len(set(texts)) > 0.95 * len(texts)
    assert len(texts) == 300


def test_growth_is_drawn() -> None:
    lines: list[dict[str, object]] = [
        {"companies": size, "vectors": size / 200, "candidates": size / 200, "peak_mb": 100} for size in (10, 100, 1000)
    ]
    found = scoring.plot(lines)
    ET.fromstring(found)  # noqa: S314 — our own drawing
    assert found.count("<circle") == 9
    assert found.count("<polyline") == 3


def test_phrases_find_partners_across_languages_by_vocabulary_and_text_together() -> None:
    table = cross_language.rows()
    assert len(table) >= 150
    assert {row["language"] for row in table} == {"zh", "de", "ru"}
    known = cross_language.ways(table)
    rates = {way: sum(cross_language.found(row, by) for row in table) / len(table) for way, by in known.items()}
    assert rates["text"] < 0.2
    assert rates["both"] > 0.9
    assert rates["both"] > rates["vocabulary"] > 0.5


def test_each_criterion_is_left_out_in_turn() -> None:
    held = event(
        [mute(name, capabilities=["x"], interests=["x"], languages=["en"]) for name in "abcd"],
        wishes="a want b accepted, b want a 2 accepted, b want c accepted, c want a accepted, a must c",
    )
    hidden = ablation.hide_wishes(held)[1]
    assert 0 < len(hidden) < 4
    found = list(ablation.lines(held))
    assert [line["without"] for line in found] == ["", *(one.__name__ for one in CRITERIA), "both_sides"]
    (interests,) = (line for line in found if line["without"] == "capability_meets_interest")
    assert interests["says_something"] == 1.0
    assert int(str(interests["pairs"])) < 6 == int(str(found[0]["pairs"]))

"""`schedule.json`, edited by hand: what can be read is a schedule, the rest is told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matchmaker.errors import InputError, Mistake
from matchmaker.inputs import load_schedule
from matchmaker.schedule import GoalValue, Schedule
from tests.build import meeting, schedule
from tests.inputs.marks import places, without_marks

Damage = Callable[[dict[str, Any]], None]


def load(path: Path, text: str) -> Schedule:
    """The schedule in a text."""
    path = path / "schedule.json"
    path.write_text(text, encoding="utf-8", newline="")
    return load_schedule(path)


def mistakes(path: Path, text: str) -> tuple[Mistake, ...]:
    """What is wrong with a text."""
    with pytest.raises(InputError) as raised:
        load(path, text)
    return raised.value.mistakes


def plan() -> Schedule:
    """A schedule with everything in it."""
    goal = GoalValue(name="total_compatibility", value=400, bound=400, proven=True)
    return schedule(meeting("a b", reasons=("谈“激光”\n",)), goals=(goal,), unscheduled=())


def damaged(**meeting_fields: Any) -> str:
    """The schedule's text with some fields of its meeting replaced; `...` takes one away."""
    value = json.loads(plan().to_json())
    value["meetings"][0].update(meeting_fields)
    value["meetings"][0] = {key: field for key, field in value["meetings"][0].items() if field is not ...}
    return json.dumps(value, ensure_ascii=False, indent=1)


def test_a_schedule_that_was_written_is_read_as_it_was(tmp_path: Path) -> None:
    assert load(tmp_path, plan().to_json()) == plan()


def test_the_order_of_keys_blanks_and_unknown_keys_do_no_harm(tmp_path: Path) -> None:
    value = {"remark": "by hand", **dict(reversed(json.loads(plan().to_json()).items()))}
    assert load(tmp_path, json.dumps(value)) == plan()


@pytest.mark.parametrize("text", ["▶[]", '▶"plan"', "▶null"])
def test_what_is_no_mapping_is_told(tmp_path: Path, text: str) -> None:
    plain, expected = without_marks(text)
    found = mistakes(tmp_path, plain)
    assert places(found) == expected
    assert found[0].code == "wrong-type"


def test_every_key_that_is_missing_is_told_in_the_order_they_are_written_in(tmp_path: Path) -> None:
    found = mistakes(tmp_path, "{}")
    missing = ("status", "objective", "bound", "gap", "seed")
    assert [one.message for one in found] == [f"“{key}” is missing" for key in missing]


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "")
    assert found.code == "empty"


def test_a_file_that_was_cut_off_is_told_at_its_end(tmp_path: Path) -> None:
    text = plan().to_json()[:-40]
    (found,) = mistakes(tmp_path, text)
    assert found.code == "not-yaml"
    assert found.line >= text.count("\n")


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    text = plan().to_json().replace('"gap"', '"seed"')
    codes = [one.code for one in mistakes(tmp_path, text)]
    assert "duplicate-key" in codes
    assert "missing" in codes  # and what it replaced


def test_a_tag_is_refused_though_the_rest_is_right(tmp_path: Path) -> None:
    text = plan().to_json().replace('"seed": 0', '"seed": !!int 0')
    (found,) = mistakes(tmp_path, text)
    assert (found.code, found.column) == ("tag", len(' "seed": ') + 1)


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a moment in words": ({"start": "nine"}, "bad-form", "“nine”"),
    "a day for a moment": ({"start": "2024-09-20T"}, "bad-form", "“2024-09-20T”"),
    "an hour that is none": ({"end": "2024-09-20T25:00:00+00:00"}, "bad-form", "“2024-09-20T25:00:00+00:00”"),
    "a table in words": ({"table": "window"}, "wrong-type", "“window”"),
    "half a table": ({"table": 1.5}, "wrong-type", "“1.5”"),
    "no weight": ({"weight": None}, "wrong-type", "nothing"),
    "no participant": ({"participants": []}, "wrong-type", "a list"),
    "a text for participants": ({"participants": "a b"}, "wrong-type", "“a b”"),
    "a mapping for a session": ({"session": {}}, "wrong-type", "a mapping (key: value)"),
    "reasons that are no texts": ({"reasons": [["x"]]}, "wrong-type", "a list"),
}


@pytest.mark.parametrize(("fields", "code", "value"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_is_told_on_its_line(tmp_path: Path, fields: dict[str, Any], code: str, value: str) -> None:
    text = damaged(**fields)
    (found,) = mistakes(tmp_path, text)
    assert (found.code, found.value) == (code, value)
    key = next(iter(fields))
    lines = text.split("\n")
    assert f'"{key}"' in "".join(lines[found.line - 2 : found.line])  # a list's entry may stand on the line below


def test_a_meeting_without_a_table_is_told_where_it_begins(tmp_path: Path) -> None:
    text = damaged(table=...)
    (found,) = mistakes(tmp_path, text)
    assert found.message == "“table” is missing"
    assert text.split("\n")[found.line - 1].strip() == "{"


@pytest.mark.parametrize(
    ("field", "value"),
    [("format", "matchmaker.schedule/2"), ("status", "perfect"), ("gap", "small"), ("seed", []), ("meetings", {})],
)
def test_a_wrong_figure_is_told_at_its_value(tmp_path: Path, field: str, value: Any) -> None:
    wrong = {**json.loads(plan().to_json()), field: value}
    text = json.dumps(wrong, indent=1)
    (found,) = mistakes(tmp_path, text)
    line = next(number for number, row in enumerate(text.split("\n"), start=1) if row.startswith(f' "{field}":'))
    assert (found.line, found.column) == (line, len(f' "{field}": ') + 1)


@pytest.mark.parametrize("field", ["start", "end"])
def test_a_moment_without_its_offset_is_refused(tmp_path: Path, field: str) -> None:
    (found,) = mistakes(tmp_path, damaged(**{field: "2024-09-20T09:00:00"}))
    assert found.code == "bad-form"


@pytest.mark.parametrize("gap", ["NaN", "inf", "-Infinity"])
def test_a_gap_that_is_no_number_is_refused(tmp_path: Path, gap: str) -> None:
    text = plan().to_json().replace('"gap": 0.0', f'"gap": {gap}')
    assert mistakes(tmp_path, text)


def test_an_objective_of_four_hundred_digits_is_refused(tmp_path: Path) -> None:
    text = plan().to_json().replace('"objective": 400', f'"objective": {"9" * 400}')
    assert mistakes(tmp_path, text)

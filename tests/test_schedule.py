"""A schedule is a value: it says the same after it was written and read, and never changes."""

from __future__ import annotations

import json

import jsonschema  # type: ignore[import-untyped]
import pytest
from pydantic import ValidationError

from matchmaker.schedule import GoalValue, Meeting, Schedule, Unscheduled
from tests.build import meeting, schedule

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}
PARTICIPANTS = {"type": "array", "items": TEXT, "minItems": 2}

# The shape that design.md promises.
CONTRACT = {
    "type": "object",
    "required": ["format", "status", "objective", "bound", "gap", "seed", "goals", "meetings", "unscheduled"],
    "properties": {
        "format": {"const": "matchmaker.schedule/1"},
        "status": {"enum": ["optimal", "feasible"]},
        "objective": WHOLE,
        "bound": WHOLE,
        "gap": {"type": "number"},
        "seed": WHOLE,
        "goals": {
            "items": {
                "required": ["name", "value", "bound", "proven"],
                "properties": {"name": TEXT, "value": WHOLE, "bound": WHOLE, "proven": {"type": "boolean"}},
            }
        },
        "meetings": {
            "items": {
                "required": ["id", "participants", "session", "start", "end", "hall", "table", "interpreter", "weight",
                             "reasons", "sequence"],
                "properties": {
                    "id": TEXT, "participants": PARTICIPANTS, "session": TEXT, "start": MOMENT, "end": MOMENT,
                    "hall": TEXT, "table": WHOLE, "interpreter": {"type": ["string", "null"]}, "weight": WHOLE,
                    "reasons": {"type": "array", "items": TEXT}, "sequence": WHOLE,
                },
            }
        },
        "unscheduled": {
            "items": {
                "required": ["participants", "weight", "reason"],
                "properties": {"participants": PARTICIPANTS, "weight": WHOLE, "reason": TEXT},
            }
        },
    },
}  # fmt: skip


def full() -> Schedule:
    """A schedule with everything in it."""
    return schedule(
        meeting("a b", reasons=("A offers “激光”",)),
        meeting("a c", "2024-09-20T17:30:00+08:00", table=2),
        goals=(GoalValue(name="total_compatibility", value=800, bound=900, proven=False),),
        unscheduled=(Unscheduled(participants=("b", "c"), weight=100, reason="no table is left"),),
    )


def test_the_written_form_keeps_the_contract() -> None:
    jsonschema.validate(json.loads(full().to_json()), CONTRACT)


def test_it_is_the_same_after_writing_and_reading() -> None:
    assert Schedule.model_validate_json(full().to_json()) == full()


def test_moments_are_written_with_the_offset_they_have() -> None:
    starts = [one["start"] for one in json.loads(full().to_json())["meetings"]]
    assert starts == ["2024-09-20T09:00:00+00:00", "2024-09-20T17:30:00+08:00"]


def test_text_in_any_script_is_written_as_itself() -> None:
    assert "激光" in full().to_json()
    assert full().to_json().endswith("}\n")


def test_the_meetings_of_a_company_are_in_time_order() -> None:
    held = schedule(meeting("a c", "10:00"), meeting("b c", "09:00"), meeting("a b", "09:30"))
    assert [one.id for one in held.of("a")] == ["a+b", "a+c"]
    assert held.of("nobody") == ()


def test_moments_of_different_offsets_are_ordered_as_instants() -> None:
    early, late = "2024-09-20T10:00:00+08:00", "2024-09-20T09:00:00+00:00"
    assert [one.id for one in schedule(meeting("a b", late), meeting("a c", early)).of("a")] == ["a+c", "a+b"]


def test_a_schedule_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        full().seed = 1  # type: ignore[misc]


def test_a_meeting_has_a_participant_at_least_and_a_consultation_no_more() -> None:
    values = meeting("a b").model_dump()
    assert Meeting.model_validate({**values, "participants": ("a",), "adviser": "ann"}).participants == ("a",)
    with pytest.raises(ValidationError):
        Meeting.model_validate({**values, "participants": ()})

"""What a schedule amounts to, in words and for machines."""

from __future__ import annotations

import json

import pytest

from matchmaker.event import Event
from matchmaker.goals import GOALS
from matchmaker.schedule import BrokenPromise, GoalValue, Schedule, Unscheduled
from matchmaker.summary import Summary, percent
from tests.build import event, meeting, schedule, session

FAIR = event("a b c d", wishes="a want b, b want a, a want c, d avoid c, c must b")


def plan(*, status: str = "feasible", bound: int = 900) -> Schedule:
    """A and b meet, a and c do not."""
    left_out = (Unscheduled(participants=("a", "c"), weight=100, reason="no table"),)
    goals = (
        GoalValue(name="total_compatibility", value=800, bound=bound, proven=bound == 800),
        GoalValue(name="topic_fit", value=40, bound=40, proven=True),
    )
    met = meeting("a b", weight=800)
    return schedule(met, unscheduled=left_out, goals=goals, status=status, bound=bound, gap=0.111111)


def lines(held: Event, held_plan: Schedule) -> list[str]:
    """The summary in words."""
    return list(Summary.of(held, held_plan).lines())


def test_wishes_are_counted_by_wisher_and_only_wants() -> None:
    found = Summary.of(FAIR, plan())
    assert (found.wants, found.wants_kept) == (3, 2)


def test_companies_without_a_meeting_are_named_with_the_reason() -> None:
    found = Summary.of(FAIR, plan())
    assert [(one.id, one.name) for one in found.empty] == [("c", "C"), ("d", "D")]
    assert found.empty[0].reason == "No meeting could be placed. With A, its best match: no table."
    assert (
        found.empty[1].reason == "Nobody but those it is kept apart from seeks what it offers, or offers what it seeks."
    )


def test_the_words_say_counts_goals_wishes_and_who_is_left_out() -> None:
    assert lines(FAIR, plan()) == [
        "1 meetings of 4 companies in 1 session; every rule kept",
        "total_compatibility: 800 of at most 900 (gap 11.11 %). The weights of all meetings, added up.",
        f"topic_fit: 40 of at most 40 (proven optimal). {GOALS['topic_fit'].sentence}",
        "wishes kept: 2 of 3",
        "companies without a meeting: 2",
        "  C: No meeting could be placed. With A, its best match: no table.",
        "  D: Nobody but those it is kept apart from seeks what it offers, or offers what it seeks.",
    ]


def test_a_proof_of_every_goal_is_said() -> None:
    assert lines(FAIR, plan(status="optimal", bound=800))[0].endswith("proven optimal in every goal")


def test_a_goal_of_which_less_is_better_has_a_least_bound() -> None:
    goals = (
        GoalValue(name="minimums_kept", value=0, bound=0, proven=True),
        GoalValue(name="breaks", value=7, bound=5, proven=False, sense="min"),
        GoalValue(name="hall_changes", value=2, bound=2, proven=True, sense="min"),
    )
    assert lines(FAIR, plan().model_copy(update={"goals": goals}))[1:3] == [
        f"breaks: 7 of at least 5 (gap 2). {GOALS['breaks'].sentence}",
        f"hall_changes: 2 of at least 2 (proven optimal). {GOALS['hall_changes'].sentence}",
    ]


def test_a_broken_promise_is_told_with_its_reason_and_what_would_be_possible() -> None:
    broken = BrokenPromise(company="a", promised=3, held=1, possible=2, reason="its maximum is 2")
    line = "  A: promised 3, has 1 (2 would be possible if it came first): its maximum is 2"
    assert line in lines(FAIR, plan().model_copy(update={"promises_broken": (broken,)}))


def test_wishes_are_counted_by_their_answers_once_there_are_any() -> None:
    answered = event("a b c d", wishes="a must b accepted, a want c declined, b want c 1 accepted, c want b, d avoid c")
    assert [line for line in lines(answered, plan()) if line.startswith("wishes")] == [
        "wishes kept: 0 of 3",
        "wishes kept, must and accepted: 1 of 1",
        "wishes kept, want and accepted: 0 of 1",
        "wishes kept, want and declined: 0 of 1",
        "wishes kept, want and open: 0 of 1",
    ]


def test_only_a_meeting_at_a_table_keeps_a_wish() -> None:
    """Neither a visit nor a round table does; yet who has one is not without a meeting."""
    held = event(
        "a b c",
        session(),
        session("show", kind="exhibition", booths=["b"]),
        session("talk", kind="dialogue"),
        wishes="a want b, c must b",
    )
    found = Summary.of(held, schedule(meeting("a b", session="show"), meeting("a b c", session="talk")))
    assert (found.wants, found.wants_kept, found.empty) == (1, 0, ())
    assert [str(one) for one in found.wishes] == ["must and open: 0 of 1", "want and open: 0 of 1"]


def test_wishes_are_not_mentioned_where_there_are_none() -> None:
    assert not any("wishes" in line for line in lines(event("a b"), schedule(meeting("a b"))))


def test_the_figures_for_machines_are_those_of_the_schedule() -> None:
    found = json.loads(json.dumps(Summary.of(FAIR, plan()).as_json()))
    assert found["goals"] == [goal.model_dump() for goal in plan().goals]
    del found["goals"]
    assert found == {
        "status": "feasible",
        "objective": 800,
        "bound": 900,
        "gap": 0.111111,
        "seed": 0,
        "promises_broken": [],
        "companies": 4,
        "meetings": 1,
        "wants": 3,
        "wants_kept": 2,
        "wishes": [
            {"wish": "must", "answer": "open", "count": 1, "kept": 0},
            {"wish": "want", "answer": "open", "count": 3, "kept": 2},
        ],
        "without_meeting": [
            {"id": "c", "reason": "No meeting could be placed. With A, its best match: no table."},
            {
                "id": "d",
                "reason": "Nobody but those it is kept apart from seeks what it offers, or offers what it seeks.",
            },
        ],
    }


@pytest.mark.parametrize(
    ("value", "bound", "text"),
    [
        (100, 100, "0.00 %"),
        (99, 100, "1.00 %"),
        (0, 100, "100.00 %"),
        (99_995, 100_000, "0.0050 %"),
        (99_990, 100_000, "0.01 %"),
        (0, 0, "0.00 %"),
    ],
)
def test_small_gaps_are_written_with_more_digits(value: int, bound: int, text: str) -> None:
    assert percent(value, bound) == text

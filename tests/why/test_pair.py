"""Why two companies do not meet: each cause, and what it would take, worked out by hand."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from matchmaker.errors import UsageError
from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.schedule import Meeting
from matchmaker.why import plain
from matchmaker.why.values import (
    Cause,
    Exchange,
    Fault,
    Forbidden,
    Hindrance,
    Meets,
    NoExchange,
    NotCompatible,
    NotMet,
    PairAnswer,
)
from tests.build import company, event, meeting, plenary, schedule, session, window


def answer(held: Event, who: str, *meetings: Meeting) -> PairAnswer:
    """The answer for two companies ("a b") of an event whose schedule has these meetings."""
    project = Project(held)
    one, other = (held.company[name] for name in who.split())
    return project.why_pair(schedule(*meetings), one, other)


def not_met(held: Event, who: str, *meetings: Meeting) -> NotMet:
    """The same, where the two do not meet and could."""
    found = answer(held, who, *meetings)
    assert isinstance(found, NotMet)
    return found


def faults(found: NotMet) -> list[tuple[str, str, list[Fault]]]:
    """Session, time and faults of each stretch."""
    return [
        (one.booking.session, f"{one.booking.start:%H:%M}-{one.booking.end:%H:%M}", list(one.faults))
        for one in found.stretches
    ]


def spoken(held: Event, found: PairAnswer, code: str = "en") -> list[str]:
    """The answer in words."""
    return list(Project(held).words(code).answer(found))


def test_those_who_meet_are_told_when_and_why() -> None:
    held = event("a b c")
    found = answer(held, "b a", meeting("a b"))
    assert isinstance(found, Meets)
    assert spoken(held, found)[0] == "A and B do meet: 09:00–09:30 Main, hall Hall, table 1 (400 points)"
    assert sum(item.points for item in found.evidence) == 400


def test_a_rule_is_named_with_its_reason() -> None:
    held = event([company("a", competitors=["b"]), "b"])
    found = answer(held, "a b")
    assert found == Forbidden(
        ("a", "b"), "competitors_apart", "Declared competitors do not meet.", "A names B as a competitor"
    )
    rule = "[competitors_apart: Declared competitors do not meet.]"
    assert spoken(held, found) == [f"A and B may not meet: A names B as a competitor {rule}"]


def test_those_with_nothing_in_common_are_told_what_was_looked_at() -> None:
    held = event([company("a"), company("b", capabilities=["bakery"], interests=["flour"])])
    found = answer(held, "a b")
    assert isinstance(found, NotCompatible)
    assert len(found.criteria) > 5
    assert "nothing in common" in spoken(held, found)[0]


def test_who_is_never_there_together_is_told_slot_by_slot() -> None:
    held = event(
        [company("a", available=[window("09:00", "10:00")]), company("b", unavailable=[window("09:00", "10:00")])],
        session(slots=6),
        plenary("11:00", "11:30"),
        session("closed", "12:00", 1, tables=0),
    )
    found = not_met(held, "a b")
    assert found.cause is Cause.NEVER_TOGETHER
    assert found.exchange is None
    away = [Fault(Hindrance.AWAY, "a")]
    assert faults(found) == [
        ("main", "09:00-10:00", [Fault(Hindrance.AWAY, "b")]),
        ("main", "10:00-11:00", away),
        ("main", "11:00-11:30", [Fault(Hindrance.PLENARY)]),
        ("main", "11:30-12:00", away),
        ("closed", "12:00-12:30", [*away, Fault(Hindrance.NO_TABLES)]),
    ]


def test_a_maximum_is_told_with_what_would_have_to_go() -> None:
    held = event([company("a", max_meetings=1), "b", "c"], slots=3)
    found = not_met(held, "a b", meeting("a c"))
    assert (found.cause, found.at_maximum) == (Cause.MAXIMUM, (("a", 1),))
    assert isinstance(found.exchange, Exchange)
    assert [one.participants for one in found.exchange.displaced] == [("a", "c")]
    assert (found.exchange.cost, found.exchange.least, found.exchange.proven) == (0, 0, True)
    assert [one.participants for one in found.exchange.filled] == [("b", "c")]


def test_without_a_free_slot_it_is_told_who_meets_whom_then() -> None:
    held = event("a b c d", tables=2)
    found = not_met(held, "a b", meeting("a c"), meeting("b d", "09:30"))
    assert found.cause is Cause.NO_FREE_SLOT
    assert faults(found) == [
        ("main", "09:00-09:30", [Fault(Hindrance.BUSY, "a", ("c",))]),
        ("main", "09:30-10:00", [Fault(Hindrance.BUSY, "b", ("d",))]),
    ]
    assert isinstance(found.exchange, Exchange)
    assert found.exchange.displaced == ()
    assert len(found.exchange.moved) == 1
    assert found.exchange.cost == -400
    assert any("This gains 400 points" in line for line in spoken(held, found))


def test_full_tables_are_told_with_their_number() -> None:
    held = event("a b c d", slots=1)
    found = not_met(held, "a b", meeting("c d"))
    assert found.cause is Cause.NO_TABLE
    assert faults(found) == [("main", "09:00-09:30", [Fault(Hindrance.TABLES_TAKEN, count=1)])]
    assert isinstance(found.exchange, Exchange)
    assert [one.participants for one in found.exchange.displaced] == [("c", "d")]


def test_full_seats_are_told_with_their_number() -> None:
    held = event("a b c d", session(slots=1, tables=2, capacity=3))
    found = not_met(held, "a b", meeting("c d"))
    assert faults(found) == [("main", "09:00-09:30", [Fault(Hindrance.SEATS_TAKEN, count=3)])]


def test_what_could_simply_be_added_is_told_so() -> None:
    held = event("a b c")
    found = not_met(held, "a b", meeting("a c"))
    assert found.cause is Cause.NONE
    assert isinstance(found.exchange, Exchange)
    assert (found.exchange.displaced, found.exchange.moved, found.exchange.cost) == ((), (), -400)


def test_musts_that_leave_no_room_are_told() -> None:
    held = event("a b c", slots=1, wishes="a must c")
    found = not_met(held, "a b", meeting("a c", weight=525))
    assert found.exchange == NoExchange(proven=True)
    assert "must be" in spoken(held, found)[-1]


def test_a_heavier_meeting_is_worth_more_than_the_pair() -> None:
    held = event("a b c", slots=1, wishes="a want c 1 accepted")
    weight = Project(held).edges["a", "c"]["weight"]
    found = not_met(held, "a b", meeting("a c", weight=weight))
    assert isinstance(found.exchange, Exchange)
    assert found.exchange.cost == weight - 400 > 0
    (goal,) = [one for one in found.exchange.goals if one.name == "total_compatibility"]
    assert (goal.before, goal.after) == (weight, 400)
    lines = spoken(held, found)
    assert f"  A and C would not meet ({weight} points)" in lines
    assert f"  This costs {weight - 400} points; no other way costs less" in lines
    assert f"  total_compatibility: {weight} → 400 (worse)" in lines


def test_a_pair_outside_the_graph_is_told_with_its_ranks_and_what_it_would_take() -> None:
    """All suit each other alike, and each keeps only its nearest."""
    held = event([f"c{number:03}" for number in range(150)], slots=2, tables=3)
    pairs = Project(held).edges
    one, other = next(pair for pair in combinations(held.company, 2) if pair not in pairs)
    found = not_met(held, f"{other} {one}")
    assert found.participants == (one, other)
    assert [rank.company for rank in found.outside] == [one, other]
    assert all(1 <= rank.rank <= rank.count == 149 for rank in found.outside)
    assert isinstance(found.exchange, Exchange)
    assert found.exchange.cost == -found.weight
    assert any("nearest partners" in line for line in spoken(held, found))


def test_an_invalid_schedule_is_not_explained() -> None:
    held = event("a b c")
    with pytest.raises(UsageError, match=r"breaks a rule.*one_meeting_at_a_time"):
        answer(held, "a b", meeting("a c"), meeting("a b", table=1))


def test_a_schedule_of_pairs_that_the_graph_has_not_is_not_explained() -> None:
    held = event([company("a"), company("b", capabilities=["bakery"], interests=["flour"]), "c"])
    with pytest.raises(UsageError, match="graph"):
        answer(held, "a c", meeting("a b"))


@pytest.mark.parametrize("code", ["en", "zh", "de", "ru", "km"])
def test_answers_are_said_in_every_language(code: str) -> None:
    held = event([company("a", max_meetings=1, names={"zh": "甲"}), "b", "c"], slots=3)
    lines = spoken(held, not_met(held, "a b", meeting("a c")), code)
    assert ("甲" in lines[0]) == (code == "zh")
    assert not any("{" in line for line in lines)


def test_answers_can_be_had_by_machines() -> None:
    held = event("a b c d", slots=1)
    found: dict[str, Any] = plain(not_met(held, "a b", meeting("c d")))
    assert found["answer"] == "not_met"
    assert found["cause"] == "no_table"
    assert found["stretches"][0]["booking"]["start"] == "2024-09-20T09:00:00+00:00"
    assert found["exchange"]["displaced"] == [{"participants": ["c", "d"], "weight": 400}]
    assert found["evidence"][0].keys() == {"criterion", "points", "reason"}

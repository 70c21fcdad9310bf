from __future__ import annotations

from tests.build import breaches, company, event, meeting, session

LONG = session("long", "09:15", 1, slot=45, hall="other")
RULE = "one_meeting_at_a_time"


def test_touching_meetings_are_no_overlap() -> None:
    assert breaches(event("a b c"), meeting("a b"), meeting("a c", "09:30")) == []


def test_one_delegate_has_one_meeting_in_a_slot() -> None:
    found = breaches(event("a b c", tables=2), meeting("a b"), meeting("a c", table=2))
    assert found == [(RULE, "A has 2 meetings at 2024-09-20 09:00, and 1 delegate(s)", ("a",))]


def test_others_may_meet_at_the_same_time() -> None:
    assert breaches(event("a b c d", tables=2), meeting("a b"), meeting("c d", table=2)) == []


def test_slots_of_different_lengths_overlap_in_clock_time() -> None:
    found = breaches(
        event("a b c", session(), LONG), meeting("a b"), meeting("a c", "09:15", 45, session="long", hall="other")
    )
    assert found == [(RULE, "A has 2 meetings at 2024-09-20 09:15, and 1 delegate(s)", ("a",))]


def test_two_delegates_allow_two_meetings() -> None:
    two = event([company("a", delegates=2), "b", "c"], tables=2)
    assert breaches(two, meeting("a b"), meeting("a c", table=2)) == []


def test_two_delegates_do_not_allow_three() -> None:
    two = event([company("a", delegates=2), "b", "c", "d"], tables=3)
    found = breaches(two, meeting("a b"), meeting("a c", table=2), meeting("a d", table=3))
    assert found == [(RULE, "A has 3 meetings at 2024-09-20 09:00, and 2 delegate(s)", ("a",))]


def test_two_delegates_may_hold_a_long_meeting_and_two_short_ones_beside_it() -> None:
    two = event([company("a", delegates=2), "b", "c", "d"], session(), LONG)
    held = meeting("a b", "09:15", 45, session="long", hall="other"), meeting("a c"), meeting("a d", "09:30")
    assert breaches(two, *held) == []


def test_offsets_do_not_hide_an_overlap() -> None:
    found = breaches(event("a b c", tables=2), meeting("a b"), meeting("a c", "2024-09-20T11:00+02:00", table=2))
    assert [rule for rule, *_ in found] == [RULE]


def test_each_crowded_moment_is_told_once() -> None:
    held = meeting("a b"), meeting("a c", table=2), meeting("a d", "09:15", 45, session="long", hall="other")
    found = breaches(event("a b c d", session(tables=2), LONG), *held)
    assert [detail for _, detail, _ in found] == [
        "A has 2 meetings at 2024-09-20 09:00, and 1 delegate(s)",
        "A has 3 meetings at 2024-09-20 09:15, and 1 delegate(s)",
    ]

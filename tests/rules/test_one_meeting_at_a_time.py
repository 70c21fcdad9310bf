from __future__ import annotations

import pytest

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


def test_a_leader_who_comes_along_is_busy() -> None:
    held = meeting("a b", leaders=["d"]), meeting("c d", table=2)
    assert breaches(event("a b c d", tables=2), *held) == [
        (RULE, "D has 2 meetings at 2024-09-20 09:00, and 1 delegate(s)", ("d",))
    ]
    twice = meeting("a b", leaders=["d", "d", "a"])
    assert breaches(event("a b c d", tables=2), twice) == []


@pytest.mark.parametrize("kind", ["salon", "consultation", "dialogue", "exhibition"])
def test_meetings_of_all_kinds_are_meetings(kind: str) -> None:
    booths = ["d"] if kind == "exhibition" else []
    other = session("other", kind=kind, hall="other", tables=1, booths=booths, advisers=["Ann"], group={"min": 2})
    who = {"consultation": "a", "dialogue": "a c", "salon": "a c", "exhibition": "a d"}[kind]
    held = event([company("a", needs=["tax"]), "b", "c", "d"], session(), other)
    there = meeting(who, session="other", hall="other", adviser="Ann", need="tax")
    found = [detail for rule, detail, _ in breaches(held, meeting("a b"), there) if rule == RULE]
    assert found == ["A has 2 meetings at 2024-09-20 09:00, and 1 delegate(s)"]


STAGE = session("stage", "09:15", 1, kind="salon", hall="other", speakers=["a"])


def test_a_speaker_has_a_delegate_on_the_stage_as_long_as_the_session_lasts() -> None:
    held = event([company("a", delegates=2), "b", "c"], session(slots=4, tables=2), STAGE)
    assert breaches(held, meeting("a b")) == []
    found = breaches(held, meeting("a b"), meeting("a c", table=2))
    detail = "A has 2 meetings and 1 on a stage or at a booth at 2024-09-20 09:15, and 2 delegate(s)"
    assert found == [(RULE, detail, ("a",))]
    assert breaches(held, meeting("a b", "10:00"), meeting("a c", "10:00", table=2)) == []


def test_times_on_a_stage_are_those_of_the_place() -> None:
    far = event("a b", session(start="01:00", slots=4), STAGE, timezone="Asia/Shanghai")
    ((_, detail, _),) = breaches(
        event("a b", session(slots=4), STAGE, timezone="Asia/Shanghai"), meeting("a b", "2024-09-20T09:00+08:00")
    )
    assert "at 2024-09-20 09:15" in detail
    assert breaches(far, meeting("a b", "2024-09-20T01:00+08:00")) == []


def test_a_booth_takes_a_delegate_whether_it_is_visited_or_not() -> None:
    show = session("show", kind="exhibition", hall="other", booths=[{"exhibitor": "a", "visitors": 2}])
    one = event("a b c d", session(), show)
    assert [rule for rule, *_ in breaches(one, meeting("a b"))] == [RULE]
    visits = [meeting(f"{who} a", session="show", hall="other") for who in "cd"]
    assert breaches(one, *visits) == []
    two = event([company("a", delegates=2), "b", "c", "d"], session(), show)
    assert breaches(two, meeting("a b"), *visits) == []


def test_who_speaks_at_a_plenary_needs_no_more_than_others() -> None:
    opening = session("opening", "12:00", 1, kind="plenary", speakers=["a"])
    assert breaches(event("a b", session(), opening), meeting("a b")) == []


def test_stages_that_take_more_than_there_are_are_the_organisers_matter() -> None:
    stages = (session(name, "12:00", kind="salon", hall=name, speakers=["a"]) for name in ("one", "two"))
    assert breaches(event("a b", session(), *stages), meeting("a b")) == []

from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting, session

RULE = "one_meeting_per_table"
TWO = event("a b c d", session(tables=2), session("salon", tables=1, hall="other"))
BESIDE = event("a b c d", session(tables=2), session("salon", tables=1))


def test_two_tables_hold_two_meetings() -> None:
    assert breaches(TWO, meeting("a b", table=1), meeting("c d", table=2)) == []


def test_a_table_is_used_again_in_the_next_slot() -> None:
    assert breaches(TWO, meeting("a b"), meeting("c d", "09:30")) == []


def test_tables_of_two_halls_are_different_tables() -> None:
    assert breaches(TWO, meeting("a b"), meeting("c d", session="salon", hall="other")) == []


def test_sessions_beside_each_other_in_a_hall_have_tables_of_their_own() -> None:
    assert breaches(BESIDE, meeting("a b"), meeting("c d", session="salon", table=3)) == []
    found = breaches(BESIDE, meeting("a b"), meeting("c d", session="salon"))
    assert [detail for rule, detail, _ in found if rule == RULE] == [
        "C and D: session salon has the tables 3 to 3, none with number 1",
        "A and B sit there with C and D (2024-09-20 09:00–09:30, session salon, hall hall, table 1)",
    ]


def test_two_meetings_at_a_table_are_told_with_the_place() -> None:
    detail = "A and B sit there with C and D (2024-09-20 09:00–09:30, session main, hall hall, table 2)"
    found = breaches(TWO, meeting("c d", table=2), meeting("a b", table=2))
    assert found == [(RULE, detail, ("a", "b", "c", "d"))]


@pytest.mark.parametrize("table", [0, 3, -1])
def test_tables_count_from_one_to_as_many_as_there_are(table: int) -> None:
    detail = f"A and B: session main has the tables 1 to 2, none with number {table}"
    assert breaches(TWO, meeting("a b", table=table)) == [(RULE, detail, ("a", "b"))]


def test_a_session_without_tables_has_none() -> None:
    found = breaches(event("a b", session(tables=None)), meeting("a b"))
    assert found == [(RULE, "A and B: session main has no tables, none with number 1", ("a", "b"))]


def test_meetings_that_overlap_in_part_share_the_table_too() -> None:
    found = breaches(TWO, meeting("a b"), meeting("c d", "09:15"))
    assert [rule for rule, *_ in found] == ["slots_of_sessions", RULE]


def test_a_long_meeting_keeps_its_table_from_all_that_follow() -> None:
    found = breaches(TWO, meeting("a b", minutes=60), meeting("c d", "09:15", 15), meeting("a c", "09:45", 15))
    assert [who for rule, _, who in found if rule == RULE] == [("a", "b", "c", "d"), ("a", "b", "a", "c")]


def test_desks_and_round_tables_are_tables() -> None:
    desks = session("desks", kind="consultation", tables=2, advisers=["Ann", "Bo"])
    talk = session("talk", kind="dialogue", group={"min": 2})
    held = event([company(name, needs=["tax"]) for name in "abcdef"], session(tables=2), desks, talk)
    one = meeting("a", session="desks", table=3, adviser="Ann", need="tax")
    other = meeting("b", session="desks", table=4, adviser="Bo", need="tax")
    group = meeting("c d", session="talk", table=5)
    assert breaches(held, one, other, group) == []
    moved = other.model_copy(update={"table": 3})
    where = "(2024-09-20 09:00–09:30, session desks, hall hall, desk 3)"
    assert breaches(held, one, moved, group) == [(RULE, f"A sits there with B {where}", ("a", "b"))]
    lost = group.model_copy(update={"table": 1})
    assert breaches(held, lost) == [
        (RULE, "C and D: session talk has the tables 5 to 5, none with number 1", ("c", "d"))
    ]


def test_several_visit_one_booth() -> None:
    show = session(kind="exhibition", booths=[{"exhibitor": "x", "visitors": 2}])
    assert breaches(event("a b x", show), meeting("a x"), meeting("b x")) == []

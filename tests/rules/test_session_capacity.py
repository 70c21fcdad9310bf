from __future__ import annotations

import pytest

from tests.build import breaches, company, event, meeting, session

HELD = (meeting("a b", table=1), meeting("c d", table=2))


@pytest.mark.parametrize("capacity", [None, 4, 5])
def test_a_session_may_be_exactly_full(capacity: int | None) -> None:
    assert breaches(event("a b c d", session(tables=3, capacity=capacity)), *HELD) == []


@pytest.mark.parametrize("capacity", [2, 3])
def test_a_meeting_needs_two_seats(capacity: int) -> None:
    detail = f"session main holds 4 people at 2024-09-20 09:00, and has room for {capacity}"
    found = breaches(event("a b c d", session(tables=3, capacity=capacity)), *HELD)
    assert found == [("session_capacity", detail, ())]


def test_capacity_holds_at_each_moment_and_not_in_all() -> None:
    held = meeting("a b"), meeting("c d", "09:30")
    assert breaches(event("a b c d", session(capacity=2)), *held) == []


def test_sessions_do_not_share_their_capacity() -> None:
    held = meeting("a b"), meeting("c d", session="salon", hall="other")
    assert breaches(event("a b c d", session(capacity=2), session("salon", capacity=2, hall="other")), *held) == []


def test_a_room_for_none_holds_none() -> None:
    found = breaches(event("a b", session(capacity=0)), meeting("a b"))
    detail = "session main holds 2 people at 2024-09-20 09:00, and has room for 0"
    assert found == [("session_capacity", detail, ())]


@pytest.mark.parametrize(("capacity", "count"), [(4, 0), (3, 1)])
def test_every_member_of_a_group_needs_a_seat(capacity: int, count: int) -> None:
    talk = session(kind="dialogue", capacity=capacity)
    found = breaches(event("a b c d", talk), meeting("a b c d"))
    detail = "session main holds 4 people at 2024-09-20 09:00, and has room for 3"
    assert found == [("session_capacity", detail, ())] * count


def test_of_a_visit_only_the_visitor_counts() -> None:
    booths = [{"exhibitor": "x", "visitors": 2}]
    visits = meeting("a x"), meeting("b x")
    assert breaches(event("a b x", session(kind="exhibition", capacity=2, booths=booths)), *visits) == []
    assert len(breaches(event("a b x", session(kind="exhibition", capacity=1, booths=booths)), *visits)) == 1


def test_at_a_desk_there_is_one_person() -> None:
    desk = session(kind="consultation", capacity=1, advisers=["Ann"])
    assert breaches(event([company("a", needs=["tax"])], desk), meeting("a", adviser="Ann", need="tax")) == []

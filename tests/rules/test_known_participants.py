from __future__ import annotations

from tests.build import breaches, event, meeting, session

ABC = event("a b c", session(tables=3))


def test_two_companies_of_the_event_may_meet() -> None:
    assert breaches(ABC, meeting("a b")) == []


def test_a_stranger_is_named_with_time_and_place() -> None:
    detail = "ghost is no company of the event (2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    assert breaches(ABC, meeting("a ghost")) == [("known_participants", detail, ("a", "ghost"))]


def test_a_company_cannot_meet_itself() -> None:
    detail = "A and A: nobody meets itself (2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    assert breaches(ABC, meeting("a a")) == [("known_participants", detail, ("a", "a"))]


def test_three_are_one_too_many() -> None:
    detail = "A and B and C: a meeting is of two companies (2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    assert breaches(ABC, meeting("a b c")) == [("known_participants", detail, ("a", "b", "c"))]


def test_every_stranger_is_named() -> None:
    found = breaches(ABC, meeting("ghost spook"))
    assert [detail.split()[0] for _, detail, _ in found] == ["ghost", "spook"]

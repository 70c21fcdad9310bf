from __future__ import annotations

import pytest

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


KINDS = event(
    "a b c",
    session("tables", kind="tables"),
    session("salon", kind="salon"),
    session("talk", kind="dialogue"),
    session("desk", kind="consultation", advisers=["Ann"]),
    session("show", kind="exhibition", booths=["b"]),
)


@pytest.mark.parametrize(
    ("who", "kind", "fault"),
    [
        ("a b", "tables", None),
        ("a", "tables", "a meeting is of two companies"),
        ("a b c", "salon", "a meeting is of two companies"),
        ("a b", "talk", None),
        ("a b c", "talk", None),
        ("a", "talk", "a round table is for two companies at least"),
        ("a b a", "talk", "nobody meets itself"),
        ("a", "desk", None),
        ("a b", "desk", "a desk is for one company at a time"),
        ("a b", "show", None),
        ("b a", "show", "the second has no booth there"),
        ("b b", "show", "nobody meets itself"),
        ("a", "show", "a visit is of one company to one exhibitor"),
        ("a c b", "show", "a visit is of one company to one exhibitor"),
    ],
)
def test_every_kind_of_session_has_its_number(who: str, kind: str, fault: str | None) -> None:
    found = [detail for rule, detail, _ in breaches(KINDS, meeting(who, session=kind)) if rule == "known_participants"]
    names = " and ".join(who.upper().split())
    assert [detail.split(" (")[0] for detail in found] == ([] if fault is None else [f"{names}: {fault}"])

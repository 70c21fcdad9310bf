from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from tests.build import breaches, company, details, event, meeting, window

RULE = "leaders_attend"
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"
DELEGATIONS = [{"id": "north", "leader": "x"}, {"id": "south", "leader": "y"}]


def fair(*, asks: bool = True, b: str | None = None, **leader: Any) -> Event:
    """A of the north, whose leader is X, asks for leaders at its meeting with B."""
    wishes = [{"company": "b", "leader": asks}, {"company": "x", "leader": asks}]
    firms = [
        company("a", delegation="north", wishes=wishes),
        company("b", delegation=b),
        company("c"),
        company("x", delegation="north", **leader),
        company("y", delegation="south"),
    ]
    return event(firms, tables=3, delegations=DELEGATIONS)


@pytest.mark.parametrize("who", ["a b", "b a"])
def test_the_leader_comes_where_a_side_asks(who: str) -> None:
    names = " and ".join(who.upper().split())
    assert breaches(fair(), meeting(who, leaders=["x"])) == []
    detail = f"{names} {WHERE}: X, who leads a delegation, does not come along"
    assert breaches(fair(), meeting(who)) == [(RULE, detail, (*who.split(), "x"))]


def test_the_leaders_of_both_sides_come() -> None:
    found = details(fair(b="south"), RULE, meeting("a b"))
    assert [detail.split(": ")[1].split(",")[0] for detail in found] == ["X", "Y"]
    assert len(details(fair(b="south"), RULE, meeting("a b", leaders=["y"]))) == 1
    assert breaches(fair(b="south"), meeting("a b", leaders=["y", "x"])) == []


def test_one_leader_of_both_sides_is_told_once() -> None:
    apart = fair(b="north").model_copy(update={"delegations": ()})
    assert breaches(apart, meeting("a b")) == []
    assert len(details(fair(b="north"), RULE, meeting("a b"))) == 1


def test_nobody_comes_where_nobody_asks() -> None:
    assert breaches(fair(asks=False), meeting("a b")) == []
    assert breaches(fair(), meeting("a c")) == []
    assert breaches(fair(), meeting("b c", leaders=["x"])) == []


def test_a_leader_who_is_a_side_is_there_already() -> None:
    assert breaches(fair(), meeting("a x")) == []


def test_who_comes_along_is_a_company_and_present() -> None:
    where = f"B and C {WHERE}"
    assert details(fair(), RULE, meeting("b c", leaders=["ghost"])) == [f"{where}: ghost is no company of the event"]
    away = fair(unavailable=[window("09:29", "09:40")])
    assert details(away, RULE, meeting("b c", leaders=["x"])) == [f"{where}: X is not present"]
    assert breaches(away, meeting("b c", "09:30", leaders=["y"])) == []


def test_a_leader_is_in_one_place_at_a_time() -> None:
    found = breaches(fair(), meeting("a b", leaders=["x"]), meeting("c x", table=2))
    assert found == [
        ("one_meeting_at_a_time", "X has 2 meetings at 2024-09-20 09:00, and 1 delegate(s)", ("x",)),
    ]

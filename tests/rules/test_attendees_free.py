from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from tests.build import attend, breaches, company, details, event, meeting, session, window

RULE = "attendees_free"
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def fair(*more: Any, walk: int = 0, **li: Any) -> Event:
    """A company with two delegates, Li with hours of her own."""
    first = company("a", delegates=[{"id": "li", "name": "Li", **li}, "wu"])
    sessions = session(slots=4, tables=2), session("far", slots=4, hall="annex"), *more
    return event([first, "b", "c", "d"], *sessions, walk={"hall": {"annex": walk}})


def by(delegate: str, who: str, start: str = "09:00", **fields: Any) -> Any:
    """A meeting that a delegate of a attends."""
    return meeting(who, start, attendees=attend(a=delegate), **fields)


def test_two_delegates_attend_two_meetings_at_once() -> None:
    assert breaches(fair(), by("li", "a b"), by("wu", "a c", table=2), by("li", "a d", "09:30")) == []


def test_one_delegate_does_not() -> None:
    first, second = f"A and B {WHERE}", f"A and C {WHERE.replace('table 1', 'table 2')}"
    found = breaches(fair(), by("li", "a b"), by("li", "a c", table=2))
    assert found == [(RULE, f"Li of A is in two places at once: {first}, and {second}", ("a", "b", "c"))]


@pytest.mark.parametrize(("walk", "count"), [(30, 0), (31, 1)])
def test_a_delegate_has_time_to_walk(walk: int, count: int) -> None:
    there = by("li", "a c", "10:00", session="far", hall="annex")
    found = details(fair(walk=walk), RULE, by("li", "a b"), there)
    assert len(found) == count
    assert all(detail.startswith("Li of A has no time to walk from hall hall to hall annex: ") for detail in found)


@pytest.mark.parametrize(
    ("hours", "count"),
    [
        ({"available": [window("09:00", "09:30")]}, 0),
        ({"available": [window("09:01", "18:00")]}, 1),
        ({"unavailable": [window("09:00", "09:01")]}, 1),
        ({"unavailable": [window("09:30", "18:00")]}, 0),
    ],
)
def test_a_delegate_has_hours_of_their_own(hours: dict[str, Any], count: int) -> None:
    held = fair(**hours)
    assert details(held, RULE, by("li", "a b")) == [f"A and B {WHERE}: Li of A is not present"] * count
    assert breaches(held, by("wu", "a b")) == []


def test_who_is_named_last_speaks() -> None:
    stage = session("stage", kind="salon", hall="attic", speakers=["a"])
    assert breaches(fair(stage), by("li", "a b")) == []
    first, second = f"A and B {WHERE}", "on a stage or at a booth (2024-09-20 09:00–10:00, hall attic)"
    found = details(fair(stage), RULE, by("wu", "a b"))
    assert found == [f"wu of A is in two places at once: {first}, and {second}"]


@pytest.mark.parametrize(("host", "free", "busy"), [("li", "wu", "li"), (None, "li", "wu")])
def test_a_host_is_at_the_booth(host: str | None, free: str, busy: str) -> None:
    show = session("show", kind="exhibition", hall="attic", booths=[{"exhibitor": "a", "host": host}])
    assert breaches(fair(show), by(free, "a b")) == []
    assert len(details(fair(show), RULE, by(busy, "a b"))) == 1
    visit = by(busy, "c a", session="show", hall="attic")
    assert breaches(fair(show), by(free, "a b"), visit) == []


def test_a_delegate_visits_booths_and_comes_along_as_leader() -> None:
    show = session("show", kind="exhibition", hall="attic", booths=["d"])
    visit = by("li", "a d", session="show", hall="attic")
    assert len(details(fair(show), RULE, by("li", "a b"), visit)) == 1
    assert len(details(fair(), RULE, by("li", "a b"), by("li", "c d", table=2, leaders=["a"]))) == 1


def test_stages_that_overlap_are_the_organisers_matter() -> None:
    stages = [session(name, kind="salon", hall=name, speakers=["a"]) for name in ("one", "two")]
    assert breaches(fair(*stages), by("li", "a b", "10:00")) == []

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from matchmaker.rules import Known
from tests.build import breaches, company, details, event, meeting, session, window

RULE = "needs_served"
ADVISERS = [{"id": "ann", "name": "Ann", "available": [window("09:00", "10:00")]}, {"id": "bo", "name": "Bo"}]
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, desk 1)"


def fair(*more: Any, walk: int = 0) -> Event:
    """Two desks and two advisers; a needs help with tax and law, b with tax."""
    desks = session(kind="consultation", slots=4, tables=2, advisers=ADVISERS)
    firms = [company("a", needs=["tax", "law"]), company("b", needs=["tax"])]
    return event(firms, desks, *more, walk={"hall": {"annex": walk}})


def advice(who: str, start: str = "09:00", **fields: Any) -> Any:
    """Ann on tax, unless told otherwise."""
    return meeting(who, start, **{"adviser": "ann", "need": "tax", **fields})


def test_a_need_is_met_by_an_adviser_of_the_session() -> None:
    held = advice("a"), advice("b", adviser="bo", table=2), advice("a", "09:30", need="law")
    assert breaches(fair(), *held) == []


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"adviser": None}, "nobody advises"),
        ({"adviser": "cy"}, "cy is no adviser of session main"),
        ({"need": None}, "no need is named"),
        ({"need": "visas"}, "A has no need “visas”"),
    ],
)
def test_who_advises_on_what_is_said_and_true(fields: dict[str, Any], fault: str) -> None:
    assert breaches(fair(), advice("a", **fields)) == [(RULE, f"A {WHERE}: {fault}", ("a",))]


def test_an_adviser_of_another_session_is_none_here() -> None:
    other = session("other", hall="annex", kind="consultation", advisers=["Cy"])
    (detail,) = details(fair(other), RULE, advice("a", adviser="Cy"))
    assert detail.endswith("Cy is no adviser of session main")


def test_advisers_have_hours() -> None:
    (detail,) = details(fair(), RULE, advice("a", "10:00"))
    assert detail.endswith("Ann is not present")


def test_a_need_is_met_once() -> None:
    found = breaches(fair(), advice("a"), advice("a", "09:30", adviser="bo"))
    assert found == [(RULE, "A is advised 2 times on “tax”", ("a",))]


def test_an_adviser_has_one_client_at_a_time() -> None:
    first, second = f"A {WHERE}", f"B {WHERE.replace('desk 1', 'desk 2')}"
    found = breaches(fair(), advice("a"), advice("b", table=2))
    assert found == [(RULE, f"ann is in two places at once: {first}, and {second}", ("a", "b"))]
    assert breaches(fair(), advice("a"), advice("b", "09:30")) == []


@pytest.mark.parametrize(("walk", "count"), [(30, 0), (31, 1)])
def test_an_adviser_of_two_sessions_has_to_walk(walk: int, count: int) -> None:
    other = session("other", "10:00", hall="annex", kind="consultation", advisers=["ann"])
    held = advice("a"), advice("b", "10:00", session="other", hall="annex")
    assert len(details(fair(other, walk=walk), RULE, *held)) == count


def test_where_the_graph_is_known_the_adviser_has_to_know() -> None:
    known = Known({}, {("a", "tax", "ann"): 1})
    assert breaches(fair(), advice("a"), known=known) == []
    (detail,) = details(fair(), RULE, advice("b"), known=known)
    assert detail == f"B {WHERE}: Ann knows nothing about “tax”"


def test_a_stranger_at_a_desk_is_another_rules_matter() -> None:
    assert [rule for rule, *_ in breaches(fair(), advice("ghost"))] == ["known_participants"]

from __future__ import annotations

import pytest

from matchmaker.event import Session
from matchmaker.rules import Known
from tests.build import breaches, event, meeting, session

SALON = session(kind="salon", topics=["optics", "drones"])


def fit(points: int) -> Known:
    """A graph in which a and b fit the session by so much."""
    return Known({("a", "b"): {"weight": 400, "fit": {"main": points}}}, {})


@pytest.mark.parametrize("points", [1, 100])
@pytest.mark.parametrize("who", ["a b", "b a"])
def test_what_fits_the_theme_at_all_may_meet(points: int, who: str) -> None:
    assert breaches(event("a b", SALON), meeting(who), known=fit(points)) == []


def test_what_does_not_fit_may_not() -> None:
    where = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    detail = f"A and B {where}: nothing that they share is about optics, drones"
    found = breaches(event("a b", SALON), meeting("a b"), known=fit(0))
    assert found == [("salon_theme", detail, ("a", "b"))]


@pytest.mark.parametrize("known", [Known({}, {}), Known({("a", "b"): {"weight": 400, "fit": {}}}, {})])
def test_a_pair_that_the_graph_does_not_know_fits_nothing(known: Known) -> None:
    assert [rule for rule, *_ in breaches(event("a b", SALON), meeting("a b"), known=known)] == ["salon_theme"]


def test_without_the_graph_there_is_nothing_to_say() -> None:
    assert breaches(event("a b", SALON), meeting("a b")) == []


@pytest.mark.parametrize("held", [session(kind="salon"), session(kind="tables", topics=["optics"])])
def test_only_salons_with_topics_have_a_theme(held: Session) -> None:
    assert breaches(event("a b", held), meeting("a b"), known=fit(0)) == []

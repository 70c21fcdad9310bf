from __future__ import annotations

from tests.build import breaches, company, event, meeting, session

HELD = (meeting("a b"), meeting("a c", "09:30"))
RULE = "company_maximum"


def test_without_a_maximum_there_is_none() -> None:
    assert breaches(event("a b c"), *HELD) == []


def test_a_maximum_may_be_reached() -> None:
    assert breaches(event([company("a", max_meetings=2), "b", "c"]), *HELD) == []


def test_a_maximum_may_not_be_passed() -> None:
    found = breaches(event([company("a", max_meetings=1), "b", "c"]), *HELD)
    assert found == [(RULE, "A has 2 meetings, at most 1", ("a",))]


def test_the_events_maximum_holds_for_all() -> None:
    assert breaches(event("a b c", max_meetings=1), *HELD) == [(RULE, "A has 2 meetings, at most 1", ("a",))]


def test_a_companys_own_maximum_comes_first() -> None:
    own = company("a", max_meetings=2), company("b"), company("c", max_meetings=0)
    found = breaches(event(own, max_meetings=1), *HELD)
    assert found == [(RULE, "C has 1 meetings, at most 0", ("c",))]


def test_visits_desks_and_round_tables_are_no_meetings_in_this_sense() -> None:
    show = session("show", kind="exhibition", booths=["x"])
    desk = session("desk", "12:00", kind="consultation", advisers=["Ann"])
    talk = session("talk", "15:00", kind="dialogue", group={"min": 2})
    held = event([company("a", max_meetings=0, needs=["tax"]), "b", "x"], show, desk, talk)
    visit, advice = meeting("a x", session="show"), meeting("a", "12:00", session="desk", adviser="Ann", need="tax")
    assert breaches(held, visit, advice, meeting("a b", "15:00", session="talk")) == []

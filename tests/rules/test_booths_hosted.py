from __future__ import annotations

import pytest

from matchmaker.event import Event, Session
from tests.build import breaches, company, details, event, meeting, session, window

RULE = "booths_hosted"
BOOTHS = [{"exhibitor": "x", "visitors": 2}, {"exhibitor": "y", "hours": [window("09:30", "10:30")]}]


def fair(*others: Session) -> Event:
    """A show of two booths, with four slots."""
    show = session(kind="exhibition", slots=4, booths=BOOTHS)
    return event(["a", "b", "c", company("x", delegates=3), company("y", delegates=3)], show, *others)


def test_a_booth_without_hours_is_shown_all_the_time() -> None:
    for start in ("09:00", "10:30"):
        assert breaches(fair(), meeting("a x", start)) == []


@pytest.mark.parametrize(("start", "is_legal"), [("09:00", False), ("09:30", True), ("10:00", True), ("10:30", False)])
def test_a_booth_with_hours_is_visited_within_them(start: str, is_legal: bool) -> None:  # noqa: FBT001
    found = details(fair(), RULE, meeting("a y", start, table=2))
    assert (found == []) is is_legal
    assert all(detail.endswith(": nothing is shown at that time") for detail in found)


def test_hours_that_cut_a_slot_in_two_do_not_hold_it() -> None:
    booth = {"exhibitor": "x", "hours": [window("09:15", "10:00")]}
    held = event("a x", session(kind="exhibition", booths=[booth]))
    assert len(details(held, RULE, meeting("a x"))) == 1
    assert breaches(held, meeting("a x", "09:30")) == []


def test_a_booth_has_its_number() -> None:
    where = "(2024-09-20 09:00–09:30, session main, hall hall, booth 2)"
    detail = f"A and X {where}: the booth of X has number 1"
    assert breaches(fair(), meeting("a x", table=2)) == [(RULE, detail, ("a", "x"))]


def test_booths_are_numbered_after_the_tables_beside_them() -> None:
    beside = fair(session("tables", slots=4, tables=3))
    assert breaches(beside, meeting("a x", table=4)) == []
    assert len(details(beside, RULE, meeting("a x", table=1))) == 1


def test_as_many_visit_at_once_as_a_booth_takes() -> None:
    assert breaches(fair(), meeting("a x"), meeting("b x")) == []
    detail = "the booth of X has 3 visitors at 2024-09-20 09:00, at most 2 (session main)"
    found = breaches(fair(), meeting("a x"), meeting("b x"), meeting("c x"))
    assert found == [(RULE, detail, ("a", "b", "c"))]
    one_by_one = meeting("a y", "09:30", table=2), meeting("b y", "09:30", table=2)
    assert len(details(fair(), RULE, *one_by_one)) == 1


def test_two_booths_of_one_exhibitor_are_told_apart_by_number() -> None:
    booths = [{"exhibitor": "x"}, {"exhibitor": "x", "hours": [window("09:30", "10:00")]}]
    held = event(["a", "b", "c", company("x", delegates=2)], session(kind="exhibition", booths=booths))
    assert breaches(held, meeting("a x"), meeting("b x", "09:30"), meeting("c x", "09:30", table=2)) == []
    assert len(details(held, RULE, meeting("a x", table=2))) == 1
    (detail,) = details(held, RULE, meeting("a x", table=3))
    assert detail.endswith("the booth of X has number 1 or 2")


def test_who_has_no_booth_is_another_rules_matter() -> None:
    assert [rule for rule, *_ in breaches(fair(), meeting("a b"))] == ["known_participants"]

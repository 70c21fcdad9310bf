from __future__ import annotations

from tests.build import breaches, company, event, meeting, session

ABC = event("a b c", slots=3)


def test_different_pairs_may_share_a_company() -> None:
    assert breaches(ABC, meeting("a b"), meeting("a c", "09:30"), meeting("b c", "10:00")) == []


def test_a_second_meeting_of_a_pair_is_one_too_many() -> None:
    found = breaches(ABC, meeting("a b"), meeting("a b", "09:30"))
    assert found == [("once_per_pair", "A and B meet 2 times", ("a", "b"))]


def test_who_is_named_first_makes_no_difference() -> None:
    found = breaches(ABC, meeting("a b"), meeting("b a", "09:30"), meeting("a b", "10:00"))
    assert found == [("once_per_pair", "A and B meet 3 times", ("a", "b"))]


SHOW = session("show", "12:00", kind="exhibition", booths=["b", "a"], slots=4)
TALK = session("talk", "15:00", kind="dialogue", group={"min": 2})
FAIR = event([company("a", delegates=2), company("b", delegates=2)], session(), SHOW, TALK)


def test_a_visit_is_a_meeting_of_the_two() -> None:
    visit = meeting("a b", "12:00", session="show")
    assert breaches(FAIR, visit) == []
    assert breaches(FAIR, meeting("a b"), visit) == [("once_per_pair", "A and B meet 2 times", ("a", "b"))]
    back = meeting("b a", "12:30", session="show", table=2)
    assert breaches(FAIR, visit, back) == [("once_per_pair", "A and B meet 2 times", ("a", "b"))]


def test_a_round_table_is_none() -> None:
    assert breaches(FAIR, meeting("a b"), meeting("a b", "15:00", session="talk")) == []


def test_a_desk_has_no_pair() -> None:
    needy = event([company("a", needs=["tax", "law"])], session(kind="consultation", advisers=["Ann"]))
    held = meeting("a", adviser="Ann", need="tax"), meeting("a", "09:30", adviser="Ann", need="law")
    assert breaches(needy, *held) == []

from __future__ import annotations

from tests.build import breaches, event, meeting

ABC = event("a b c", slots=3)


def test_different_pairs_may_share_a_company() -> None:
    assert breaches(ABC, meeting("a b"), meeting("a c", "09:30"), meeting("b c", "10:00")) == []


def test_a_second_meeting_of_a_pair_is_one_too_many() -> None:
    found = breaches(ABC, meeting("a b"), meeting("a b", "09:30"))
    assert found == [("once_per_pair", "A and B meet 2 times", ("a", "b"))]


def test_who_is_named_first_makes_no_difference() -> None:
    found = breaches(ABC, meeting("a b"), meeting("b a", "09:30"), meeting("a b", "10:00"))
    assert found == [("once_per_pair", "A and B meet 3 times", ("a", "b"))]

from __future__ import annotations

import pytest

from matchmaker.apart import rules_concern, rules_used
from matchmaker.compatibility import build_graph
from tests.build import breaches, event, meeting

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"
DETAIL = f"A and B: the wish is not answered yet (book_open is off) {WHERE}"


@pytest.mark.parametrize("wishes", ["a want b", "b want a 2", "a must b"])
def test_a_wish_without_an_answer_is_not_booked(wishes: str) -> None:
    held = event("a b", wishes=wishes, book_open=False)
    assert breaches(held, meeting("a b")) == [("open_wishes_wait", DETAIL, ("a", "b"))]
    assert build_graph(held).number_of_edges() == 0


@pytest.mark.parametrize(
    "wishes", ["a want b accepted", "b must a accepted", "a want b, b want a", "a want b, b must a", ""]
)
def test_a_wish_that_was_accepted_or_returned_is(wishes: str) -> None:
    held = event("a b", wishes=wishes, book_open=False)
    found = breaches(held, meeting("a b"))
    assert found == []
    assert build_graph(held).number_of_edges() == 1


def test_a_declined_wish_is_kept_apart_by_its_own_rule() -> None:
    held = event("a b", wishes="a want b declined", book_open=False)
    assert [rule for rule, _, _ in breaches(held, meeting("a b"))] == ["avoided_pairs_apart"]


@pytest.mark.parametrize("wishes", ["a want b", "a must b"])
def test_unless_the_organiser_switches_it_off_open_wishes_are_booked(wishes: str) -> None:
    assert breaches(event("a b", wishes=wishes), meeting("a b")) == []


def test_who_is_concerned_and_when_the_rule_is_used() -> None:
    held = event("a b c", wishes="a want b", book_open=False)
    assert [rule.name for rule in rules_used(held)] == ["open_wishes_wait"]
    assert rules_concern(held) == {"a", "b"}
    assert rules_used(event("a b c", wishes="a want b")) == ()

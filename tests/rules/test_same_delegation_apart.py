from __future__ import annotations

from typing import Any

import pytest

from matchmaker.apart import rules_concern, rules_used
from matchmaker.event import Delegation, Event
from tests.build import breaches, company, event, meeting

WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def travelling(wishes: str = "", **fields: Any) -> Event:
    """A and B come with one delegation, C with another, D alone."""
    profiles = [company(name, delegation=of) for name, of in (("a", "x"), ("b", "x"), ("c", "y"), ("d", None))]
    delegations = (Delegation(id="x", name="Chamber", **fields), Delegation(id="y", name="Park"))
    return event(profiles, wishes=wishes).model_copy(update={"delegations": delegations})


@pytest.mark.parametrize("who", ["a b", "b a"])
def test_members_of_a_delegation_do_not_meet_each_other(who: str) -> None:
    names = " and ".join(who.upper().split())
    expected = ("same_delegation_apart", f"{names}: both came with Chamber {WHERE}", tuple(who.split()))
    assert breaches(travelling(), meeting(who)) == [expected]


@pytest.mark.parametrize("wishes", ["a want b", "b want a", "a must b", "b must a", "a want b 9 accepted"])
def test_a_wish_of_either_brings_them_together(wishes: str) -> None:
    assert breaches(travelling(wishes), meeting("a b")) == []


def test_a_word_against_a_meeting_does_not() -> None:
    broken = {rule for rule, _, _ in breaches(travelling("a avoid b"), meeting("a b"))}
    assert broken == {"avoided_pairs_apart", "same_delegation_apart"}


def test_members_meet_where_their_delegation_says_so() -> None:
    assert breaches(travelling(members_meet=True), meeting("a b")) == []


@pytest.mark.parametrize("who", ["a c", "a d", "c d"])
def test_all_others_meet(who: str) -> None:
    assert breaches(travelling(), meeting(who)) == []


def test_those_without_a_delegation_are_no_delegation() -> None:
    assert breaches(event("a b"), meeting("a b")) == []


def test_who_is_concerned_and_when_the_rule_is_used() -> None:
    held = travelling()
    assert [rule.name for rule in rules_used(held)] == ["same_delegation_apart"]
    assert rules_concern(held) == {"a", "b", "c"}
    open_to_all = travelling(members_meet=True)
    assert rules_used(open_to_all) == ()
    assert rules_concern(open_to_all) == {"c"}

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from tests.build import breaches, details, event, meeting, session

RULE = "groups_moderated"
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"
LED: dict[str, Any] = {"kind": "dialogue", "tables": 2, "group": {"min": 2}}


def fair(*more: Any, walk: int = 0, **fields: Any) -> Event:
    """A dialogue with two moderators."""
    talk = session(**{**LED, "moderators": ["Mo", "Flo"], **fields})
    return event("a b c d", talk, *more, walk={"hall": {"annex": walk}})


def test_moderators_lead_one_group_after_the_other() -> None:
    held = meeting("a b", moderator="Mo"), meeting("c d", table=2, moderator="Flo")
    assert breaches(fair(), *held, meeting("a c", "09:30", moderator="Mo")) == []


@pytest.mark.parametrize(
    ("moderator", "fault"), [(None, "nobody moderates"), ("Bo", "Bo is no moderator of session main")]
)
def test_a_group_has_a_moderator_of_its_session(moderator: str | None, fault: str) -> None:
    found = breaches(fair(), meeting("a b", moderator=moderator))
    assert found == [(RULE, f"A and B {WHERE}: {fault}", ("a", "b"))]


def test_a_session_without_moderators_needs_none_and_has_none() -> None:
    assert breaches(fair(moderators=[]), meeting("a b")) == []
    assert len(details(fair(moderators=[]), RULE, meeting("a b", moderator="Mo"))) == 1


def test_nobody_leads_two_groups_at_once() -> None:
    first, second = f"A and B {WHERE}", f"C and D {WHERE.replace('table 1', 'table 2')}"
    found = breaches(fair(), meeting("a b", moderator="Mo"), meeting("c d", table=2, moderator="Mo"))
    assert found == [(RULE, f"Mo is in two places at once: {first}, and {second}", ("a", "b", "c", "d"))]


@pytest.mark.parametrize(("walk", "count"), [(30, 0), (31, 1)])
def test_who_moderates_in_two_halls_has_to_walk(walk: int, count: int) -> None:
    other = session("other", "10:00", **{**LED, "hall": "annex", "moderators": ["Mo"]})
    held = meeting("a b", moderator="Mo"), meeting("c d", "10:00", session="other", hall="annex", moderator="Mo")
    assert len(details(fair(other, walk=walk), RULE, *held)) == count

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from matchmaker.schedule import Meeting
from tests.build import attend, breaches, company, event, meeting, session

RULE = "asked_delegates_attend"


def fair(*more: Any, **wish: Any) -> Event:
    """A company that names two delegates, and b that asks for Li."""
    asks = company("b", wishes=[{"company": "a", "delegate": "li", **wish}])
    return event([company("a", delegates=["li", "wu"]), asks, "c"], session(), *more)


def held(delegate: str, who: str = "a b", **fields: Any) -> Meeting:
    """Who attends for a."""
    return meeting(who, attendees=attend(a=delegate), **fields)


@pytest.mark.parametrize("who", ["a b", "b a"])
@pytest.mark.parametrize("wish", ["must", "want"])
def test_who_is_asked_for_comes(who: str, wish: str) -> None:
    assert breaches(fair(wish=wish), held("li", who)) == []


def test_nobody_else_comes_instead() -> None:
    where = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"
    detail = f"A and B {where}: B asked for li of A, who does not attend"
    assert breaches(fair(), held("wu")) == [(RULE, detail, ("a", "b"))]


def test_with_others_whoever_likes_attends() -> None:
    assert breaches(fair(), held("wu", "a c")) == []
    assert breaches(fair(delegate=None), held("wu")) == []


def test_a_wish_is_for_a_meeting_of_the_two() -> None:
    talk = session("talk", kind="dialogue", hall="attic")
    assert breaches(fair(talk), held("wu", "a b c", session="talk", hall="attic")) == []

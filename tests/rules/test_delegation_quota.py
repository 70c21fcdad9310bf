from __future__ import annotations

from matchmaker.event import Event
from tests.build import breaches, company, event, meeting, session

HELD = meeting("a b"), meeting("a c", "09:30"), meeting("b d", "10:00")
RULE = "delegation_quota"


def fair(most: int | None, **fields: object) -> Event:
    """A and b come with the north."""
    north = {"id": "north", "max_meetings": most, "fair_shares": False, "members_meet": True, **fields}
    members = [company(name, delegation="north") for name in "ab"]
    sessions = session(slots=4), session("show", "12:00", kind="exhibition", booths=["c"])
    return event([*members, "c", "d"], *sessions, delegations=[north])


def test_a_delegation_may_use_up_its_quota() -> None:
    assert breaches(fair(None), *HELD) == []
    assert breaches(fair(3), *HELD) == []


def test_a_meeting_of_two_members_counts_once_and_none_is_beyond_the_quota() -> None:
    assert breaches(fair(2), *HELD) == [(RULE, "North has 3 meetings, at most 2", ())]
    assert breaches(fair(0), HELD[0]) == [(RULE, "North has 1 meetings, at most 0", ())]


def test_other_meetings_and_visits_do_not_count() -> None:
    assert breaches(fair(0), meeting("c d"), meeting("a c", "12:00", session="show")) == []

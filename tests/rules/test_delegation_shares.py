from __future__ import annotations

import pytest

from matchmaker.event import Event
from tests.build import breaches, company, details, event, meeting

RULE = "delegation_shares"
OF_A = tuple(meeting(f"a {other}", start) for other, start in (("x", "09:00"), ("y", "09:30"), ("z", "10:00")))


def fair(most: int | None, members: str = "a b", **fields: object) -> Event:
    """A and others come with the north."""
    north = {"id": "north", "max_meetings": most, **fields}
    firms = [company(name, delegation="north") for name in members.split()]
    return event([*firms, "x", "y", "z"], slots=4, delegations=[north])


@pytest.mark.parametrize(("most", "count"), [(6, 3), (5, 3), (4, 2), (3, 2)])
def test_a_share_is_the_quota_in_equal_parts_rounded_up(most: int, count: int) -> None:
    assert breaches(fair(most), *OF_A[:count]) == []
    if count < len(OF_A):
        detail = f"A has {count + 1} of the {most} meetings of North, at most {count}"
        assert breaches(fair(most), *OF_A[: count + 1]) == [(RULE, detail, ("a",))]


def test_the_more_members_the_smaller_the_share() -> None:
    assert breaches(fair(3, "a"), *OF_A) == []
    assert details(fair(3, "a b c"), RULE, *OF_A[:2]) == ["A has 2 of the 3 meetings of North, at most 1"]


def test_where_shares_are_not_fair_or_nothing_is_shared_nobody_has_one() -> None:
    assert breaches(fair(3, fair_shares=False), *OF_A) == []
    assert breaches(fair(None), *OF_A) == []
    assert breaches(fair(3, ""), meeting("x y")) == []

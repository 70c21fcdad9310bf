from __future__ import annotations

import pytest

from matchmaker.compatibility import Scoring, scoring
from matchmaker.compatibility.scoring import Removed
from matchmaker.event import Event
from tests.build import event
from tests.compatibility.known import mute


def pairs(held: Event) -> tuple[list[str], list[Removed]]:
    """Candidates as "ab", and what rules took away."""
    removed: dict[tuple[int, int], Removed] = {}
    found = Scoring(held).candidates(removed).tolist()
    return [held.profiles[one].id + held.profiles[other].id for one, other in found], list(removed.values())


def test_wishes_and_past_meetings_are_always_looked_at() -> None:
    held = event([mute("a", met=[{"company": "c"}]), mute("b"), mute("c")], wishes="a want b 9, c want a, b want b")
    assert pairs(held) == (["ab", "ac"], [])


def test_a_company_alone_has_no_candidates() -> None:
    assert pairs(event([mute("a", capabilities=["x"], interests=["x"])])) == ([], [])


def test_investors_and_those_who_raise_find_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    held = event(
        [
            mute("a", investment={"raises": 5}),
            mute("b", investment={"least": 9}),
            mute("c", investment={"most": 9}),
            mute("d", investment={"most": 7}),
        ]
    )
    assert pairs(held)[0] == ["ac", "ad"]
    monkeypatch.setattr(scoring, "PARTNERS", 1)
    monkeypatch.setattr(scoring, "PER_MEETING", 0)
    assert pairs(held)[0] == ["ac"]


def test_those_who_should_be_alike_find_each_other() -> None:
    held = event(
        [
            mute("a", capabilities=["laser crystals"], purposes=["cooperation"]),
            mute("b", capabilities=["laser crystal"], purposes=["cooperation", "trade"]),
            mute("c", capabilities=["laser crystals"], purposes=["trade"]),
            mute("d", capabilities=["drones"], purposes=["cooperation"]),
        ]
    )
    assert pairs(held)[0] == ["ab"]
    (found,) = Scoring(held).weighed({})
    assert [item.sentence for item in found.evidence] == ["shared_purpose", "alike"]


def test_what_rules_take_away_is_told_once() -> None:
    held = event(
        [
            mute("a", capabilities=["x"], interests=["x"], group="g"),
            mute("b", capabilities=["x"], interests=["x"], group="g"),
            mute("c", capabilities=["x"], interests=["x"]),
        ],
        wishes="a want c declined, b want a",
    )
    found, removed = pairs(held)
    assert found == ["bc"]
    assert sorted(removed, key=lambda it: it.participants) == [
        Removed("same_group_apart", ("a", "b"), "both belong to g"),
        Removed("avoided_pairs_apart", ("a", "c"), "a side avoids or declined the other"),
    ]


def test_strengths_are_looked_up_by_text() -> None:
    held = event([mute("a", capabilities=["x", "y"]), mute("b", interests=["x"])])
    known = Scoring(held).known
    assert known.meets("x") == {"x": 1.0}
    assert known.alike("x") == {}


def test_without_purposes_nobody_asks_who_is_alike() -> None:
    held = event([mute("a", capabilities=["x"]), mute("b", capabilities=["x"])])
    assert Scoring(held).alike.nnz == 0

from __future__ import annotations

from typing import Any

import pytest

from tests.build import breaches, company, details, event, meeting, session

RULE = "session_guests"
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"invited": ["a", "b"]},
        {"signed_up": ["b", "a"]},
        {"invited": ["a"], "signed_up": ["b"]},
        {"kept_out": ["c"]},
    ],
)
@pytest.mark.parametrize("kind", ["tables", "salon"])
def test_who_is_admitted_may_meet(fields: dict[str, Any], kind: str) -> None:
    assert breaches(event("a b c", session(kind=kind, **fields)), meeting("a b")) == []


def test_who_is_kept_out_or_not_invited_may_not() -> None:
    out = event("a b", session(kept_out=["b"]))
    assert breaches(out, meeting("a b")) == [(RULE, f"B: session main keeps it out {WHERE}", ("a", "b"))]
    closed = event("a b c", session(invited=["c"]))
    reason = "session main has neither invited it nor signed it up"
    assert details(closed, RULE, meeting("a b")) == [f"A: {reason} {WHERE}", f"B: {reason} {WHERE}"]


def test_who_is_invited_and_kept_out_is_out() -> None:
    both = event("a b", session(invited=["a", "b"], kept_out=["a"]))
    assert details(both, RULE, meeting("a b")) == [f"A: session main keeps it out {WHERE}"]


def test_an_exhibitor_is_admitted_to_its_own_booth_and_a_visitor_is_not() -> None:
    closed = event("a x", session(kind="exhibition", booths=["x"], invited=["a"]))
    assert breaches(closed, meeting("a x")) == []
    others = event("a x", session(kind="exhibition", booths=["x"], invited=["x"]))
    assert len(details(others, RULE, meeting("a x"))) == 1


def test_desks_and_round_tables_admit_in_the_same_way() -> None:
    desk = session(kind="consultation", advisers=["Ann"], kept_out=["a"])
    assert len(details(event([company("a", needs="tax")], desk), RULE, meeting("a", adviser="Ann", need="tax"))) == 1
    talk = session(kind="dialogue", kept_out=["c"])
    assert len(details(event("a b c", talk), RULE, meeting("a b c"))) == 1


@pytest.mark.parametrize("kind", ["dialogue", "tables"])
def test_who_says_what_it_speaks_speaks_the_language_of_a_dialogue(kind: str) -> None:
    firms = [company("a", languages=["en", "zh"]), company("b", languages=["de"]), company("c")]
    held = event(firms, session(kind=kind, language="en", group={"min": 2}))
    expected = [f"B does not speak en {WHERE}"] if kind == "dialogue" else []
    assert details(held, RULE, meeting("a b")) == expected
    assert breaches(held, meeting("a c")) == []

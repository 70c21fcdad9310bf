from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from tests.build import attend, breaches, company, details, event, meeting, session

RULE = "common_language"
POOL = [{"id": "ivy", "languages": ["zh", "en"]}, {"id": "bo", "languages": ["ru", "de"]}]
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def fair(a: str = "zh", b: str = "en", interpreters: Any = POOL, **fields: Any) -> Event:
    """Two companies that speak these."""
    firms = [company("a", languages=a.split(), **fields), company("b", languages=b.split())]
    return event(firms, interpreters=interpreters)


@pytest.mark.parametrize(("a", "b"), [("zh en", "en"), ("en", "de en"), ("", "en"), ("zh", ""), ("", "")])
def test_who_shares_a_language_or_says_nothing_needs_nobody(a: str, b: str) -> None:
    assert breaches(fair(a, b), meeting("a b")) == []


def test_who_shares_none_needs_somebody() -> None:
    detail = f"A and B {WHERE}: A speaks zh, B en, and nobody interprets"
    assert breaches(fair(), meeting("a b")) == [(RULE, detail, ("a", "b"))]


def test_an_interpreter_bridges_the_two() -> None:
    assert breaches(fair(), meeting("a b", interpreter="ivy")) == []
    faults = [f"A and B {WHERE}: Bo interprets, and speaks no language of {name}" for name in "AB"]
    assert details(fair(), RULE, meeting("a b", interpreter="bo")) == faults
    assert details(fair("zh", "ru"), RULE, meeting("a b", interpreter="ivy")) == [
        f"A and B {WHERE}: Ivy interprets, and speaks no language of B"
    ]


def test_an_interpreter_may_come_where_none_is_needed() -> None:
    assert breaches(fair("en", "en zh"), meeting("a b", interpreter="ivy")) == []
    assert breaches(fair("", "en"), meeting("a b", interpreter="ivy")) == []
    assert len(details(fair("en", "en"), RULE, meeting("a b", interpreter="bo"))) == 2


def test_an_event_without_interpreters_leaves_it_to_the_companies() -> None:
    assert breaches(fair(interpreters=[]), meeting("a b")) == []


def test_a_delegate_speaks_for_the_company_if_it_is_said_what() -> None:
    people = [{"id": "li", "name": "Li", "languages": ["en"]}, {"id": "wu", "name": "Wu"}]
    held = fair(delegates=people)
    assert breaches(held, meeting("a b", attendees=attend(a="li"))) == []
    assert len(details(held, RULE, meeting("a b", attendees=attend(a="wu")))) == 1


def test_visitors_and_exhibitors_talk_too() -> None:
    firms = [company("a", languages=["zh"]), company("x", languages=["en"])]
    held = event(firms, session(kind="exhibition", booths=["x"]), interpreters=POOL)
    assert len(details(held, RULE, meeting("a x"))) == 1
    assert breaches(held, meeting("a x", interpreter="ivy")) == []


@pytest.mark.parametrize(
    ("spoken", "interpreter", "count"), [("zh", None, 0), ("", None, 0), ("en", None, 1), ("en", "ivy", 0)]
)
def test_clients_and_advisers_talk_too(spoken: str, interpreter: str | None, count: int) -> None:
    desk = session(kind="consultation", advisers=[{"name": "Ann", "languages": spoken.split()}])
    held = event([company("a", languages=["zh"], needs=["tax"])], desk, interpreters=POOL)
    assert len(details(held, RULE, meeting("a", adviser="Ann", need="tax", interpreter=interpreter))) == count


def test_round_tables_are_not_interpreted() -> None:
    firms = [company(name, languages=[spoken]) for name, spoken in (("a", "zh"), ("b", "en"), ("c", "de"))]
    assert breaches(event(firms, session(kind="dialogue"), interpreters=POOL), meeting("a b c")) == []


def test_strangers_are_other_rules_matter() -> None:
    assert [rule for rule, *_ in breaches(fair(), meeting("a ghost"))] == ["known_participants"]
    desk = session(kind="consultation", advisers=["Ann"])
    held = event([company("a", languages=["zh"], needs=["tax"])], desk, interpreters=POOL)
    assert {rule for rule, *_ in breaches(held, meeting("a", adviser="Bo", need="tax"))} == {"needs_served"}

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Session
from tests.build import breaches, details, event, meeting, session

RULE = "askers_seated"
TABLES = [{"topic": "optics", "asked_by": "a"}, "drones"]
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def talk(**fields: Any) -> Session:
    """A dialogue of three tables, the first asked for by a company, the second free to all."""
    usual: dict[str, Any] = {
        "kind": "dialogue",
        "tables": 3,
        "group": {"min": 2},
        "round_tables": TABLES,
        "topics": ["x", "y"],
    }
    return session(**{**usual, **fields})


FAIR = event("a b c d", talk())


def test_a_table_has_its_topic_and_who_asked_for_it() -> None:
    assert breaches(FAIR, meeting("a b", topic="optics"), meeting("c d", table=2, topic="drones")) == []


def test_without_who_asked_it_is_not_held() -> None:
    found = breaches(FAIR, meeting("b c", topic="optics"))
    assert found == [(RULE, f"B and C {WHERE}: A, who asked for it, is not there", ("b", "c", "a"))]


@pytest.mark.parametrize(
    ("given", "fault"),
    [(None, "that table is about optics"), ("drones", "that table is about optics, not about drones")],
)
def test_the_topic_is_that_of_the_table(given: str | None, fault: str) -> None:
    assert details(FAIR, RULE, meeting("a b", topic=given)) == [f"A and B {WHERE}: {fault}"]


def test_tables_beyond_those_spelled_out_take_the_topics_of_the_session_in_turn() -> None:
    assert breaches(FAIR, meeting("a b", table=3, topic="x")) == []
    plain = event("a b c d", talk(round_tables=[]))
    for table, topic in ((1, "x"), (2, "y"), (3, "x")):
        assert breaches(plain, meeting("a b", table=table, topic=topic)) == []
    bare = event("a b c d", talk(round_tables=[], topics=[]))
    assert breaches(bare, meeting("a b")) == []
    assert details(bare, RULE, meeting("a b", topic="x")) == [f"A and B {WHERE}: that table has no topic, not about x"]


def test_tables_are_counted_from_the_sessions_first() -> None:
    beside = event("a b c d", session("first", tables=4), talk())
    assert breaches(beside, meeting("a b", table=5, topic="optics")) == []


def test_a_table_that_is_none_is_another_rules_matter() -> None:
    assert [rule for rule, *_ in breaches(FAIR, meeting("a b", table=9))] == ["one_meeting_per_table"]

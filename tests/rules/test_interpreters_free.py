from __future__ import annotations

from typing import Any

import pytest

from matchmaker.event import Event
from tests.build import breaches, details, event, meeting, session, window

RULE = "interpreters_free"
IVY = {"id": "ivy", "languages": ["zh", "en"]}
WHERE = "(2024-09-20 09:00–09:30, session main, hall hall, table 1)"


def fair(walk: int = 0, **hours: Any) -> Event:
    """Two halls, and an interpreter."""
    sessions = session(slots=4, tables=2), session("far", slots=4, hall="annex")
    return event("a b c d", *sessions, interpreters=[{**IVY, **hours}], walk={"hall": {"annex": walk}})


def test_an_interpreter_goes_from_meeting_to_meeting() -> None:
    held = meeting("a b", interpreter="ivy"), meeting("c d", "09:30", interpreter="ivy")
    assert breaches(fair(), *held) == []


def test_an_interpreter_is_in_one_place_at_a_time() -> None:
    first, second = f"A and B {WHERE}", f"C and D {WHERE.replace('table 1', 'table 2')}"
    found = breaches(fair(), meeting("a b", interpreter="ivy"), meeting("c d", table=2, interpreter="ivy"))
    assert found == [(RULE, f"Ivy is in two places at once: {first}, and {second}", ("a", "b", "c", "d"))]


@pytest.mark.parametrize(
    ("start", "walk", "count"), [("09:30", 0, 0), ("09:30", 1, 1), ("10:00", 30, 0), ("10:00", 31, 1)]
)
def test_an_interpreter_has_time_to_walk(start: str, walk: int, count: int) -> None:
    there = meeting("c d", start, session="far", hall="annex", interpreter="ivy")
    found = details(fair(walk), RULE, meeting("a b", interpreter="ivy"), there)
    assert len(found) == count
    assert all(detail.startswith("Ivy has no time to walk from hall hall to hall annex: ") for detail in found)


@pytest.mark.parametrize(
    ("hours", "count"),
    [
        ({"available": [window("09:00", "09:30")]}, 0),
        ({"available": [window("09:01", "10:00")]}, 1),
        ({"available": []}, 1),
        ({"unavailable": [window("09:30", "10:00")]}, 0),
        ({"unavailable": [window("09:29", "10:00")]}, 1),
    ],
)
def test_an_interpreter_is_present(hours: dict[str, Any], count: int) -> None:
    found = details(fair(**hours), RULE, meeting("a b", interpreter="ivy"))
    assert found == [f"A and B {WHERE}: Ivy is not present"] * count


def test_an_unknown_interpreter_is_none() -> None:
    detail = f"A and B {WHERE}: eve is no interpreter of the event"
    assert breaches(fair(), meeting("a b", interpreter="eve")) == [(RULE, detail, ("a", "b"))]
    assert len(details(event("a b"), RULE, meeting("a b", interpreter="ivy"))) == 1


@pytest.mark.parametrize("kind", ["salon", "dialogue", "exhibition"])
def test_work_at_any_session_counts(kind: str) -> None:
    other = session("other", kind=kind, hall="annex", booths=["d"] if kind == "exhibition" else [], group={"min": 2})
    held = event("a b c d", session(), other, interpreters=[IVY])
    there = meeting("c d", session="other", hall="annex", interpreter="ivy")
    assert len(details(held, RULE, meeting("a b", interpreter="ivy"), there)) == 1

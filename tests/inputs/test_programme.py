"""What only the programme as a whole can show."""

from __future__ import annotations

import pytest

from matchmaker.errors import InputError, Mistake
from matchmaker.inputs.event_file import parse_event
from matchmaker.timetable import table_numbers

PROFILES = "profiles: [{name: A, country: DE}]\n"
DAY = "hall: h, day: 2024-09-20"


def read(sessions: str, tables: int = 5) -> tuple[Mistake, ...]:
    """The mistakes of an event with these sessions in a hall with that many tables."""
    text = f"{PROFILES}halls: [{{id: h, name: H, tables: {tables}}}]\nsessions:\n{sessions}"
    with pytest.raises(InputError) as found:
        parse_event(text.encode(), "fair.yaml")
    return found.value.mistakes


def test_sessions_beside_each_other_cannot_have_more_tables_than_their_hall() -> None:
    (mistake,) = read(
        f"- {{name: A, kind: tables, {DAY}, start: 09:00, end: 10:00, tables: 4}}\n"
        f"- {{name: B, kind: salon, {DAY}, start: 09:30, end: 10:30, tables: 2}}\n"
        f"- {{name: C, kind: salon, {DAY}, start: 10:30, end: 11:00, tables: 5}}\n"
    )
    assert (mistake.code, mistake.line, mistake.column) == ("too-many-tables", 5, 3)
    assert mistake.message == "with the sessions at the same time, this hall needs 6 tables, and has 5"


def test_too_many_tables_are_told_beside_other_mistakes() -> None:
    found = read(f"- {{name: A, kind: tables, {DAY}, start: 09:00, end: 10:00, tables: 6}}\ndelegation: []\n")
    assert [mistake.code for mistake in found] == ["too-many-tables", "unknown-key"]


def test_sessions_that_share_a_hall_and_a_moment_have_tables_of_their_own() -> None:
    sessions = (
        f"- {{id: a, name: A, kind: tables, {DAY}, start: 09:00, end: 12:00}}\n"
        f"- {{id: b, name: B, kind: salon, {DAY}, start: 10:00, end: 11:00, tables: 2}}\n"
        f"- {{id: c, name: C, kind: salon, {DAY}, start: 11:00, end: 12:00, tables: 1}}\n"
        f"- {{id: d, name: D, kind: tables, {DAY}, start: 13:00, end: 14:00}}\n"
    )
    text = f"{PROFILES}halls: [{{id: h, name: H, tables: 9}}]\nsessions:\n{sessions}"
    event = parse_event(text.encode(), "fair.yaml").event
    assert {session.id: session.tables for session in event.sessions} == {"a": 6, "b": 2, "c": 1, "d": 9}
    assert table_numbers(event.sessions, event.event.zone) == {
        "a": range(1, 7),
        "b": range(7, 9),
        "c": range(7, 8),
        "d": range(1, 10),
    }


def test_json_with_characters_written_as_two_escapes_is_read() -> None:
    text = '[{"name": "Emoji \\ud83d\\ude00 GmbH", "country": "DE"}]'
    assert parse_event(text.encode(), "fair.json").event.profiles[0].name == "Emoji 😀 GmbH"

"""What a file may leave open, and that it is said."""

from __future__ import annotations

import datetime as dt

import pytest

from matchmaker.fields import UNDATED
from tests.inputs.marks import read

THREE = "".join(f"- {{name: {name}, country: CN}}\n" for name in ("A", "B", "C"))
LATER = f"profiles:\n{THREE}"
DAY = "one day without a date, 09:00–12:00 and 13:00–17:00, 14 slots of 30 minutes"
MEETINGS = "meetings per company: as many as there are slots"


def test_a_list_of_profiles_is_enough() -> None:
    loaded = read("- name: Acme\n  country: NO\n")
    assert [company.id for company in loaded.event.profiles] == ["Acme"]
    assert loaded.defaults == (
        "time zone: UTC",
        f"sessions: {DAY}, tables: 1 (as many as can be used at once)",
        MEETINGS,
    )


def test_the_default_day_is_undated_with_two_sessions_around_noon() -> None:
    sessions = read(THREE).event.sessions
    assert [(s.day, s.start, s.end, s.slot) for s in sessions] == [
        (UNDATED, dt.time(9), dt.time(12), 30),
        (UNDATED, dt.time(13), dt.time(17), 30),
    ]


@pytest.mark.parametrize(("delegates", "tables"), [((1, 1), 1), ((1, 1, 1), 1), ((1, 1, 1, 1), 2), ((3, 1, 1), 2)])
def test_there_are_as_many_tables_as_delegates_can_fill(delegates: tuple[int, ...], tables: int) -> None:
    text = "".join(f"- {{name: C{i}, country: CN, delegates: {count}}}\n" for i, count in enumerate(delegates))
    assert {session.tables for session in read(text).event.sessions} == {tables}


@pytest.mark.parametrize("tables", [0, 5])
def test_the_tables_of_the_only_hall_are_kept_and_not_called_a_guess(tables: int) -> None:
    loaded = read(f"halls: [{{name: Hall, tables: {tables}}}]\n{LATER}")
    assert {(s.hall, s.tables) for s in loaded.event.sessions} == {("Hall", tables)}
    assert f"sessions: {DAY}, tables: {tables}" in loaded.defaults


def test_a_session_takes_its_tables_from_its_hall_unless_it_says_its_own() -> None:
    when = "day: 2024-01-01, start: 09:00, end: 10:00"
    loaded = read(
        f"halls: [{{name: H, tables: 7}}]\n{LATER}sessions:\n"
        f"- {{name: A, kind: tables, hall: H, {when}}}\n"
        f"- {{name: B, kind: salon, hall: H, tables: 2, {when}}}\n"
        f"- {{name: C, kind: plenary, hall: H, {when}}}\n"
    )
    assert [session.tables for session in loaded.event.sessions] == [5, 2, None]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("event: {timezone: Asia/Shanghai, max_meetings: 3}\n", False),
        ("event: {timezone: UTC}\n", True),
        ("event:\n", True),
    ],
)
def test_only_what_was_left_open_is_said(more: str, *, said: bool) -> None:
    defaults = read(more + LATER).defaults
    assert (MEETINGS in defaults) == said
    assert ("time zone: UTC" in defaults) == (more == "event:\n")


def test_one_company_with_a_maximum_is_enough_not_to_call_it_open() -> None:
    assert MEETINGS not in read(f"{THREE}- {{name: D, country: CN, max_meetings: 2}}\n").defaults


def test_a_single_text_is_a_list_of_one() -> None:
    (company,) = read("- {name: A, country: CN, capabilities: laser, languages: zh, purposes: trade}").event.profiles
    assert (company.capabilities, company.languages, company.purposes) == (("laser",), ("zh",), ("trade",))


@pytest.mark.parametrize("written", ["NO", "no", "No", "Norway", "挪威", "Norwegen", "Норвегия"])
def test_norway_is_no_false(written: str) -> None:
    (company,) = read(f"- name: A\n  country: {written}\n").event.profiles
    assert company.country == "NO"


@pytest.mark.parametrize("text", ["3.10", "0x1F", "1e3", "2024-01-01", "yes", "off", "12:30", "1_000", "+1"])
def test_what_looks_like_a_number_stays_the_text_it_is(text: str) -> None:
    (company,) = read(f"- name: {text}\n  country: CN\n").event.profiles
    assert company.name == text

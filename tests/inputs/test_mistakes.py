"""Every mistake in the content of an event file is told with its place, its value and what would be right."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.inputs.marks import FILE, mistakes, places, without_marks

HALL = "halls: [{name: Hall, tables: 2}]\n"
PROFILES = "profiles: [{name: Acme, country: CN}]\n"


@dataclass(frozen=True)
class Case:
    """A file with marks where its mistakes are, and of each: code, value, remedy."""

    name: str
    text: str
    told: tuple[tuple[str, str, str], ...]


def of(name: str, text: str, *told: tuple[str, str, str]) -> Case:
    """A case in one line."""
    return Case(name, text, told)


def session(fields: str) -> str:
    """A file with one session of these fields, on line 4."""
    return f"{PROFILES}{HALL}sessions:\n- {{name: Main, kind: tables, hall: Hall, {fields}}}\n"


CHOICES = (
    "Choices: 'minimums_kept', 'worst_off', 'below_floor', 'total_compatibility', 'topic_fit', 'breaks' "
    "or 'hall_changes'."
)
DATE = "Write it as 2024-09-20."
TIME = "Write it as 09:30."
LANGUAGE = "Write it as zh, en, de, ru or pt-BR."
COUNTRY = "Write an ISO 3166 code (CN, DE, NO) or a country's name."
SETTINGS = (
    "Known here: alike, book_open, country_names, currency, embargoes, fairness_floor, goals, languages, "
    "max_meetings, max_visits, name, note, print, purposes, reciprocity, timezone, vectors, visit_share, "
    "vocabularies, weights."
)
SECTIONS = "Known here: event, halls, sessions, vocabulary, delegations, interpreters, profiles."

KEYS = [
    of(
        "a key near a known one",
        "- {name: A, country: CN, ▶capabilites: x}",
        ("unknown-key", "“capabilites”", "Did you mean “capabilities”?"),
    ),
    of("a key near none", f"{PROFILES}event:\n  ▶zzzzz: 1", ("unknown-key", "“zzzzz”", SETTINGS)),
    of(
        "a section near a known one",
        f"{PROFILES}▶sesions: []",
        ("unknown-key", "“sesions”", "Did you mean “sessions”?"),
    ),
    of("a section near none", f"{PROFILES}▶qqq: []", ("unknown-key", "“qqq”", SECTIONS)),
    of(
        "a key of a wish",
        "- {name: A, country: CN, wishes: [{company: A, ▶rnk: 1}]}",
        ("unknown-key", "“rnk”", "Did you mean “rank”?"),
    ),
    of(
        "a key of a window",
        "- {name: A, country: CN, available: [▶{▶date: 2024-01-01}]}",
        ("missing", "", ""),
        ("unknown-key", "“date”", "Known here: day, end, start."),
    ),
    of("a missing name", "- ▶{country: CN}", ("missing", "", "")),
    of("a missing country", "- ▶name: A", ("missing", "", "")),
    of("a missing id of a term", f"{PROFILES}vocabulary:\n- ▶labels: {{en: laser}}", ("missing", "", "")),
]

TYPES = [
    of("a text for an entry", "- ▶Acme", ("wrong-type", "“Acme”", "")),
    of("a list for an entry", "- ▶[Acme]", ("wrong-type", "a list", "")),
    of("nothing for an entry", "- {name: A, country: CN}\n-▶", ("wrong-type", "nothing", "")),
    of("a list for a name", "- {name: ▶[A], country: CN}", ("wrong-type", "a list", "")),
    of("nothing for a name", "- {name: ▶, country: CN}", ("wrong-type", "nothing", "")),
    of("an empty name", "- {name: ▶'', country: CN}", ("wrong-type", "“”", "")),
    of("a name of blanks", "- {name: ▶'  ', country: CN}", ("wrong-type", "“  ”", "")),
    of(
        "a mapping for capabilities",
        "- {name: A, country: CN, capabilities: ▶{x: y}}",
        ("wrong-type", "a mapping (key: value)", ""),
    ),
    of("an empty capability", "- {name: A, country: CN, capabilities: [laser, ▶'']}", ("wrong-type", "“”", "")),
    of("a list for a section", f"{PROFILES}event: ▶[]", ("wrong-type", "a list", "")),
    of("a text for a section", f"{PROFILES}halls: ▶big", ("wrong-type", "a text", "")),
    of("a mapping for the profiles", "profiles: ▶{name: A}", ("wrong-type", "a mapping (key: value)", "")),
    of("a text for the names", f"{PROFILES}halls: [{{name: H, names: ▶Saal}}]", ("wrong-type", "“Saal”", "")),
    of("words for a number", "- {name: A, country: CN, delegates: ▶two}", ("wrong-type", "“two”", "")),
    of("half a delegate", "- {name: A, country: CN, delegates: ▶1.5}", ("wrong-type", "“1.5”", "")),
    of(
        "one wish for a list",
        "- {name: A, country: CN, wishes: ▶{company: A}}",
        ("wrong-type", "a mapping (key: value)", ""),
    ),
    of("a name for a wish", "- {name: A, country: CN, wishes: [▶B]}", ("wrong-type", "“B”", "")),
]

VALUES = [
    of("a misspelt country", "- {name: A, country: ▶Germny}", ("country", "“Germny”", "Did you mean Germany?")),
    of("no country at all", "- {name: A, country: ▶Qqqqqq}", ("country", "“Qqqqqq”", COUNTRY)),
    of("an unknown code", "- {name: A, country: ▶ZZ}", ("country", "“ZZ”", COUNTRY)),
    of(
        "a kind",
        "- {name: A, country: CN, kind: ▶firm}",
        ("not-a-choice", "“firm”", "Choices: 'company', 'institution', 'association', 'park' or 'investor'."),
    ),
    of(
        "a wish",
        "- {name: A, country: CN, wishes: [{company: B, wish: ▶love}]}\n- {name: B, country: CN}",
        ("not-a-choice", "“love”", "Choices: 'must', 'want' or 'avoid'."),
    ),
    of("no delegates", "- {name: A, country: CN, delegates: ▶0}", ("out-of-range", "“0”", "")),
    of(
        "more meetings promised than allowed",
        "- {name: A, country: CN, max_meetings: 3, min_meetings: ▶4}",
        ("min-above-max", "“4”", ""),
    ),
    of("a floor above all", f"{PROFILES}event: {{fairness_floor: ▶101}}", ("out-of-range", "“101”", "")),
    of(
        "a goal that is none",
        f"{PROFILES}event: {{goals: [total_compatibility, ▶beauty]}}",
        ("not-a-choice", "“beauty”", CHOICES),
    ),
    of(
        "a goal that stands twice",
        f"{PROFILES}event: {{goals: ▶[total_compatibility, breaks, breaks]}}",
        ("goal-twice", "a list", "Keep one of them."),
    ),
    of(
        "no total compatibility",
        f"{PROFILES}event: {{goals: ▶[breaks]}}",
        ("goal-missing", "a list", "Add it where it should come."),
    ),
    of("too many meetings", "- {name: A, country: CN, max_meetings: ▶1001}", ("out-of-range", "“1001”", "")),
    of(
        "a number of 5,000 digits",
        f"- {{name: A, country: CN, delegates: ▶{'9' * 5000}}}",
        ("wrong-type", f"“{'9' * 60}…”", ""),
    ),
    of(
        "rank zero",
        "- {name: A, country: CN, wishes: [{company: B, rank: ▶0}]}\n- {name: B, country: CN}",
        ("out-of-range", "“0”", ""),
    ),
    of("a language", "- {name: A, country: CN, languages: [zh, ▶Chinese!]}", ("bad-form", "“Chinese!”", LANGUAGE)),
    of(
        "a language as a key",
        f"{PROFILES}halls: [{{name: H, names: {{en: Hall, ▶Deutsch!: Saal}}}}]",
        ("bad-form", "“Deutsch!”", LANGUAGE),
    ),
    of(
        "a misspelt time zone",
        f"{PROFILES}event: {{timezone: ▶Europe/Berln}}",
        ("timezone", "“Europe/Berln”", "Did you mean “Europe/Berlin”?"),
    ),
    of(
        "no time zone at all",
        f"{PROFILES}event: {{timezone: ▶'+08'}}",
        ("timezone", "“+08”", "Write it as Asia/Shanghai or Europe/Berlin."),
    ),
    of("a name of 301 letters", f"- {{name: ▶{'x' * 301}, country: CN}}", ("too-long", f"“{'x' * 60}…”", "")),
]

TIMES = [
    of("a day in words", session("day: ▶Friday, start: 09:00, end: 10:00"), ("bad-form", "“Friday”", DATE)),
    of("a day that is none", session("day: ▶2024-02-30, start: 09:00, end: 10:00"), ("bad-form", "“2024-02-30”", DATE)),
    of("an hour without its zero", session("day: 2024-01-01, start: ▶9:00, end: 10:00"), ("bad-form", "“9:00”", TIME)),
    of("an hour that is none", session("day: 2024-01-01, start: 09:00, end: ▶24:00"), ("bad-form", "“24:00”", TIME)),
    of(
        "a session that ends before it starts",
        session("day: 2024-01-01, start: 10:00, end: ▶09:00"),
        ("end-before-start", "“09:00”", "Write a later end."),
    ),
    of(
        "a session that ends as it starts",
        session("day: 2024-01-01, start: 10:00, end: ▶10:00"),
        ("end-before-start", "“10:00”", "Write a later end."),
    ),
    of(
        "a slot longer than its session",
        session("day: 2024-01-01, start: 09:00, end: 09:20, slot: ▶21"),
        ("slot-too-long", "“21”", ""),
    ),
    of(
        "hours that end before they start",
        "- {name: A, country: CN, available: [{day: 2024-01-01, start: 12:00, end: ▶11:59}]}",
        ("end-before-start", "“11:59”", "Write a later end."),
    ),
    of(
        "hours that start after their default end",
        f"{PROFILES}interpreters: [{{name: I, languages: [zh, de], available: [{{day: 2024-01-01, end: ▶00:00}}]}}]",
        ("end-before-start", "“00:00”", "Write a later end."),
    ),
]


@pytest.mark.parametrize("case", [*KEYS, *TYPES, *VALUES, *TIMES], ids=lambda case: case.name)
def test_a_mistake_is_told_with_its_place_value_and_remedy(case: Case) -> None:
    text, expected = without_marks(case.text)
    found = mistakes(text)
    assert places(found) == expected
    assert tuple((one.code, one.value, one.remedy) for one in found) == case.told
    assert {one.file for one in found} == {FILE}


def test_a_mistake_reads_as_place_sentence_value_and_remedy() -> None:
    (found,) = mistakes("- name: Acme\n  country: Germny\n")
    assert str(found) == "fair.yaml:2:12: this is no country (found “Germny”). Did you mean Germany?"


def test_columns_count_characters_not_bytes() -> None:
    (found,) = mistakes("- {name: 济南激光😀, country: Qqqqqq}")
    assert (found.line, found.column) == (1, 26)


def test_columns_do_not_count_a_byte_order_mark() -> None:
    (found,) = mistakes("\ufeff- Acme")
    assert (found.line, found.column) == (1, 3)


def test_lines_end_as_on_windows_too() -> None:
    (found,) = mistakes("- name: A\r\n  country: Qqqqqq\r\n")
    assert (found.line, found.column) == (2, 12)


def test_a_value_in_another_script_is_shown_as_itself() -> None:
    (found,) = mistakes("- {name: A, country: 济南　市}")
    assert found.value == "“济南\\u3000市”"


MANY = """\
event: {name: Fair, ▶nmae: x, timezone: ▶Nowhere}
halls:
- {name: Hall, tables: ▶many}
sessions:
- {name: Main, kind: ▶talk, hall: ▶Hal, day: ▶today, start: 09:00, end: ▶08:00, slot: ▶0}
profiles:
- name: Acme
  country: ▶Germny
  kind: ▶firm
  delegates: ▶0
  capabilities: [laser, ▶'']
  purposes: [trade, ▶trad]
  languages: ▶zh!
  delegation: ▶nobody
  available: [{day: ▶x}, {day: 2024-01-01, start: 10:00, end: ▶09:00}]
  wishes:
  - {company: ▶Bcme, wish: must}
  - {company: Beta, wish: ▶love}
  ▶colour: red
- {name: Beta, country: CN}
- {name: ▶Beta, country: ▶XX}
▶sesions: []
"""


def test_all_mistakes_are_told_at_once_in_reading_order_and_hide_none() -> None:
    text, expected = without_marks(MANY)
    assert places(mistakes(text)) == expected


def test_mistakes_of_form_and_of_content_are_told_together() -> None:
    text, expected = without_marks("- {name: A, ▶name: B, country: ▶ZZ}\n- {name: ▶!x C, country: ▶*a, kind: ▶firm}\n")
    found = mistakes(text)
    assert places(found) == expected
    assert [one.code for one in found] == ["duplicate-key", "country", "tag", "alias", "not-a-choice"]


def test_a_thousand_unknown_names_are_told_quickly() -> None:
    entries = (f"- {{name: Company {i}, country: DE, wishes: [{{company: Firm {i}}}]}}\n" for i in range(1000))
    found = mistakes("".join(entries))
    assert len(found) == 1000
    assert sum(bool(one.remedy) for one in found) <= 50

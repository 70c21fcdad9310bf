"""Sessions, persons, halls and delegations: what does not fit together, and what leads to nothing."""

from __future__ import annotations

import pytest

from tests.inputs.marks import mistakes, places, read, without_marks

COMPANIES = "- {name: Acme, country: CN, delegates: [Li, {name: Wang}]}\n- {id: b, name: Beta, country: DE}\n"
PROFILES = f"profiles:\n{COMPANIES}"
HALL = "halls: [{name: Hall, tables: 4}]\n"
UNKNOWN, TAKEN, CLASH, NO_EFFECT = "unknown-reference", "duplicate-id", "clash", "no-effect"
SMALL, TABLES = "group-too-small", "too-many-tables"


def of(kind: str, fields: str) -> str:
    """A file with one session of this kind, on line 6."""
    when = "day: 2024-01-01, start: 09:00, end: 11:00"
    return f"{PROFILES}{HALL}sessions:\n- {{name: S, kind: {kind}, hall: Hall, {when}, {fields}}}\n"


def beside(*sessions: str, tables: int = 4) -> str:
    """Sessions in one hall, a line each from line 6 on."""
    rows = "".join(f"- {{hall: Hall, day: 2024-01-01, {one}}}\n" for one in sessions)
    return f"{PROFILES}halls: [{{name: Hall, tables: {tables}}}]\nsessions:\n{rows}"


def wishing(wish: str) -> str:
    """A file in which Beta wishes to meet Acme."""
    return f"{COMPANIES.splitlines()[0]}\n- {{name: Beta, country: DE, wishes: [{{company: Acme, {wish}}}]}}\n"


REFERENCES = {
    "a guest": (of("salon", "invited: [Acme, ▶Acne]"), UNKNOWN, "Did you mean “Acme”?"),
    "a guest by name though it has an id": (of("salon", "signed_up: ▶Beta"), UNKNOWN, ""),
    "one kept out": (of("salon", "kept_out: [▶nobody]"), UNKNOWN, ""),
    "a speaker": (of("plenary", "speakers: [Acme, ▶c]"), UNKNOWN, ""),
    "one who asked for a round table": (
        of("dialogue", "round_tables: [open topic, {topic: t, asked_by: ▶Acne}]"),
        UNKNOWN,
        "Did you mean “Acme”?",
    ),
    "an exhibitor": (of("exhibition", "booths: [b, {exhibitor: ▶Acne}]"), UNKNOWN, "Did you mean “Acme”?"),
    "an exhibitor in a word": (of("exhibition", "booths: ▶Acne"), UNKNOWN, "Did you mean “Acme”?"),
    "one of those to be kept apart": (
        of("dialogue", "group: {apart: [[Acme, ▶Acne]]}"),
        UNKNOWN,
        "Did you mean “Acme”?",
    ),
    "a host": (
        of("exhibition", "booths: [{exhibitor: Acme, host: ▶Lin}]"),
        UNKNOWN,
        "Did you mean “Li”?",
    ),
    "a host of those who name nobody": (
        of("exhibition", "booths: [{exhibitor: b, host: ▶Li}]"),
        UNKNOWN,
        "List its people under “delegates”, by name.",
    ),
    "a delegate asked for": (wishing("delegate: ▶Wong"), UNKNOWN, "Did you mean “Wang”?"),
    "a hall to walk to": (
        f"{PROFILES}halls: [{{name: Hall, walk: {{▶Hal: 5}}}}]",
        UNKNOWN,
        "Did you mean “Hall”?",
    ),
    "a purpose with a priority": (
        "- {name: A, country: CN, purposes: {trade: 3, ▶art: 1}}",
        UNKNOWN,
        "Choices: investment, trade, cooperation, service.",
    ),
    "a purpose with a minimum": (
        "- {name: A, country: CN, purposes: trade, minimums: {▶trad: 1}}",
        UNKNOWN,
        "Did you mean “trade”?",
    ),
    "a leader who is not there": (
        f"{PROFILES}delegations: [{{name: D, leader: ▶Acne}}]",
        UNKNOWN,
        "Did you mean “Acme”?",
    ),
}

TWICE = {
    "an adviser": (of("consultation", "advisers: [Li, {name: ▶Li}]"), TAKEN, "Give each entry an id of its own."),
    "a moderator": (of("dialogue", "moderators: [{id: x, name: A}, ▶x]"), TAKEN, "Give each entry an id of its own."),
    "a delegate": ("- {name: A, country: CN, delegates: [Li, ▶Li]}", TAKEN, "Give each entry an id of its own."),
    "a booth": (
        of("exhibition", "booths: [Acme, {exhibitor: ▶Acme, visitors: 2}]"),
        TAKEN,
        "Keep one booth, with the hours of both.",
    ),
    "a way": (
        f"{PROFILES}halls: [{{name: A, walk: {{B: 5}}}}, {{name: B, walk: {{A: ▶6}}}}]",
        CLASH,
        "Say it once, or the same at both halls.",
    ),
    "a hall as its own neighbour": (f"{PROFILES}halls: [{{name: A, walk: {{▶A: 5}}}}]", "own-way", "Drop it."),
}

CONTRADICTIONS = {
    "let in and kept out": (of("salon", "invited: [▶b], kept_out: [b]"), CLASH, "Keep one of the two."),
    "asking for a table and kept out": (
        of("dialogue", "kept_out: b, round_tables: [{topic: t, asked_by: ▶b}]"),
        CLASH,
        "Admit it, or drop the table.",
    ),
    "asking for a table and not let in": (
        of("dialogue", "signed_up: Acme, round_tables: [{topic: t, asked_by: ▶b}]"),
        CLASH,
        "Admit it, or drop the table.",
    ),
    "fewer seats than a group needs": (of("dialogue", "group: {min: 5, max: ▶4}"), SMALL, "Raise max, or lower min."),
    "fewer seats than the default": (of("dialogue", "group: {max: ▶2}"), SMALL, "Raise max, or lower min."),
    "more companies than the default seats": (of("dialogue", "group: ▶{min: 9}"), SMALL, "Raise max, or lower min."),
    "less room than a group needs": (of("dialogue", "capacity: ▶2"), SMALL, "Raise it."),
    "more countries than seats": (of("dialogue", "group: {max: 4, countries: ▶5}"), SMALL, "Lower it."),
    "more kinds than seats": (of("dialogue", "group: {max: 4, kinds: ▶5}"), SMALL, "Lower it."),
    "fewer tables than topics": (
        of("dialogue", "tables: ▶1, round_tables: [a, b]"),
        TABLES,
        "Write 2 or more, or drop topics.",
    ),
    "no tables for a dialogue": (
        of("dialogue", "slot: 30").replace(", tables: 4", "").replace("- {name: S", "- ▶{name: S"),
        "no-tables",
        "Write “tables” for the session or its hall.",
    ),
    "an interpreter with one language": (
        f"{PROFILES}interpreters: [{{name: I, languages: ▶zh}}]",
        "one-language",
        "Write both, such as [zh, en].",
    ),
    "an interpreter with one language twice": (
        f"{PROFILES}interpreters: [{{name: I, languages: ▶[zh, ZH]}}]",
        "one-language",
        "Write both, such as [zh, en].",
    ),
    "more promised for a purpose than allowed": (
        "- {name: A, country: CN, purposes: trade, minimums: {trade: 3}, max_meetings: ▶2}",
        "max-below-minimum",
        "",
    ),
}

WITHOUT_EFFECT = {
    "advisers at a salon": (of("salon", "▶advisers: [Li]"), "It belongs to a session of kind consultation."),
    "booths at tables": (of("tables", "▶booths: [b]"), "It belongs to a session of kind exhibition."),
    "round tables at a plenary": (of("plenary", "▶round_tables: [t]"), "It belongs to a session of kind dialogue."),
    "moderators at an exhibition": (of("exhibition", "▶moderators: [Li]"), "It belongs to a session of kind dialogue."),
    "a group at a salon": (of("salon", "▶group: {min: 4}"), "It belongs to a session of kind dialogue."),
    "members at home without a leader": (
        f"{PROFILES}delegations: [{{name: D, ▶at_home: {{members: 30, interests: lasers}}}}]",
        "Name one of the companies as its leader.",
    ),
    "a minimum for what it did not come for": (
        "- {name: A, country: CN, purposes: trade, minimums: {▶service: 1}}",
        "Add it to its purposes.",
    ),
}

CASES = {
    **{f"reference: {name}": case for name, case in REFERENCES.items()},
    **{f"twice: {name}": case for name, case in TWICE.items()},
    **{f"contradiction: {name}": case for name, case in CONTRADICTIONS.items()},
    **{f"no effect: {name}": (text, NO_EFFECT, remedy) for name, (text, remedy) in WITHOUT_EFFECT.items()},
}


@pytest.mark.parametrize(("text", "code", "remedy"), CASES.values(), ids=CASES.keys())
def test_each_mistake_is_told_once_where_it_stands(text: str, code: str, remedy: str) -> None:
    plain, expected = without_marks(text)
    found = mistakes(plain)
    assert [(one.code, one.remedy) for one in found] == [(code, remedy)]
    assert places(found) == expected


RIGHT = {
    "all that a dialogue may say": of(
        "dialogue",
        "signed_up: [Acme, b], round_tables: [{topic: t, asked_by: b}, u], moderators: [Li, Wang], tables: 3, "
        "group: {min: 2, max: 4, countries: 2, kinds: 1, apart: [[Acme, b]]}, capacity: 2",
    ),
    "a desk and its adviser": of("consultation", "advisers: [{name: Li, expertise: [law], languages: [zh]}]"),
    "booths": of("exhibition", "booths: [{exhibitor: Acme, host: Wang, visitors: 3}, b]"),
    "speakers of a plenary": of("plenary", "speakers: [Acme, b]"),
    "an adviser in two sessions": beside(
        "name: A, kind: consultation, start: 09:00, end: 10:00, advisers: [{name: Li, expertise: law}]",
        "name: B, kind: consultation, start: 10:00, end: 11:00, advisers: [{name: Li, expertise: law}]",
    ),
    "a way told alike at both ends": f"{PROFILES}halls: [{{name: A, walk: {{B: 5}}}}, {{name: B, walk: {{A: 5}}}}]",
    "a delegate asked for by id": (
        "- {name: A, country: CN, delegates: [{id: li, name: Li}]}\n"
        "- {name: B, country: DE, wishes: [{company: A, delegate: ' li '}]}"
    ),
    "a minimum of investors for who raises money": (
        "- {name: A, country: CN, investment: {raises: 5}, minimums: {investment: 2}, max_meetings: 2}"
    ),
    "a minimum for a purpose with a priority": "- {name: A, country: CN, purposes: {trade: 1}, minimums: {trade: 2}}",
    "an interpreter": f"{PROFILES}interpreters: [{{name: I, languages: [zh, de, ru]}}]",
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_what_is_right_is_read_without_a_word(text: str) -> None:
    assert mistakes(text) == ()
    assert read(text).notes == ()


def test_every_kind_of_session_counts_the_tables_of_its_hall() -> None:
    """4 tables: 2 round tables and 2 desks fit beside each other, a third desk does not; booths are no tables."""
    dialogue = "name: A, kind: dialogue, start: 09:00, end: 11:00, round_tables: [t, u]"
    desks = "name: B, kind: consultation, start: 10:00, end: 12:00, advisers: [{adviser}]"
    booths = "name: C, kind: exhibition, start: 09:00, end: 12:00, booths: [Acme, b]"
    named = ["{name: Li, expertise: x}", "{name: Wang, expertise: x}", "{name: Xu, expertise: x}"]
    fits, not_fits = (desks.replace("{adviser}", ", ".join(named[:count])) for count in (2, 3))
    assert mistakes(beside(dialogue, fits, booths)) == ()
    (found,) = mistakes(beside(dialogue, not_fits, booths))
    assert (found.code, found.line) == ("too-many-tables", 7)
    assert found.message == "with the sessions at the same time, this hall needs 5 tables, and has 4"
    later = not_fits.replace("10:00", "11:00")
    assert mistakes(beside(dialogue, later, booths)) == ()


def test_a_language_is_one_however_its_code_is_written() -> None:
    loaded = read(f"{PROFILES}interpreters: [{{name: I, languages: [ZH, De, pt-BR]}}]")
    assert loaded.event.interpreters[0].languages == ("zh", "de", "pt-BR")


NOTES = {
    "needs without an adviser": (
        "- {name: A, country: CN, needs: law}\n- {name: B, country: CN}",
        "no consultation has an adviser, so these needs are not met: A",
    ),
    "advisers who know nothing": (
        of("consultation", "advisers: [Li, Wang, {name: X, expertise: law}]"),
        "advisers who name no expertise are sent nobody: Li, Wang",
    ),
    "an adviser on another day": (
        of("consultation", "advisers: [{name: Li, expertise: law, available: [{day: 2024-01-02}]}]"),
        "advisers who are away as long as their session lasts: Li (S)",
    ),
    "an adviser for less than a slot": (
        of("consultation", "advisers: [{name: Li, expertise: law, available: [{day: 2024-01-01, end: 09:29}]}]"),
        "advisers who are away as long as their session lasts: Li (S)",
    ),
    "a booth open before its session": (
        of("exhibition", "booths: [{exhibitor: b, hours: [{day: 2024-01-01, end: 09:20}]}, Acme]"),
        "booths whose hours leave no visit within their session: Beta (S)",
    ),
    "an exhibition of nothing": (
        of("exhibition", "topics: []"),
        "exhibitions without a booth, where nobody can be sent: S",
    ),
}


@pytest.mark.parametrize(("text", "note"), NOTES.values(), ids=NOTES.keys())
def test_what_leads_to_nothing_is_noted(text: str, note: str) -> None:
    assert read(text).notes == (note,)


def test_a_note_names_the_first_few() -> None:
    rows = "".join(f"- {{name: C{number}, country: CN, needs: law}}\n" for number in range(8))
    assert read(rows).notes == (
        "no consultation has an adviser, so these needs are not met: C0, C1, C2, C3, C4 and 3 more",
    )


FREE = "- {name: A, country: CN, wishes: [{company: ▶B, wish: must}]ONE}\n- {name: B, country: DETWO}\n"


def musts(one: str = "", other: str = "", sessions: str = "") -> str:
    """A must of A with B, each with further fields, in sessions of a hall."""
    fields = [f", {text}" if text else "" for text in (one, other)]
    return f"{HALL}{sessions}profiles:\n{FREE.replace('ONE', fields[0]).replace('TWO', fields[1])}"


def day(*sessions: str) -> str:
    """Sessions on one day."""
    return "sessions:\n" + "".join(f"- {{hall: Hall, day: 2024-01-01, {one}}}\n" for one in sessions)


MORNING = "name: M, kind: tables, start: 09:00, end: 11:00"
AWAY = "available: [{day: 2024-01-01, start: START, end: END}]"


def here(start: str, end: str) -> str:
    """Hours of one stretch."""
    return AWAY.replace("START", start).replace("END", end)


NEVER = {
    "hours that do not meet": musts(here("09:00", "10:00"), here("10:00", "11:00"), day(MORNING)),
    "hours that share less than a slot": musts(here("09:00", "10:00"), here("09:40", "11:00"), day(MORNING)),
    "another day": musts("unavailable: [{day: 2024-01-01}]", "", day(MORNING)),
    "a salon without one of them": musts("", "", day(f"{MORNING.replace('tables', 'salon')}, invited: [A]")),
    "two salons, one each": musts(
        "",
        "",
        day(
            f"{MORNING.replace('tables', 'salon')}, kept_out: [A]",
            "name: N, kind: salon, start: 09:00, end: 11:00, tables: 1, kept_out: [B]",
        ),
    ),
    "a plenary all the time": musts("", "", day(MORNING, "name: P, kind: plenary, start: 08:30, end: 11:30")),
    "nothing but a dialogue": musts("", "", day("name: D, kind: dialogue, start: 09:00, end: 11:00")),
}


@pytest.mark.parametrize("text", NEVER.values(), ids=NEVER.keys())
def test_a_must_of_two_who_are_never_present_together_is_told_at_the_must(text: str) -> None:
    plain, expected = without_marks(text)
    (found,) = mistakes(plain)
    assert (found.code, found.value) == ("never-together", "“B”")
    assert found.message == "this meeting must be, but the two are never present together where meetings are held"
    assert places((found,)) == expected


TOGETHER = {
    "one slot": musts(here("09:00", "10:00"), here("09:30", "11:00"), day(MORNING)),
    "a salon that admits both": musts(
        "", "", day(f"{MORNING.replace('tables', 'salon')}, invited: [A], signed_up: [B]")
    ),
    "a plenary that ends a slot before": musts(
        "", "", day(MORNING, "name: P, kind: plenary, start: 09:00, end: 10:30")
    ),
    "the default day": musts(),
}


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER.keys())
def test_a_single_slot_in_common_is_enough_for_a_must(text: str) -> None:
    assert mistakes(without_marks(text)[0]) == ()


def test_a_must_within_a_delegation_is_a_wish_and_one_that_waits_is_told() -> None:
    together = "delegations: [{name: D}]\n" + musts("delegation: D", "delegation: D")
    assert mistakes(without_marks(together)[0]) == ()
    plain, expected = without_marks("event: {book_open: false}\n" + musts())
    (found,) = mistakes(plain)
    assert (found.code, places((found,))) == ("clash", expected)
    assert found.message == "this meeting must be, but the wish is not answered yet (book_open is off)"

"""What no single entry can show: references, ids, circles, and wishes that clash."""

from __future__ import annotations

import pytest

from tests.inputs.marks import mistakes, places, read, without_marks

HALL = "halls: [{name: Hall, tables: 2}]\n"
WHEN = "day: 2024-01-01, start: 09:00, end: 10:00"
PLENARY = f"\n- {{{{name: {{name}}, kind: plenary, hall: Hall, {WHEN}}}}}"
UNKNOWN, TAKEN, CLASH = "unknown-reference", "duplicate-id", "clash"


def two(acme: str = "", beta: str = "") -> str:
    """Two companies, each with the wishes given."""
    return f"- {{name: Acme, country: CN, wishes: [{acme}]}}\n- {{name: Beta, country: DE, wishes: [{beta}]}}\n"


PROFILES = "profiles:\n" + two()

REFERENCES = {
    "a hall": (
        f"{PROFILES}{HALL}sessions: [{{name: S, kind: plenary, hall: ▶Hal, {WHEN}}}]",
        UNKNOWN,
        "Did you mean “Hall”?",
    ),
    "a hall by its name though it has an id": (
        f"{PROFILES}halls: [{{id: big, name: Hall}}]\nsessions: [{{name: S, kind: plenary, hall: ▶Hall, {WHEN}}}]",
        UNKNOWN,
        "",
    ),
    "a leader": (f"{PROFILES}delegations: [{{name: D, leader: ▶Acne}}]", UNKNOWN, "Did you mean “Acme”?"),
    "a delegation": ("- {name: A, country: CN, delegation: ▶north}", UNKNOWN, ""),
    "a broader term": (
        f"{PROFILES}vocabulary: [{{id: laser}}, {{id: fibre, broader: [laser, ▶lasr]}}]",
        UNKNOWN,
        "Did you mean “laser”?",
    ),
    "a company in a wish": (two("{company: ▶Bta}"), UNKNOWN, "Did you mean “Beta”?"),
    "a company in another case": (two("{company: ▶beta}"), UNKNOWN, "Did you mean “Beta”?"),
    "a purpose": ("- {name: A, country: CN, purposes: ▶trad}", UNKNOWN, "Did you mean “trade”?"),
    "a purpose near none": (
        "- {name: A, country: CN, purposes: ▶qqq}",
        UNKNOWN,
        "Choices: investment, trade, cooperation, service.",
    ),
    "a purpose the event does not name": (
        "event: {purposes: [research]}\nprofiles: [{name: A, country: CN, purposes: [research, ▶trade]}]",
        UNKNOWN,
        "Choices: research.",
    ),
    "a company twice": (
        "- {name: A, country: CN}\n- {name: ▶A, country: DE}",
        TAKEN,
        "Give each entry an id of its own.",
    ),
    "a name that is another one's id": (
        "- {id: A, name: Acme, country: CN}\n- {name: ▶A, country: DE}",
        TAKEN,
        "Give each entry an id of its own.",
    ),
    "ids that differ in blanks": (
        "- {id: A, name: Acme, country: CN}\n- {id: ▶' A ', name: Beta, country: DE}",
        TAKEN,
        "Give each entry an id of its own.",
    ),
    "a session twice": (
        f"{PROFILES}{HALL}sessions:{PLENARY.format(name='S')}{PLENARY.format(name='▶S')}",
        TAKEN,
        "Give each entry an id of its own.",
    ),
    "a term broader than itself": (
        f"{PROFILES}vocabulary: [{{id: laser, broader: ▶laser}}]",
        "circle",
        "Drop one of the links.",
    ),
    "a session without tables": (
        f"{PROFILES}halls: [{{name: Hall}}]\nsessions:\n- ▶{{name: S, kind: salon, hall: Hall, {WHEN}}}",
        "no-tables",
        "Write “tables” for the session or its hall.",
    ),
    "a hall that leaves its tables open": (
        f"{PROFILES}halls: [{{name: Hall, tables: ~}}]\nsessions:\n- ▶{{name: S, kind: salon, hall: Hall, {WHEN}}}",
        "no-tables",
        "Write “tables” for the session or its hall.",
    ),
    "a wish for itself": (two("{company: ▶Acme}"), "own-wish", ""),
    "a wish named twice": (two("{company: Beta}, {company: ▶Beta, rank: 2}"), CLASH, "Keep one wish."),
    "a must that was declined": (two("{company: ▶Beta, wish: must, answer: declined}"), CLASH, "Drop the must."),
    "a must that the other side avoids": (
        two("{company: ▶Beta, wish: must}", "{company: Acme, wish: avoid}"),
        CLASH,
        "Drop one of the two.",
    ),
    "a must with one whose wish was declined": (
        two("{company: ▶Beta, wish: must}", "{company: Acme, answer: declined}"),
        CLASH,
        "Drop the must, or the answer.",
    ),
}


@pytest.mark.parametrize(("text", "code", "remedy"), REFERENCES.values(), ids=REFERENCES.keys())
def test_what_does_not_fit_is_told_where_it_stands(text: str, code: str, remedy: str) -> None:
    plain, expected = without_marks(text)
    found = [one for one in mistakes(plain) if one.code != "wrong-type"]  # an open number of tables is one as well
    assert places(tuple(found)) == expected
    assert [(one.code, one.remedy) for one in found] == [(code, remedy)]


def test_each_term_of_a_circle_is_told() -> None:
    text, expected = without_marks(
        f"{PROFILES}vocabulary: "
        "[{id: a, broader: ▶b}, {id: b, broader: [▶c]}, {id: c, broader: ▶a}, {id: d, broader: a}]"
    )
    assert places(mistakes(text)) == expected


def test_a_repeated_id_names_the_line_that_has_it() -> None:
    (found,) = mistakes("- name: A\n  country: CN\n- name: A\n  country: CN\n")
    assert found.message == "this id is taken: the entry on line 1 has it too"


def test_blanks_around_a_reference_do_no_harm() -> None:
    wish = "{company: ' Beta ', wish: must}"
    sessions = f"{HALL}sessions: [{{name: S, kind: tables, hall: ' Hall ', {WHEN}}}]"
    event = read(f"{sessions}\nprofiles:\n{two(wish)}").event
    assert event.sessions[0].hall == "Hall"
    assert event.musts == {frozenset(("Acme", "Beta"))}


@pytest.mark.parametrize("section", ["halls", "sessions", "delegations", "interpreters", "profiles"])
def test_the_name_stands_for_an_id_that_is_left_out(section: str) -> None:
    text = f"""
profiles: [{{name: Company, country: CN}}]
halls: [{{name: Hall, tables: 1}}]
sessions: [{{name: Session, kind: tables, hall: Hall, {WHEN}}}]
delegations: [{{name: Delegation}}]
interpreters: [{{name: Interpreter, languages: [zh, de]}}]
"""
    (entry,) = getattr(read(text).event, section)
    assert entry.id == entry.name


def test_an_id_that_is_given_stays_beside_the_name() -> None:
    (company,) = read("- {id: a1, name: Acme, country: CN}").event.profiles
    assert (company.id, company.name) == ("a1", "Acme")

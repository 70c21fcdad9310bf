"""Ways out through persons, lists and quotas, each done to the event and planned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from matchmaker.clash.arranging import Arranger
from matchmaker.clash.candidates import KINDS, candidates
from matchmaker.clash.easing import InterpreterStays, made
from matchmaker.event import Event, SessionKind
from matchmaker.outcome import Impossible
from matchmaker.pipeline import Project
from matchmaker.solver import Quiet
from tests.build import DAY, company, event, plenary, session, window
from tests.clash.told import Told, clash

NINE, TEN = window("09:00", "09:30"), window("10:00", "12:00")


def ivy(**fields: Any) -> Mapping[str, Any]:
    """An interpreter."""
    return {"id": "ivy", "languages": ["zh", "de"], **fields}


def speakers(*names: str) -> list[Any]:
    """Companies, by turns of two languages that have nothing in common."""
    return [company(name, languages=["zh" if place % 2 == 0 else "de"]) for place, name in enumerate(names)]


def test_a_theme_is_told_and_can_be_dropped() -> None:
    found = clash(event("a b", session(kind=SessionKind.SALON, topics=["welding"]), wishes="a must b"))
    assert [rule for rule, _ in found.members] == ["musts_kept", "salon_theme"]
    assert "let Main take meetings on any topic" in found.ways


def test_an_interpreter_too_few_is_told_and_where_one_more_is_needed() -> None:
    held = event(
        speakers("a", "c", "b", "d"), session(slots=1, tables=2), interpreters=[ivy()], wishes="a must c, b must d"
    )
    found = clash(held)
    assert [rule for rule, _ in found.members] == ["musts_kept", "musts_kept", "interpreters_free"]
    assert found.members[2][1] == f"of the interpreters who could, 1 can be at these meetings {DAY} 09:00–09:30"
    assert found.found.irreducible
    assert set(found.ways) == {
        "drop this: A and C must meet (a wish of A)",
        "drop this: B and D must meet (a wish of B)",
        f"one more interpreter de–zh, there {DAY} 09:00–09:30",
    }


def test_an_interpreter_stays_for_the_nearest_slot_that_will_do() -> None:
    held = event(speakers("a", "b"), session(slots=4), interpreters=[ivy(available=[TEN])], wishes="a must b")
    assert not isinstance(Project(held).schedule(), Impossible)
    gone = [company("a", languages=["zh"], available=[window("09:00", "10:00")]), company("b", languages=["de"])]
    found = clash(event(gone, session(slots=4), interpreters=[ivy(available=[TEN])], wishes="a must b"))
    assert f"let Ivy be there also {DAY} 09:30–10:00" in found.ways
    assert f"let A be there also {DAY} 10:00–10:30" in found.ways


def test_hours_that_somebody_has_stay_theirs() -> None:
    """Two musts: one while the interpreter is there, one that takes a further half hour."""
    early = {"languages": ["zh"], "available": [NINE]}
    people = [company("a", **early), company("c", languages=["zh"]), *speakers("x", "b", "y", "d")[1::2]]
    busy = ivy(unavailable=[window("09:00", "10:00")])
    found = clash(event(people, session(slots=4, tables=2), interpreters=[busy], wishes="a must b, c must d"))
    assert f"let Ivy be there also {DAY} 09:00–09:30" in found.ways


def test_a_delegate_who_was_asked_for_stays_or_is_not_needed() -> None:
    people = [
        company("a", delegates=[{"id": "li", "name": "Li", "available": [window("10:30", "11:00")]}, "wu"]),
        company("b", available=[window("09:00", "10:00")]),
    ]
    held = event(people, session(slots=4))
    asks = {"company": "a", "wish": "must", "delegate": "li"}
    profiles = [one.model_dump() | {"wishes": [asks]} if one.id == "b" else one for one in held.profiles]
    found = clash(Event.model_validate({**dict(held), "profiles": profiles}))
    assert "asked_delegates_attend" in dict(found.members)
    assert f"let Li of A be there also {DAY} 09:30–10:00" in found.ways
    assert "let B meet A without Li, who was asked for by name" in found.ways


def test_one_more_delegate_where_the_only_one_is_on_a_stage() -> None:
    stage = session("stage", kind="salon", slots=1, speakers=["a"], tables=0)
    found = clash(event("a b", session(slots=1), stage, wishes="a must b"))
    said = "A has nobody free at times: on a stage, at its booth, delegates away"
    assert ("one_meeting_at_a_time", said) in found.members
    assert "one more delegate of A" in found.ways


def test_a_named_delegation_brings_one_more_by_name() -> None:
    stage = session("stage", kind="salon", slots=1, speakers=["a"], tables=0)
    found = clash(event([company("a", delegates=["li"]), "b"], session(slots=1), stage, wishes="a must b"))
    assert "one more delegate of A" in found.ways


def test_delegates_of_whom_too_few_are_free() -> None:
    people = [{"id": "li", "name": "Li"}, {"id": "wu", "name": "Wu", "unavailable": [NINE]}]
    found = clash(
        event([company("a", delegates=people), "b", "c"], session(slots=1, tables=2), wishes="a must b, a must c")
    )
    assert ("attendees_free", f"of the delegates of A who could, 1 can be at these meetings {DAY} 09:00–09:30") in (
        found.members
    )
    assert f"let Wu of A be there also {DAY} 09:00–09:30" in found.ways


@pytest.mark.parametrize(
    ("quota", "shared", "rule", "said"),
    [
        (0, False, "delegation_quota", "A and C belong to a delegation that may have no meetings"),
        (1, False, "delegation_quota", "Group may have at most 1 meetings in all"),
    ],
)
def test_a_quota_is_told_and_raised_no_further_than_needed(quota: int, shared: bool, rule: str, said: str) -> None:  # noqa: FBT001
    group = {"id": "group", "max_meetings": quota, "fair_shares": shared}
    people = [*(company(name, delegation="group") for name in "ab"), company("c"), company("d")]
    found = clash(event(people, session(slots=2, tables=2), delegations=[group], wishes="a must c, b must d"))
    assert (rule, said) in found.members
    assert "at most 2 meetings in all for Group" in found.ways


def test_a_share_is_told_as_one_and_grows_with_the_quota() -> None:
    group = {"id": "group", "max_meetings": 2}
    people = [*(company(name, delegation="group") for name in "ab"), company("c"), company("d")]
    found = clash(event(people, session(slots=2, tables=2), delegations=[group], wishes="a must c, a must d"))
    assert ("company_maximum", "A has at most 1 meetings, its share of what Group may have") in found.members
    assert not any("a maximum of" in way for way in found.ways)
    assert "at most 3 meetings in all for Group" in found.ways


@pytest.mark.parametrize("lists", [{"kept_out": ["a", "c"]}, {"invited": ["b", "c"]}, {"signed_up": ["b"]}])
def test_lists_of_guests_are_told_and_widened(lists: Mapping[str, Any]) -> None:
    found = clash(event("a b c", session(**lists), wishes="a must b"))
    assert dict(found.members)["session_guests"] == "A and B can meet only in sessions that admit both"
    assert "admit A to Main" in found.ways


def test_where_no_single_change_helps_several_are_told_together() -> None:
    """An interpreter and a guest; then also a table."""
    for tables, more in ((1, ()), (0, (f"one more table in Main from {DAY} 09:00",))):
        held = event(
            speakers("a", "b"),
            session(slots=1, tables=tables, kept_out=["a"]),
            interpreters=[ivy(available=[window("11:00", "12:00")])],
            wishes="a must b",
        )
        found = clash(held)
        way = next(way for way in found.plain["ways"] if way["kind"] == "arrangements")
        said = [change["en"] for change in way["changes"]]
        assert said == [f"let Ivy be there also {DAY} 09:00–09:30", "admit A to Main", *more]
        assert not way["smallest"]
        assert f"  all {len(said)} together (fewer may do):" in found.lines


def test_where_nothing_but_giving_up_helps_nothing_else_is_told() -> None:
    found = clash(event("a b", session(slots=1), plenary("09:00", "09:30"), wishes="a must b"))
    assert found.ways == ["drop this: A and B must meet (a wish of A)"]
    asked = [company("a", delegates=["li"]), company("b", delegates=["wu"])]
    found = clash(event(asked, session(slots=1), plenary("09:00", "09:30"), wishes="a must b"))
    assert found.ways == ["drop this: A and B must meet (a wish of A)"]


def test_musts_for_whom_no_person_is_found_are_dropped_too_and_that_is_not_called_the_fewest() -> None:
    """Six musts at a table with five slots; whoever has to rest after each meeting interprets in every other slot."""
    people = [company(name, languages=[own]) for name, own in zip("abcd", ("zh", "de", "de", "zh"), strict=True)]
    musts = "a must b, a must c, a must d, b must c, b must d, c must d"
    found = clash(event(people, session(slots=5), interpreters=[ivy(longest=30, rest=30)], wishes=musts))
    drops = next(way for way in found.found.ways if way.kind == "wishes")
    assert (len(drops.changes), drops.smallest) == (2, False)


def test_changes_leave_the_event_as_it_was_otherwise() -> None:
    held = event(speakers("a", "b"), session(slots=4), interpreters=[ivy(available=[TEN])], wishes="a must b")
    longer = made(held, [InterpreterStays("ivy")])
    assert longer.interpreters[0].available is None
    assert held.interpreters[0].available == (TEN,)
    assert longer.profiles == held.profiles


class Stopped(Quiet):
    """Ends everything at once."""

    def stopped(self) -> str:
        """At once."""
        return "stopped"


def test_who_is_stopped_tells_nothing_further() -> None:
    held = event(
        speakers("a", "b"), session(slots=1, kept_out=["a"]), interpreters=[ivy(available=[])], wishes="a must b"
    )
    project = Project(held)
    arranger = Arranger(held, project.edges, 0, Stopped())
    rules = set[str]().union(*KINDS)
    assert candidates(held, arranger.problem(), rules, [0])
    assert arranger.single(rules, [0]) == []
    assert arranger.together() == []


@pytest.mark.parametrize("language", ["en", "zh", "de", "ru"])
def test_everything_is_said_in_the_language_of_the_event(language: str) -> None:
    people = [
        company("a", names={language: "Erste"}, languages=["zh"]),
        company("b", names={language: "Zweite"}, languages=["de"]),
    ]
    held = event(people, session(names={language: "Saal"}, kept_out=["a"]), interpreters=[ivy()], wishes="a must b")
    project = Project(held)
    words = Told(project, project.clash()).lines_in(language)
    assert any("Erste" in line and "Zweite" in line for line in words)
    assert any("Saal" in line for line in words)
    assert language == "en" or not any(" must " in line or "admit" in line for line in words)

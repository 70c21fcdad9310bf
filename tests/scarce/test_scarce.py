"""What is scarce: hand-computed answers, and intervals that hold the truth as exact solving finds it."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest

from matchmaker.event import Event
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.scarce import Change, Kind, Scarcity, Worth, changed, plain, said
from matchmaker.schedule import Schedule
from matchmaker.solver import Quiet
from tests.build import company, event, session, window
from tests.solver.problems import stranger
from tests.solver.whole_events import whole_event

ONLY_TOTAL: dict[str, Any] = {"goals": ("total_compatibility",), "fairness_floor": 0}
SEEDS = range(30)


def scarcity(held: Event) -> Scarcity:
    """Of the event's own schedule."""
    project = Project(held)
    schedule = project.schedule()
    assert isinstance(schedule, Schedule)
    return project.scarcity(schedule)


def worth(found: Scarcity, kind: Kind, of: str, count: int = 1) -> Worth:
    """The one of this change."""
    return next(one for one in found.worths if one.change == Change(kind, of, count))


def test_each_further_table_adds_a_meeting_until_there_are_enough() -> None:
    found = scarcity(event("a b c d e f", slots=1, tables=1, **ONLY_TOTAL))
    for count in (1, 2):
        one = worth(found, Kind.TABLE, "main", count)
        assert (one.found, one.least, one.most) == (400 * count, 400 * count, 400 * count)
        assert (one.meetings, one.proven) == (count, True)
    assert not [one for one in found.worths if one.change == Change(Kind.TABLE, "main", 3)]  # adds nothing to two
    assert (worth(found, Kind.SLOT, "main").found, found.worths[0].change.kind) == (400, Kind.SLOT)


def test_each_further_interpreter_is_worth_the_meetings_that_are_understood() -> None:
    firms = [
        company("a", languages=["en"], max_meetings=2),
        company("b", languages=["zh"]),
        company("c", languages=["zh"]),
        company("d", languages=["en"], available=[window("09:00", "10:00")]),
    ]
    idle = {"id": "i", "languages": ["en", "zh"], "available": [window("17:00", "18:00")]}
    held = event(firms, session(slots=3, tables=2), interpreters=[idle], **ONLY_TOTAL)
    found = scarcity(held)  # a–d and b–c can do without an interpreter
    assert worth(found, Kind.INTERPRETER, "en zh").found == 400 * 2  # a, whom two may meet; d leaves early
    assert worth(found, Kind.INTERPRETER, "en zh", 2).meetings == 3
    assert found.worths[0].change == Change(Kind.INTERPRETER, "en zh")
    lines = list(said(Project(held).words("en"), found))
    assert lines[0] == "What one more would add to 860 points of total compatibility:"
    assert "interpreters en–zh: +1: 800 points, proven (+2 meetings)" in lines[1]
    assert lines[-1].startswith("No gain found from: ")
    for code, word in (("zh", "译员"), ("de", "Dolmetscher"), ("ru", "переводчики")):
        assert word in " ".join(said(Project(held).words(code), found))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change(Kind.EARLIER, "a"), "available"),
        (Change(Kind.LATER, "a"), "available"),
        (Change(Kind.DELEGATE, "a", 2), "delegates"),
        (Change(Kind.MEETING, "a"), "max_meetings"),
    ],
)
def test_a_change_is_of_its_company_alone(change: Change, field: str) -> None:
    hours = [window("14:00", "15:00"), window("10:00", "11:00")]
    firms = [company(one, available=hours, max_meetings=1, delegates=[{"name": "x"}]) for one in "ab"]
    held = event(firms)
    after = changed(held, change)
    assert after is not None
    assert after.company["b"] == held.company["b"]
    before, found = held.company["a"], after.company["a"]
    assert {name for name in type(found).model_fields if getattr(found, name) != getattr(before, name)} <= {
        field,
        "people",
    }
    told = [(str(one.start), str(one.end)) for one in found.available or ()]
    expected = {
        Kind.EARLIER: [("09:00:00", "11:00:00"), ("14:00:00", "15:00:00")],
        Kind.LATER: [("10:00:00", "11:00:00"), ("14:00:00", "16:00:00")],
    }
    if change.kind in expected:
        assert told == expected[change.kind]
    if change.kind is Kind.DELEGATE:
        assert (found.delegates, len(found.people)) == (3, 3)
    if change.kind is Kind.MEETING:
        assert found.max_meetings == 2


def test_where_there_is_no_place_for_a_change_there_is_none() -> None:
    late = session("late", "23:00", 1, tables=None)
    held = event([company("a", available=[window("00:30", "23:30")]), "b"], late)
    for change in (
        Change(Kind.TABLE, "late"),
        Change(Kind.SLOT, "late", 2),
        Change(Kind.EARLIER, "a"),
        Change(Kind.LATER, "a"),
        Change(Kind.LATER, "b"),
        Change(Kind.MEETING, "a"),
    ):
        assert changed(held, change) is None


def test_a_table_more_stands_in_the_hall_and_has_seats() -> None:
    held = event("a b", session(slots=1, tables=1, capacity=2))
    held = held.model_copy(update={"halls": tuple(one.model_copy(update={"tables": 1}) for one in held.halls)})
    after = changed(held, Change(Kind.TABLE, "main", 2))
    assert after is not None
    assert (after.session["main"].tables, after.session["main"].capacity, after.halls[0].tables) == (3, 6, 3)


def scarce_event(seed: int) -> Event:
    """A few companies who want more than there is: tables, interpreters, hours, meetings."""
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret
    firms = [
        stranger(
            rng,
            f"c{number}",
            max_meetings=rng.choice((None, 1, 2)),
            **({"available": [window("09:00", "10:00")]} if rng.random() < 0.4 else {}),
        )
        for number in range(6)
    ]
    interpreters = [{"id": "i", "languages": rng.sample(("zh", "de", "en"), 2), "longest": 60, "rest": 30}]
    return event(firms, slots=3, tables=rng.choice((1, 2)), interpreters=interpreters, **ONLY_TOTAL)


@cache
def truth(seed: int, change: Change | None) -> int | None:
    """The greatest total compatibility, where solving proves it."""
    held = scarce_event(seed) if change is None else changed(scarce_event(seed), change)
    assert held is not None
    solved = Project(held).solve()
    assert isinstance(solved, Solved)
    total = solved.goal("total_compatibility")
    return total.value if total.proven else None


def test_the_truth_lies_in_every_interval_and_the_proven_ones_are_right() -> None:
    proven = compared = ordered = 0
    for seed in SEEDS:
        found, now = scarcity(scarce_event(seed)), truth(seed, None)
        exact: list[tuple[Worth, int]] = []
        for one in found.worths:
            assert one.least <= one.found <= one.most
            after = truth(seed, one.change)
            if after is None or now is None:
                continue
            compared += 1
            assert one.least <= after - now <= one.most
            proven += one.proven
            exact.append((one, after - now))
        for one, adds in exact:
            for other, more in exact:
                if one.most < other.least:
                    ordered += 1
                    assert adds < more
    assert compared > 100
    assert proven > 0.8 * compared
    assert ordered > 50


@pytest.mark.parametrize("seed", range(4))
def test_events_with_everything_are_weighed_too(seed: int) -> None:
    project = Project(whole_event(seed))
    schedule = project.schedule()
    if isinstance(schedule, Schedule):
        found = project.scarcity(schedule)
        assert found.objective == schedule.objective
        assert plain(found)["worths"][0].keys() == {
            *("kind", "of", "count", "found", "least", "most", "meetings", "proven")
        }


class _Soon(Quiet):
    """Ends the work once something was weighed."""

    def __init__(self) -> None:
        self.reports = 0

    def report(self, stage: str, _best: int | None = None, _bound: int | None = None) -> None:
        """Count what is weighed."""
        self.reports += stage.startswith("weighing")

    def stopped(self) -> str | None:
        """After the second."""
        return "enough" if self.reports > 1 else None


def test_what_is_known_when_the_work_is_ended_is_told() -> None:
    held = event("a b c d e f", slots=1, tables=1, **ONLY_TOTAL)
    schedule = Project(held).schedule()
    assert isinstance(schedule, Schedule)
    found = Project(held, control=_Soon()).scarcity(schedule)
    assert found.cut == "enough"
    assert [one.change.kind for one in found.worths] == [Kind.TABLE]
    assert "The work ended early (enough): not everything was weighed." in said(Project(held).words("en"), found)


def test_the_meeting_and_the_hour_of_a_company_are_weighed() -> None:
    firms = [company("a", max_meetings=1), *map(company, "bcd")]
    found = scarcity(event(firms, slots=3, tables=2, **ONLY_TOTAL))
    assert worth(found, Kind.MEETING, "a").found == 400
    firms = [company("a", available=[window("09:00", "09:30")]), *map(company, "bcd")]
    found = scarcity(event(firms, slots=6, tables=2, **ONLY_TOTAL))
    assert worth(found, Kind.LATER, "a").found == 800
    assert worth(found, Kind.DELEGATE, "a").found == 400


def test_nothing_is_scarce_where_all_meet() -> None:
    found = scarcity(event("a b", slots=2, tables=2, **ONLY_TOTAL))
    assert {one.found for one in found.worths} == {0}
    lines = list(said(Project(event("a b")).words("en"), found))
    assert lines[1] == "Nothing that was tried adds anything."

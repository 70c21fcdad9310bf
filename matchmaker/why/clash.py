"""An impossible event in the organiser's words: wishes and limits that clash, and the smallest changes that help."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from matchmaker.event import Event, SessionKind, Window, WishKind
from matchmaker.plan import local, pair_ids
from matchmaker.problem import BoolArray, Problem
from matchmaker.rules import RULES
from matchmaker.solver import Absences, Change, Control, Demand, Diagnosis, diagnose
from matchmaker.timetable import is_present, span_of_session
from matchmaker.why.barring import ASKED, BARRING, GUESTS, LANGUAGE, QUOTA, THEME, barring

# Of the musts of a large conflict, or of the changes of a large remedy, so many are told.
SHOWN = 30
# What keeps a must out of some slots, said of the two.
BARRED = {
    GUESTS: "can meet only in sessions that admit both",
    THEME: "can meet only in salons whose theme they fit, or at tables without one",
    LANGUAGE: "share no language, and can meet only while an interpreter who speaks one of each is there",
    ASKED: "can meet only while the delegate who was asked for is there",
    QUOTA: "belong to a delegation that may have no meetings",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Changes that together make the event possible, verified by solving again.

    `smallest` if fewer changes of the kind are proven not to help.
    """

    kind: str
    changes: tuple[str, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Clash:
    """Wishes and limits that cannot all be kept, each with its rule; none can be spared if `irreducible`."""

    members: tuple[tuple[str, str], ...]
    irreducible: bool
    ways: tuple[Way, ...]

    def lines(self) -> Iterator[str]:
        """The clash in words."""
        if self.members:
            need = "drop any one, and the rest can be" if self.irreducible else "perhaps not all of them are needed"
            yield f"these {len(self.members)} cannot all be kept ({need}):"
            yield from _few([f"  {sentence} [{rule}]" for rule, sentence in self.members])
        else:
            yield "what clashes was not found in the work allowed"
        if self.ways:
            yield "any one of these makes it possible, each verified by solving again:"
        for way in self.ways:
            if len(way.changes) == 1:
                yield f"  {way.changes[0]}"
                continue
            fewer = "no fewer of the kind will do" if way.smallest else "fewer may do"
            yield f"  all {len(way.changes)} together ({fewer}):"
            yield from _few([f"    {change}" for change in way.changes])


def _few(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"    … and {len(lines) - SHOWN} more"


def clash(event: Event, problem: Problem, seed: int, control: Control) -> Clash:
    """Diagnose an impossible event."""
    found = diagnose(problem, absences(event, problem), seed, control)
    teller = _Teller(event, problem, found)
    members = found.conflict.demands if found.conflict is not None else ()
    return Clash(
        members=tuple(
            (one.rule, teller.demand(one)) for one in sorted(members, key=lambda one: one.rule != "musts_kept")
        ),
        irreducible=found.conflict is not None and found.conflict.irreducible,
        ways=tuple(Way(way.family, tuple(map(teller.change, way.changes)), way.smallest) for way in found.remedies),
    )


def absences(event: Event, problem: Problem) -> Absences:
    """Who cannot be booked when: companies by their own hours, everybody by plenaries, in the order of the file."""
    zone, spans = event.event.zone, [slot.span for slot in problem.slots]
    away = np.zeros(problem.present.shape, dtype=np.bool_)
    for place, company in enumerate(event.profiles):
        if company.available is not None or company.unavailable:
            away[place] = [not is_present(company, span, zone) for span in spans]
    plenary = {
        number: [slot for slot, span in enumerate(spans) if span.overlaps(span_of_session(session, zone))]
        for number, session in enumerate(event.sessions)
        if session.kind is SessionKind.PLENARY
    }
    return Absences(away, plenary, barred(event, problem))


def barred(event: Event, problem: Problem) -> dict[str, BoolArray]:
    """By rule, which musts may not be in which slots, whoever is there."""
    found = {rule: np.zeros(problem.common.shape, dtype=np.bool_) for rule in BARRING}
    for pair in sorted(problem.must):
        for slot in range(len(problem.slots)):
            for rule in barring(event, problem, pair, slot):
                found[rule][pair, slot] = True
    return {rule: rows for rule, rows in found.items() if rows.any()}


class _Teller:
    """Demands and changes in sentences."""

    def __init__(self, event: Event, problem: Problem, found: Diagnosis) -> None:
        self.event, self.problem, self.pairs = event, problem, found.pairs
        self.sessions = list(dict.fromkeys(slot.session for slot in problem.slots))

    def demand(self, demand: Demand) -> str:
        """What is demanded."""
        if demand.fixed:
            return self.fixed(demand)
        said: dict[str, Callable[[int], str]] = {
            "musts_kept": self.must,
            "within_hours": self.hours,
            "plenaries_are_free": self.plenary,
            "one_meeting_at_a_time": lambda c: f"{self.name(c)} holds {self.problem.delegates[c]} meeting(s) at a time",
            "company_maximum": lambda c: f"{self.name(c)} has at most {self.problem.maximum[c]} meetings",
            "one_meeting_per_table": self.tables,
            "session_capacity": self.seats,
        }
        tell = said.get(demand.rule)
        return tell(demand.subject) if tell is not None else f"{demand.rule}, number {demand.subject}"

    def fixed(self, demand: Demand) -> str:
        """What is demanded, where no change of it is offered."""
        sentence = RULES[demand.rule].sentence
        if demand.fixed == "duty":
            return f"{self.name(demand.subject)} has nobody free at times: on a stage, at its booth, delegates away"
        if demand.fixed == "barred":
            return f"{self.both(demand.subject)} {BARRED[demand.rule]}"
        limit = self.problem.only(np.array(self.pairs, dtype=np.int64)).limits[demand.subject]
        return f"at most {limit.most} of the meetings that this concerns: {sentence}"

    def both(self, place: int) -> str:
        """The two of a must."""
        return " and ".join(self.event.company[name].name for name in pair_ids(self.problem, self.pairs[place]))

    def change(self, change: Change) -> str:
        """What would be changed."""
        subject, amount, slots = change.demand.subject, change.amount, change.slots
        match change.demand.rule:
            case "musts_kept":
                return f"drop this: {self.must(subject)}"
            case "within_hours":
                times = ", ".join(self.when(slot) for slot in slots)
                return f"let {self.name(subject)} be there also {times}"
            case "one_meeting_per_table":
                return f"{_more(amount, 'table')} in {self.session(subject)} {self.since(slots)}"
            case "session_capacity":
                return f"room for {2 * amount} more people in {self.session(subject)} {self.since(slots)}"
            case "one_meeting_at_a_time":
                return f"{_more(amount, 'delegate')} of {self.name(subject)}"
            case _:
                return f"a maximum of {self.problem.maximum[subject] + amount} meetings for {self.name(subject)}"

    def name(self, company: int) -> str:
        return self.event.company[self.problem.companies[company]].name

    def session(self, number: int) -> str:
        return self.event.session[self.sessions[number]].name

    def must(self, place: int) -> str:
        ids = pair_ids(self.problem, self.pairs[place])
        one, other = (self.event.company[name] for name in ids)
        wishers = [
            wisher.name
            for wisher, named in ((one, other), (other, one))
            if any(wish.company == named.id and wish.wish is WishKind.MUST for wish in wisher.wishes)
        ]
        return f"{one.name} and {other.name} must meet (a wish of {' and '.join(wishers)})"

    def hours(self, company: int) -> str:
        found, told = self.event.company[self.problem.companies[company]], []
        if found.available is not None:
            told.append(f"is there only {_windows(found.available)}" if found.available else "is never there")
        if found.unavailable:
            told.append(f"is away {_windows(found.unavailable)}")
        return f"{found.name} {' and '.join(told)}"

    def plenary(self, number: int) -> str:
        session = self.event.sessions[number]
        return f"nobody is booked during {session.name} ({session.day} {session.start:%H:%M}–{session.end:%H:%M})"

    def tables(self, number: int) -> str:
        own = [slot for slot, it in enumerate(self.problem.slots) if it.session == self.sessions[number]]
        return f"{self.session(number)} has {self.problem.tables[own[0]]} table(s) in each of {len(own)} slot(s)"

    def seats(self, number: int) -> str:
        session = self.event.session[self.sessions[number]]
        return f"{session.name} has room for {session.capacity} people"

    def when(self, slot: int) -> str:
        span = self.problem.slots[slot].span
        start, end = local(span.start, self.event), local(span.end, self.event)
        return f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"

    def since(self, slots: tuple[int, ...]) -> str:
        return f"from {local(self.problem.slots[slots[0]].span.start, self.event):%Y-%m-%d %H:%M}"


def _windows(windows: tuple[Window, ...]) -> str:
    return ", ".join(f"{one.day} {one.start:%H:%M}–{one.end:%H:%M}" for one in windows)


def _more(amount: int, what: str) -> str:
    return f"one more {what}" if amount == 1 else f"{amount} more {what}s"

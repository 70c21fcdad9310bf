"""Rules of languages: who needs an interpreter, and what an interpreter can do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from matchmaker.event import Interpreter, SessionKind
from matchmaker.rules.case import Case, is_of_two, kind_of, span_of
from matchmaker.rules.engagements import at, by_time, concerned, double_booked
from matchmaker.rules.rule import Breach, rule
from matchmaker.schedule import Meeting
from matchmaker.timetable import is_present

# A side of a meeting: its name, and what it speaks; nothing, where it does not say.
Side = tuple[str, Sequence[str]]


@rule("Both sides of a meeting share a language, or an interpreter speaks one of each.")
def common_language(case: Case) -> Iterator[Breach]:
    """Of 1:1 meetings, visits and consultations, where the event has interpreters.

    A side speaks what its delegate speaks, or its company, and is no obstacle if neither says. An interpreter who
    comes speaks a language of each side, needed or not.
    """
    if not case.event.interpreters:
        return
    interpreters = {one.id: one for one in case.event.interpreters}
    for meeting in case.meetings:
        sides = _sides(case, meeting)
        if sides is None:
            continue
        (one, spoken), (other, answered) = sides
        interpreter = interpreters.get(meeting.interpreter or "")
        if interpreter is not None:
            for name, languages in sides:
                if languages and not set(languages) & set(interpreter.languages):
                    detail = f"{interpreter.name} interprets, and speaks no language of {name}"
                    yield f"{case.told(meeting)}: {detail}", meeting.participants
        elif spoken and answered and not set(spoken) & set(answered):
            both = f"{one} speaks {', '.join(spoken)}, {other} {', '.join(answered)}"
            yield f"{case.told(meeting)}: {both}, and nobody interprets", meeting.participants


def _sides(case: Case, meeting: Meeting) -> tuple[Side, Side] | None:
    """The two sides of a meeting that has two."""
    kind = kind_of(case.event, meeting)
    if kind is SessionKind.CONSULTATION and len(meeting.participants) == 1:
        advisers = case.event.session[meeting.session].advisers
        adviser = next((one for one in advisers if one.id == meeting.adviser), None)
        client = _company_side(case, meeting, meeting.participants[0])
        return (client, (adviser.name, adviser.languages)) if adviser is not None else None
    if (is_of_two(case.event, meeting) or kind is SessionKind.EXHIBITION) and len(meeting.participants) == 2:  # noqa: PLR2004 — a pair
        one, other = meeting.participants
        return _company_side(case, meeting, one), _company_side(case, meeting, other)
    return None


def _company_side(case: Case, meeting: Meeting, one: str) -> Side:
    """A company at a meeting."""
    company = case.event.company.get(one)
    if company is None:
        return one, ()
    coming = {attendee.delegate for attendee in meeting.attendees if attendee.company == one}
    spoken = next((person.languages for person in company.people if person.id in coming), ())
    return company.name, spoken or company.languages


@rule("An interpreter is at one meeting at a time, present, with time to walk.")
def interpreters_free(case: Case) -> Iterator[Breach]:
    """Every interpreter is one of the event's, within own hours, and nowhere else at the time."""
    known = {one.id for one in case.event.interpreters}
    for meeting in case.meetings:
        if meeting.interpreter is not None and meeting.interpreter not in known:
            detail = f"{meeting.interpreter} is no interpreter of the event"
            yield f"{case.told(meeting)}: {detail}", meeting.participants
    for interpreter, meetings in _work(case):
        for meeting in meetings:
            if not is_present(interpreter, span_of(meeting), case.event.event.zone):
                yield f"{case.told(meeting)}: {interpreter.name} is not present", meeting.participants
        yield from double_booked(case, interpreter.name, map(at, meetings))


@rule("No interpreter works longer than they can without a rest.")
def interpreters_rest(case: Case) -> Iterator[Breach]:
    """From the start of a run of meetings to its end; a gap that is long enough for a rest ends a run."""
    for interpreter, meetings in _work(case):
        for run in _runs(meetings, timedelta(minutes=interpreter.rest)):
            start, end = min(meeting.start for meeting in run), max(meeting.end for meeting in run)
            if end - start > timedelta(minutes=interpreter.longest):
                minutes = (end - start) // timedelta(minutes=1)
                times = f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
                detail = f"{interpreter.name} works {minutes} minutes without a rest of {interpreter.rest} ({times})"
                yield f"{detail}, at most {interpreter.longest}", concerned(*map(at, run))


def _work(case: Case) -> Iterator[tuple[Interpreter, list[Meeting]]]:
    """The meetings of each interpreter, in the order of time."""
    found: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in case.meetings:
        if meeting.interpreter is not None:
            found[meeting.interpreter].append(meeting)
    for interpreter in case.event.interpreters:
        held = by_time(map(at, found[interpreter.id]))
        yield interpreter, [one.meeting for one in held if one.meeting is not None]


def _runs(meetings: Sequence[Meeting], rest: timedelta) -> Iterator[list[Meeting]]:
    """Meetings between which there is no rest."""
    run: list[Meeting] = []
    for meeting in meetings:
        if run and meeting.start - max(one.end for one in run) >= rest:
            yield run
            run = []
        run.append(meeting)
    if run:
        yield run

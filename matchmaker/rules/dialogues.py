"""Rules of round tables: who sits together, with whom again, who leads, and what a table is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from matchmaker.event import Session
from matchmaker.rules.case import Case
from matchmaker.rules.engagements import Engagement, at, double_booked
from matchmaker.rules.rule import Breach, rule
from matchmaker.schedule import Meeting
from matchmaker.timetable import table_numbers


@rule(
    "A round table seats as many companies as it should, from as many countries and of as many kinds, "
    "and no two that are kept apart."
)
def groups_formed(case: Case) -> Iterator[Breach]:
    """Everything that the session's `group` asks of each of its groups."""
    for meeting, session in case.round_tables:
        for fault in _faults_of_group(case, meeting, session):
            yield f"{case.told(meeting)}: {fault}", meeting.participants


def _faults_of_group(case: Case, meeting: Meeting, session: Session) -> Iterator[str]:
    group, size = session.group, len(meeting.participants)
    companies = [case.event.company[one] for one in meeting.participants if one in case.event.company]
    countries = len({company.country for company in companies})
    kinds = len({company.kind for company in companies})
    if size < group.min:
        yield f"{size} companies, at least {group.min}"
    if size > group.max:
        yield f"{size} companies, at most {group.max}"
    if countries < group.countries:
        yield f"from {countries} countries, at least {group.countries}"
    if kinds < group.kinds:
        yield f"of {kinds} kinds, at least {group.kinds}"
    for apart in group.apart:
        together = tuple(one for one in dict.fromkeys(meeting.participants) if one in apart)
        if len(together) > 1:
            yield f"{case.who(together)} are to be kept apart"


@rule("Companies share a round table once at the most, and sit at one a round.")
def new_faces(case: Case) -> Iterator[Breach]:
    """Over all rounds of a session, no two companies are in one group twice; in a round nobody is in two groups."""
    shared: dict[tuple[str, str, str], list[Meeting]] = defaultdict(list)
    seated: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for meeting, session in case.round_tables:
        members = sorted(set(meeting.participants))
        for one, other in combinations(members, 2):
            shared[session.id, one, other].append(meeting)
        for one in members:
            seated[session.id, one].append(meeting)
    for (session_id, one, other), meetings in shared.items():
        if len(meetings) > 1:
            detail = f"{case.who((one, other))} share {len(meetings)} round tables of session {session_id}"
            yield detail, (one, other)
    for (session_id, one), meetings in seated.items():
        for start in sorted({meeting.start for meeting in meetings}):
            tables = [meeting for meeting in meetings if meeting.start == start]
            if len(tables) > 1:
                detail = f"{case.name(one)} sits at {len(tables)} round tables of session {session_id}"
                yield f"{detail} at {start:%Y-%m-%d %H:%M}", (one,)


@rule("A round table has a moderator of its session, who leads one at a time.")
def groups_moderated(case: Case) -> Iterator[Breach]:
    """Where a session names moderators, each group has one of them, who is nowhere else and has time to walk."""
    led: dict[str, list[Engagement]] = defaultdict(list)
    for meeting, session in case.round_tables:
        named = [moderator.id for moderator in session.moderators]
        if meeting.moderator in named:
            led[meeting.moderator or ""].append(at(meeting))
        elif meeting.moderator is not None:
            detail = f"{meeting.moderator} is no moderator of session {session.id}"
            yield f"{case.told(meeting)}: {detail}", meeting.participants
        elif named:
            yield f"{case.told(meeting)}: nobody moderates", meeting.participants
    for moderator, held in led.items():
        yield from double_booked(case, moderator, held)


@rule("A round table that a company asked for is held with that company.")
def askers_seated(case: Case) -> Iterator[Breach]:
    """Each table of a dialogue has its topic, and the company that asked for it among the group."""
    numbers = table_numbers(case.event.sessions, case.event.event.zone)
    for meeting, session in case.round_tables:
        if meeting.table not in numbers[session.id]:
            continue  # no table at all: another rule says so
        topic, asker = _what_for(session, meeting.table - numbers[session.id].start)
        if meeting.topic != topic:
            about = f"is about {topic}" if topic is not None else "has no topic"
            given = f", not about {meeting.topic}" if meeting.topic is not None else ""
            yield f"{case.told(meeting)}: that table {about}{given}", meeting.participants
        if asker is not None and asker not in meeting.participants:
            detail = f"{case.name(asker)}, who asked for it, is not there"
            yield f"{case.told(meeting)}: {detail}", (*meeting.participants, asker)


def _what_for(session: Session, place: int) -> tuple[str | None, str | None]:
    """The topic of a dialogue's table, counted from 0, and who asked for it.

    Tables beyond those that are spelled out share the session's topics in turn.
    """
    if place < len(session.round_tables):
        table = session.round_tables[place]
        return table.topic, table.asked_by
    return (session.topics[place % len(session.topics)] if session.topics else None), None

"""Rules of every meeting: who takes part, when, and at which table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from matchmaker.event import Session, SessionKind
from matchmaker.rules.case import OTHER_KINDS, Case, span_of, when
from matchmaker.rules.rule import Breach, rule
from matchmaker.schedule import Meeting
from matchmaker.timetable import is_present, plenaries, slots_of_session, table_numbers

PAIR = 2


@rule("A meeting is between different companies of the event, as many as its session is for.")
def known_participants(case: Case) -> Iterator[Breach]:
    """Ids are known and differ: two at a table, a visitor and an exhibitor, one at a desk, two or more in a group."""
    for meeting in case.meetings:
        for one in meeting.participants:
            if one not in case.event.company:
                yield f"{one} is no company of the event ({case.where(meeting)})", meeting.participants
        fault = _miscounted(meeting, case.event.session.get(meeting.session))
        if fault is not None:
            yield f"{case.who(meeting.participants)}: {fault} ({case.where(meeting)})", meeting.participants


def _miscounted(meeting: Meeting, session: Session | None) -> str | None:
    """What is wrong with the number of participants."""
    count, kind = len(meeting.participants), session.kind if session is not None else None
    if len(set(meeting.participants)) < count:
        return "nobody meets itself"
    if kind is SessionKind.DIALOGUE:
        return None if count >= PAIR else "a round table is for two companies at least"
    if kind is SessionKind.CONSULTATION:
        return None if count == 1 else "a desk is for one company at a time"
    if count != PAIR:
        return "a visit is of one company to one exhibitor" if kind in OTHER_KINDS else "a meeting is of two companies"
    if session is not None and kind is SessionKind.EXHIBITION:
        has_booth = any(booth.exhibitor == meeting.participants[1] for booth in session.booths)
        return None if has_booth else "the second has no booth there"
    return None


@rule("Two companies meet once at the most.")
def once_per_pair(case: Case) -> Iterator[Breach]:
    """No pair meets twice, be it at a table or at a booth. Round tables have a rule of their own."""
    held = (*case.of_two, *(visit for visit, _ in case.visits))
    for pair, count in Counter(tuple(sorted(meeting.participants)) for meeting in held).items():
        if count > 1:
            yield f"{case.who(pair)} meet {count} times", pair


@rule("A meeting fills one slot of a session, no plenary, in that session's hall.")
def slots_of_sessions(case: Case) -> Iterator[Breach]:
    """Start, end and hall are those of a slot of the session."""
    spans = {
        session.id: {slot.span for slot in slots_of_session(session, case.event.event.zone)}
        for session in case.event.sessions
        if session.kind is not SessionKind.PLENARY
    }
    for meeting in case.meetings:
        who = case.who(meeting.participants)
        if meeting.session not in spans:
            detail = f"{who}: {meeting.session} is no session with meetings ({when(meeting)})"
            yield detail, meeting.participants
        elif span_of(meeting) not in spans[meeting.session]:
            yield f"{who}: {when(meeting)} is no slot of session {meeting.session}", meeting.participants
        elif meeting.hall != case.event.session[meeting.session].hall:
            detail = f"{who}: session {meeting.session} is not in hall {meeting.hall} ({when(meeting)})"
            yield detail, meeting.participants


@rule("A company meets only while it is present.")
def within_hours(case: Case) -> Iterator[Breach]:
    """Each meeting lies within the hours that all who take part gave."""
    for meeting in case.meetings:
        for one in meeting.participants:
            company = case.event.company.get(one)
            if company is not None and not is_present(company, span_of(meeting), case.event.event.zone):
                yield f"{company.name} is not present ({case.where(meeting)})", meeting.participants


@rule("Nobody is booked during a plenary.")
def plenaries_are_free(case: Case) -> Iterator[Breach]:
    """No meeting shares a moment with a plenary."""
    blocked = plenaries(case.event)
    for meeting in case.meetings:
        if any(span_of(meeting).overlaps(span) for span in blocked):
            yield case.told(meeting), meeting.participants


@rule("A table exists, and hosts one meeting at a time.")
def one_meeting_per_table(case: Case) -> Iterator[Breach]:
    """Each session has its own numbers in its hall, and no two meetings share a table or desk at once.

    Booths have a rule of their own.
    """
    numbers = table_numbers(case.event.sessions, case.event.event.zone)
    booths = {session.id for session in case.event.sessions if session.kind is SessionKind.EXHIBITION}
    at_table: dict[tuple[str, int], list[Meeting]] = defaultdict(list)
    for meeting in case.meetings:
        if meeting.session in booths:
            continue
        at_table[meeting.hall, meeting.table].append(meeting)
        own = numbers.get(meeting.session)
        if own is not None and meeting.table not in own:
            which = f"the tables {own.start} to {own.stop - 1}" if own else "no tables"
            detail = f"session {meeting.session} has {which}, none with number {meeting.table}"
            yield f"{case.who(meeting.participants)}: {detail}", meeting.participants
    for meetings in at_table.values():
        ordered = sorted(meetings, key=lambda m: (m.start, m.id))
        for place, one in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.start < one.end:
                    sits = "sits" if len(one.participants) == 1 else "sit"
                    both = f"{case.who(one.participants)} {sits} there with {case.who(other.participants)}"
                    yield f"{both} ({case.where(other)})", one.participants + other.participants


@rule("A session holds no more people at once than its capacity.")
def session_capacity(case: Case) -> Iterator[Breach]:
    """One person for each company, counted at the start of each meeting; an exhibitor is at its booth anyway."""
    in_session: dict[str, list[Meeting]] = defaultdict(list)
    for meeting in case.meetings:
        in_session[meeting.session].append(meeting)
    for name, meetings in in_session.items():
        session = case.event.session.get(name)
        capacity = session.capacity if session is not None else None
        if session is None or capacity is None:
            continue
        for start in sorted({meeting.start for meeting in meetings}):
            going_on = [meeting for meeting in meetings if meeting.start <= start < meeting.end]
            visits = session.kind is SessionKind.EXHIBITION
            people = sum(1 if visits else len(meeting.participants) for meeting in going_on)
            if people > capacity:
                detail = f"session {name} holds {people} people at {start:%Y-%m-%d %H:%M}, and has room for {capacity}"
                yield detail, ()


@rule("No company has more meetings than its maximum.")
def company_maximum(case: Case) -> Iterator[Breach]:
    """The company's own maximum of 1:1 meetings, or the event's."""
    for one, count in meetings_of_each(case).items():
        company = case.event.company.get(one)
        most = case.event.maximum(company) if company is not None else None
        if company is not None and most is not None and count > most:
            yield f"{company.name} has {count} meetings, at most {most}", (one,)


@rule("Every pair that must meet does.")
def musts_kept(case: Case) -> Iterator[Breach]:
    """Each must has its 1:1 meeting."""
    held = {frozenset(meeting.participants) for meeting in case.of_two}
    for pair in sorted(tuple(sorted(pair)) for pair in case.event.musts - held):
        yield f"{case.who(pair)} do not meet", pair


def meetings_of_each(case: Case) -> Counter[str]:
    """How many 1:1 meetings each company has."""
    return Counter(company for meeting in case.of_two for company in dict.fromkeys(meeting.participants))

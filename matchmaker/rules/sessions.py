"""Rules of particular sessions: whom they admit, what a salon is about, and booths."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from matchmaker.event import Session, SessionKind
from matchmaker.programme import Booth
from matchmaker.rules.case import Case, span_of
from matchmaker.rules.rule import Breach, rule
from matchmaker.schedule import Meeting
from matchmaker.timetable import hours_of_booth, table_numbers


@rule("No company visits more booths than it may.")
def visits_maximum(case: Case) -> Iterator[Breach]:
    """The company's own maximum, or the event's; exhibitors receive as many as come."""
    for one, count in Counter(visit.participants[0] for visit, _ in case.visits).items():
        company = case.event.company.get(one)
        if company is not None and count > case.event.visits(company):
            yield f"{company.name} visits {count} booths, at most {case.event.visits(company)}", (one,)


@rule("Only those whom a session admits are booked there.")
def session_guests(case: Case) -> Iterator[Breach]:
    """Invited or signed up where that is asked, never kept out; who says what it speaks speaks a dialogue's language.

    An exhibitor is admitted to its own booth.
    """
    for meeting in case.meetings:
        session = case.event.session.get(meeting.session)
        if session is None:
            continue
        guests = meeting.participants[:1] if session.kind is SessionKind.EXHIBITION else meeting.participants
        for one in guests:
            if not session.admits(one):
                reason = "keeps it out" if one in session.kept_out else "has neither invited it nor signed it up"
                detail = f"{case.name(one)}: session {session.id} {reason} ({case.where(meeting)})"
                yield detail, meeting.participants
            company = case.event.company.get(one)
            asked = session.language if session.kind is SessionKind.DIALOGUE else None
            if company is not None and asked is not None and company.languages and asked not in company.languages:
                yield f"{company.name} does not speak {asked} ({case.where(meeting)})", meeting.participants


@rule("At a salon, meetings fit its theme.")
def salon_theme(case: Case) -> Iterator[Breach]:
    """Where a salon has topics, what speaks for a pair has to do with one of them."""
    if case.known is None:
        return
    for meeting, session in case.of_kind(SessionKind.SALON):
        edges = (case.known.edge(one, other) for one, other in combinations(meeting.participants, 2))
        if session.topics and not any(edge is not None and edge["fit"].get(session.id, 0) >= 1 for edge in edges):
            topics = ", ".join(session.topics)
            yield f"{case.told(meeting)}: nothing that they share is about {topics}", meeting.participants


@rule("A booth is visited while it is shown, by no more at once than it takes.")
def booths_hosted(case: Case) -> Iterator[Breach]:
    """Visits lie in the hours of demonstration, at the booth's number; visitors are counted as each visit starts."""
    zone = case.event.event.zone
    numbers = table_numbers(case.event.sessions, zone)
    at_booth: dict[tuple[str, int], list[Meeting]] = defaultdict(list)
    for meeting, session in case.visits:
        booths = _booths_of(meeting, session, numbers[session.id])
        booth = booths.get(meeting.table)
        if not booths:
            continue  # no exhibitor: another rule says so
        if booth is None:
            which = " or ".join(map(str, booths))
            detail = f"{case.told(meeting)}: the booth of {case.name(meeting.participants[1])} has number {which}"
            yield detail, meeting.participants
            continue
        if not any(hours.contains(span_of(meeting)) for hours in hours_of_booth(session, booth, zone)):
            yield f"{case.told(meeting)}: nothing is shown at that time", meeting.participants
        at_booth[session.id, meeting.table].append(meeting)
    for (session_id, number), visits in at_booth.items():
        most = case.event.session[session_id].booths[number - numbers[session_id].start].visitors
        for start in sorted({visit.start for visit in visits}):
            here = [visit for visit in visits if visit.start <= start < visit.end]
            if len(here) > most:
                host = case.name(here[0].participants[1])
                detail = f"the booth of {host} has {len(here)} visitors at {start:%Y-%m-%d %H:%M}, at most {most}"
                yield f"{detail} (session {session_id})", tuple(visit.participants[0] for visit in here)


def _booths_of(meeting: Meeting, session: Session, numbers: range) -> dict[int, Booth]:
    """The visited exhibitor's booths, by number."""
    return {
        number: booth
        for number, booth in zip(numbers, session.booths, strict=True)
        if booth.exhibitor in meeting.participants[1:]
    }

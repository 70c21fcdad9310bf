"""Rules of delegates by name: who attends, whether they can, and whether it is whom the other side asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations

from matchmaker.event import Company, Delegate, SessionKind
from matchmaker.rules.case import Case, kind_of, span_of
from matchmaker.rules.engagements import Engagement, at, coming, double_booked
from matchmaker.rules.rule import Breach, rule
from matchmaker.schedule import Meeting
from matchmaker.timetable import duties, is_present


@rule("Each side that names its delegates says who attends.")
def attendees_named(case: Case) -> Iterator[Breach]:
    """Of each company that takes part or comes along as a leader, one of its people, if it names any.

    At its own booth, an exhibitor's host.
    """
    for meeting in case.meetings:
        for fault in _faults(case, meeting):
            yield f"{case.told(meeting)}: {fault}", meeting.participants


def _faults(case: Case, meeting: Meeting) -> Iterator[str]:
    involved = tuple(dict.fromkeys((*meeting.participants, *meeting.leaders)))
    for one in dict.fromkeys(attendee.company for attendee in meeting.attendees):
        if one not in involved:
            yield f"{case.name(one)} takes no part, and somebody attends for it"
    for one in involved:
        company = case.event.company.get(one)
        named = [attendee.delegate for attendee in meeting.attendees if attendee.company == one]
        people = [person.id for person in company.people] if company is not None else []
        strangers = [delegate for delegate in named if delegate not in people]
        if strangers:
            yield f"{' and '.join(strangers)}: no delegate that {case.name(one)} names"
        elif company is not None and people and len(named) != 1:
            yield f"{len(named)} delegates attend for {company.name}, which names them, instead of one"
        elif company is not None and people and (hosts := _hosts(case, meeting, company)) and named[0] not in hosts:
            yield f"{named[0]} attends for {company.name}, whose booth has {' or '.join(hosts)} as host"


def _hosts(case: Case, meeting: Meeting, company: Company) -> tuple[str, ...]:
    """Who may attend a visit to the company's booth: its hosts there; nobody in particular at any other meeting."""
    if kind_of(case.event, meeting) is not SessionKind.EXHIBITION or company.id not in meeting.participants[1:]:
        return ()
    booths = [booth for booth in case.event.session[meeting.session].booths if booth.exhibitor == company.id]
    return tuple(dict.fromkeys(booth.host or company.people[-1].id for booth in booths))


@rule("A delegate attends one meeting at a time, while present, with time to walk.")
def attendees_free(case: Case) -> Iterator[Breach]:
    """Within the delegate's own hours, and not while on a stage or at the booth: the last named is, if nobody is."""
    attended: dict[tuple[str, str], list[Meeting]] = defaultdict(list)
    for meeting in case.meetings:
        for attendee in dict.fromkeys(meeting.attendees):
            if attendee.company in coming(case, meeting):
                attended[attendee.company, attendee.delegate].append(meeting)
    for company in case.event.profiles:
        for person in company.people:
            meetings = attended[company.id, person.id]
            for meeting in meetings:
                if not is_present(person, span_of(meeting), case.event.event.zone):
                    yield f"{case.told(meeting)}: {person.name} of {company.name} is not present", meeting.participants
            held = [*map(at, meetings), *_duties(case, company, person)] if meetings else []
            yield from double_booked(case, f"{person.name} of {company.name}", held)


def _duties(case: Case, company: Company, person: Delegate) -> Iterator[Engagement]:
    """When a delegate is on a stage or at the booth."""
    for span, hall, host in duties(case.event, company.id):
        if (host or company.people[-1].id) == person.id:
            yield Engagement(span, hall, delegate=person.id)


@rule("Who was asked for by name attends.")
def asked_delegates_attend(case: Case) -> Iterator[Breach]:
    """The delegate whom a wish asks for is there when the two meet."""
    for meeting in case.of_two:
        for one, other in permutations(dict.fromkeys(meeting.participants), 2):
            company = case.event.company.get(one)
            for wish in company.wishes if company is not None else ():
                attends = [who.delegate for who in meeting.attendees if who.company == other]
                if wish.company == other and wish.delegate is not None and wish.delegate not in attends:
                    detail = f"{case.name(one)} asked for {wish.delegate} of {case.name(other)}, who does not attend"
                    yield f"{case.told(meeting)}: {detail}", meeting.participants

"""The rule of consultations: the right adviser, once, and there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from matchmaker.event import Session
from matchmaker.rules.case import Case, span_of
from matchmaker.rules.engagements import Engagement, at, double_booked
from matchmaker.rules.rule import Breach, rule
from matchmaker.schedule import Meeting
from matchmaker.timetable import is_present


@rule("A need is met once, by an adviser of the session who knows about it.")
def needs_served(case: Case) -> Iterator[Breach]:
    """The company has the need; the adviser sits in that session, is present, knows, and has one client at a time."""
    served = Counter[tuple[str, str]]()
    busy: dict[str, list[Engagement]] = defaultdict(list)
    for meeting, session in case.consultations:
        for fault in _faults(case, meeting, session):
            yield f"{case.told(meeting)}: {fault}", meeting.participants
        if meeting.need is not None:
            served.update((one, meeting.need) for one in meeting.participants)
        if meeting.adviser is not None:
            busy[meeting.adviser].append(at(meeting))
    for (one, need), count in served.items():
        if count > 1:
            yield f"{case.name(one)} is advised {count} times on “{need}”", (one,)
    for adviser, held in busy.items():
        yield from double_booked(case, adviser, held)


def _faults(case: Case, meeting: Meeting, session: Session) -> Iterator[str]:
    adviser = next((one for one in session.advisers if one.id == meeting.adviser), None)
    if meeting.adviser is None:
        yield "nobody advises"
    elif adviser is None:
        yield f"{meeting.adviser} is no adviser of session {session.id}"
    elif not is_present(adviser, span_of(meeting), case.event.event.zone):
        yield f"{adviser.name} is not present"
    if meeting.need is None:
        yield "no need is named"
        return
    for one in meeting.participants:
        company = case.event.company.get(one)
        if company is None:
            continue  # another rule says so
        if meeting.need not in company.needs:
            yield f"{company.name} has no need “{meeting.need}”"
        elif case.known is not None and adviser is not None and (one, meeting.need, adviser.id) not in case.known.needs:
            yield f"{adviser.name} knows nothing about “{meeting.need}”"

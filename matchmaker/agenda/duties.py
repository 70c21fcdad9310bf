"""Who stands on a stage or at a booth, and when: time at which a delegate cannot meet anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from matchmaker.agenda.values import Duty, DutyKind, Place, Side
from matchmaker.event import Event, Session
from matchmaker.timetable import Span, hours_of_booth, span_of_session, table_numbers

# The side of a company: itself, with its delegate of an id, or the last that it names.
SideOf = Callable[[str, str | None], Side]


def duties_of(event: Event, place_of: Callable[[Session], Place], side_of: SideOf) -> Iterator[Duty]:
    """All duties of an event, session by session; whoever speaks in a plenary is on a stage too."""
    zone = event.event.zone
    numbers = table_numbers(event.sessions, zone)

    def duty(session: Session, kind: DutyKind, span: Span, side: Side, table: int | None = None) -> Duty:
        return Duty(kind, span.start.astimezone(zone), span.end.astimezone(zone), place_of(session), side, table)

    for session in event.sessions:
        for speaker in dict.fromkeys(session.speakers):
            yield duty(session, DutyKind.STAGE, span_of_session(session, zone), side_of(speaker, None))
        for table, booth in zip(numbers.get(session.id, ()), session.booths, strict=False):
            side = side_of(booth.exhibitor, booth.host)
            for span in hours_of_booth(session, booth, zone):
                yield duty(session, DutyKind.BOOTH, span, side, table)

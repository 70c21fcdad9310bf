"""What a file may leave open, and the sentence that says what was assumed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from matchmaker.event import HOSTING, Event, Hall, Session, SessionKind
from matchmaker.fields import UNDATED
from matchmaker.timetable import span_of_session

MORNING = (dt.time(9, 0), dt.time(12, 0))
AFTERNOON = (dt.time(13, 0), dt.time(17, 0))
SLOT = 30
# Sessions that use the tables of their hall.
AT_TABLES = HOSTING | {SessionKind.DIALOGUE, SessionKind.CONSULTATION}


def fill_in(event: Event) -> tuple[Event, tuple[str, ...]]:
    """The event with every gap closed, and what was assumed."""
    said = []
    if "timezone" not in event.event.model_fields_set:
        said.append("time zone: UTC")
    if not event.sessions:
        event = _with_default_day(event)
        tables = event.sessions[0].tables
        slots = sum((end.hour - start.hour) * 60 // SLOT for start, end in (MORNING, AFTERNOON))
        said.append(
            f"sessions: one day without a date, 09:00–12:00 and 13:00–17:00, {slots} slots of {SLOT} minutes, "
            f"tables: {tables}" + (" (as many as can be used at once)" if event.halls[0].tables is None else "")
        )
    else:
        filled = with_tables(event.sessions, event.halls, event.event.zone)
        event = event.model_copy(update={"sessions": filled})
    if event.event.max_meetings is None and all(company.max_meetings is None for company in event.profiles):
        said.append("meetings per company: as many as there are slots")
    return event, tuple(said)


def _with_default_day(event: Event) -> Event:
    tables = max(1, sum(company.delegates for company in event.profiles) // 2)
    hall = event.halls[0] if event.halls else Hall(id="hall", name="Hall")
    if hall.tables is not None:
        tables = hall.tables
    sessions = tuple(
        Session(
            id=key,
            name=name,
            kind=SessionKind.TABLES,
            hall=hall.id,
            day=UNDATED,
            start=a,
            end=b,
            slot=SLOT,
            tables=tables,
        )
        for key, name, (a, b) in (("morning", "Morning", MORNING), ("afternoon", "Afternoon", AFTERNOON))
    )
    return event.model_copy(update={"sessions": sessions, "halls": event.halls or (hall,)})


def with_tables(sessions: Iterable[Session], halls: Iterable[Hall], zone: ZoneInfo) -> tuple[Session, ...]:
    """Sessions that leave their tables open have those of their hall that no session beside them names."""
    sessions, tables_of = tuple(sessions), {hall.id: hall.tables or 0 for hall in halls}
    named = tuple(_own(session) for session in sessions)
    return tuple(
        session.model_copy(update={"tables": _tables_left(session, named, tables_of, zone)})
        if session.kind in AT_TABLES and session.tables is None
        else session
        for session in named
    )


def _own(session: Session) -> Session:
    """A desk for each adviser, a table for each topic, where nothing is said of tables."""
    own = {SessionKind.CONSULTATION: session.advisers, SessionKind.DIALOGUE: session.round_tables}.get(session.kind)
    return session.model_copy(update={"tables": len(own)}) if own and session.tables is None else session


def _tables_left(session: Session, sessions: tuple[Session, ...], tables_of: dict[str, int], zone: ZoneInfo) -> int:
    span = span_of_session(session, zone)
    named = sum(
        other.tables or 0
        for other in sessions
        if other.kind in AT_TABLES and other.hall == session.hall and span_of_session(other, zone).overlaps(span)
    )
    return max(0, tables_of.get(session.hall, 0) - named)

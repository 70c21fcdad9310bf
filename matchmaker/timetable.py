"""Slots: the meeting-long pieces into which sessions are cut, in real time.

Local times are read in the event's zone and laid out in elapsed minutes, so a session that crosses a change to or
from summer time has slots of the right length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from matchmaker.event import Company, Event, Session, SessionKind, Window


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of real time, `end` not included; in UTC, so that its ends compare and subtract as instants."""

    start: dt.datetime
    end: dt.datetime

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a moment."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies within."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting-long piece of a session."""

    session: str
    span: Span


def instant(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """The UTC instant of a local time."""
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC)


def span_of_session(session: Session, zone: ZoneInfo) -> Span:
    """When the session is held."""
    return Span(instant(session.day, session.start, zone), instant(session.day, session.end, zone))


def span_of_window(window: Window, zone: ZoneInfo) -> Span:
    """The window in real time; an end of 23:59 stands for midnight."""
    minute = dt.timedelta(minutes=1 if window.end == dt.time(23, 59) else 0)
    return Span(instant(window.day, window.start, zone), instant(window.day, window.end, zone) + minute)


def slots_of_session(session: Session, zone: ZoneInfo) -> Iterator[Slot]:
    """The session's slots in time order: `slot` minutes each, `gap` minutes between them, none past the end."""
    whole = span_of_session(session, zone)
    start = whole.start
    while (end := start + dt.timedelta(minutes=session.slot)) <= whole.end:
        yield Slot(session.id, Span(start, end))
        start = end + dt.timedelta(minutes=session.gap)


def slots_of_event(event: Event) -> tuple[Slot, ...]:
    """All slots in which 1:1 meetings can be placed, by time, then session in file order."""
    zone = event.event.zone
    found = [slot for session in event.sessions if session.hosts_meetings for slot in slots_of_session(session, zone)]
    return tuple(sorted(found, key=lambda slot: slot.span))


def table_numbers(sessions: Iterable[Session], zone: ZoneInfo) -> dict[str, range]:
    """The table numbers of each session that hosts meetings: sessions that share a hall and a moment share no table.

    In the order given, each takes the lowest numbers in a row that no session beside it has.
    """
    found: dict[str, range] = {}
    placed: list[tuple[Session, Span]] = []
    for session in sessions:
        if not session.hosts_meetings:
            continue
        span, count, first = span_of_session(session, zone), session.tables or 0, 1
        beside = [found[other.id] for other, held in placed if other.hall == session.hall and held.overlaps(span)]
        for taken in sorted(beside, key=lambda numbers: numbers.start):
            if first + count <= taken.start:
                break
            first = max(first, taken.stop)
        found[session.id] = range(first, first + count)
        placed.append((session, span))
    return found


def plenaries(event: Event) -> tuple[Span, ...]:
    """When nobody can be booked."""
    zone = event.event.zone
    return tuple(span_of_session(s, zone) for s in event.sessions if s.kind is SessionKind.PLENARY)


def is_present(company: Company, span: Span, zone: ZoneInfo) -> bool:
    """Whether the company's own hours allow a meeting in `span`."""
    away = any(span_of_window(window, zone).overlaps(span) for window in company.unavailable)
    return not away and (company.available is None or _covered(span, company.available, zone))


def _covered(span: Span, windows: tuple[Window, ...], zone: ZoneInfo) -> bool:
    """Whether the windows, which may touch or overlap, leave no moment of the span out."""
    start = span.start
    for window in sorted(span_of_window(window, zone) for window in windows):
        if window.start <= start < window.end:
            start = window.end
    return start >= span.end

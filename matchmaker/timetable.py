"""Slots: the meeting-long pieces into which sessions are cut, in real time.

Local times are read in the event's zone and laid out in elapsed minutes, so a session that crosses a change to or
from summer time has slots of the right length.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from matchmaker.event import HOSTING, Event, Hall, Session, SessionKind, Window
from matchmaker.programme import Booth


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


def slots_of_event(event: Event, kinds: Container[SessionKind] = HOSTING) -> tuple[Slot, ...]:
    """All slots of sessions of some kinds (those with 1:1 meetings), by time, then session in file order."""
    zone = event.event.zone
    found = [slot for session in event.sessions if session.kind in kinds for slot in slots_of_session(session, zone)]
    return tuple(sorted(found, key=lambda slot: slot.span))


def table_numbers(sessions: Iterable[Session], zone: ZoneInfo) -> dict[str, range]:
    """The numbers of each session's tables, desks or booths: sessions that share a hall and a moment share none.

    In the order given, each takes the lowest numbers in a row that no session beside it has; booths, which are no
    tables of the hall, come after everything else.
    """
    found: dict[str, range] = {}
    placed: list[tuple[Session, Span]] = []
    for session in sorted(sessions, key=lambda one: one.kind is SessionKind.EXHIBITION):
        if session.kind is SessionKind.PLENARY:
            continue
        span, count, first = span_of_session(session, zone), session.places, 1
        beside = [found[other.id] for other, held in placed if other.hall == session.hall and held.overlaps(span)]
        for taken in sorted(beside, key=lambda numbers: numbers.start):
            if first + count <= taken.start:
                break
            first = max(first, taken.stop)
        found[session.id] = range(first, first + count)
        placed.append((session, span))
    return found


def duties(event: Event, company: str) -> tuple[tuple[Span, str, str | None], ...]:
    """When one of a company's delegates stands on a stage or at its booth: the span, the hall, the delegate if named.

    A booth without hours of its own is open as long as its session.
    """
    zone, found = event.event.zone, list[tuple[Span, str, str | None]]()
    for session in event.sessions:
        if company in session.speakers and session.kind is not SessionKind.PLENARY:
            found.append((span_of_session(session, zone), session.hall, None))
        for booth in session.booths:
            if booth.exhibitor == company:
                found += [(span, session.hall, booth.host) for span in hours_of_booth(session, booth, zone)]
    return tuple(found)


def hours_of_booth(session: Session, booth: Booth, zone: ZoneInfo) -> tuple[Span, ...]:
    """When an exhibitor demonstrates: its hours within the session, or all of it."""
    whole = span_of_session(session, zone)
    if booth.hours is None:
        return (whole,)
    spans = (span_of_window(window, zone) for window in booth.hours)
    cut = (Span(max(span.start, whole.start), min(span.end, whole.end)) for span in spans)
    return tuple(span for span in cut if span.start < span.end)


def plenaries(event: Event) -> tuple[Span, ...]:
    """When nobody can be booked."""
    zone = event.event.zone
    return tuple(span_of_session(s, zone) for s in event.sessions if s.kind is SessionKind.PLENARY)


class Present(Protocol):
    """Whoever has hours: a company, a delegate, an adviser, an interpreter."""

    @property
    def available(self) -> tuple[Window, ...] | None:
        """When they are there; always, if nothing is said."""

    @property
    def unavailable(self) -> tuple[Window, ...]:
        """When they are not."""


def is_present(who: Present, span: Span, zone: ZoneInfo) -> bool:
    """Whether one's own hours allow a meeting in `span`."""
    away = any(span_of_window(window, zone).overlaps(span) for window in who.unavailable)
    return not away and (who.available is None or _covered(span, who.available, zone))


@dataclass(frozen=True, slots=True)
class Ways:
    """Walking times between halls: the shortest way over the stated ones, in either direction; 0 where none leads."""

    minutes: Mapping[tuple[str, str], int]

    @classmethod
    def of(cls, halls: Iterable[Hall]) -> Ways:
        """The shortest ways (Floyd 1962)."""
        halls = tuple(halls)
        names = [hall.id for hall in halls]
        way: dict[tuple[str, str], int] = {}
        for hall in halls:
            for other, minutes in hall.walk.items():
                for both in ((hall.id, other), (other, hall.id)):
                    way[both] = min(minutes, way.get(both, minutes))
        for middle in names:
            for one in names:
                for other in names:
                    if (one, middle) in way and (middle, other) in way and one != other:
                        through = way[one, middle] + way[middle, other]
                        way[one, other] = min(through, way.get((one, other), through))
        return cls(way)

    def between(self, one: str, other: str) -> dt.timedelta:
        """How long it takes from one hall to another."""
        return dt.timedelta(minutes=self.minutes.get((one, other), 0) if one != other else 0)

    def clash(self, one: Span, hall: str, other: Span, other_hall: str) -> bool:
        """Whether nobody can be at both: they share a moment, or there is no time to walk from one to the other."""
        way = self.between(hall, other_hall)
        return one.start - other.end < way and other.start - one.end < way  # no date is too late for a difference


def _covered(span: Span, windows: tuple[Window, ...], zone: ZoneInfo) -> bool:
    """Whether the windows, which may touch or overlap, leave no moment of the span out."""
    start = span.start
    for window in sorted(span_of_window(window, zone) for window in windows):
        if window.start <= start < window.end:
            start = window.end
    return start >= span.end

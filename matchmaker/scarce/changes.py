"""What an organiser could add: the change, and the event as it would be with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from matchmaker.event import Company, Delegate, Event, Interpreter, Session, Window
from matchmaker.values import new_ids, with_fields

HOUR = 60
LAST_MINUTE = 24 * HOUR - 1


class Kind(StrEnum):
    """What there would be more of."""

    TABLE = "table"
    SLOT = "slot"
    INTERPRETER = "interpreter"
    EARLIER = "earlier"
    LATER = "later"
    DELEGATE = "delegate"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Change:
    """`count` more of a kind: for a session or a company by id; interpreters for two languages, as `de zh`.

    A table counts in all slots of its session, a slot comes at its end; an hour is before a company's first window or
    after its last; a meeting is one above its maximum.
    """

    kind: Kind
    of: str
    count: int = 1


def changed(event: Event, change: Change) -> Event | None:
    """The event with the change, or nothing where there is no place for it: no maximum, no hours, no day left."""
    return _MAKE[change.kind](event, change)


def _session(event: Event, change: Change, **changes: Any) -> Event:
    sessions = (with_fields(one, **changes) if one.id == change.of else one for one in event.sessions)
    return with_fields(event, sessions=tuple(sessions))


def _company(event: Event, change: Change, **changes: Any) -> Event:
    profiles = (with_fields(one, **changes) if one.id == change.of else one for one in event.profiles)
    return with_fields(event, profiles=tuple(profiles))


def _tables(event: Event, change: Change) -> Event | None:
    """The hall has them too, and their people seats."""
    session = event.session[change.of]
    if session.tables is None:
        return None
    seats = None if session.capacity is None else session.capacity + 2 * change.count
    halls = (
        hall if hall.id != session.hall or hall.tables is None else with_fields(hall, tables=hall.tables + change.count)
        for hall in event.halls
    )
    found = _session(event, change, tables=session.tables + change.count, capacity=seats)
    return with_fields(found, halls=tuple(halls))


def _slots(event: Event, change: Change) -> Event | None:
    session: Session = event.session[change.of]
    end = _moved(session.end, change.count * (session.slot + session.gap))
    return None if end is None else _session(event, change, end=end)


def _moved(time: dt.time, minutes: int) -> dt.time | None:
    """The time of day so many minutes later; nothing beyond the day."""
    moment = time.hour * HOUR + time.minute + minutes
    return dt.time(moment // HOUR, moment % HOUR) if 0 <= moment <= LAST_MINUTE else None


def _interpreters(event: Event, change: Change) -> Event:
    """Who is there all the time, and rests like anybody."""
    languages, names = tuple(change.of.split()), new_ids({one.id for one in event.interpreters}, change.count)
    more = (Interpreter(id=name, name=name, languages=languages) for name in names)
    return with_fields(event, interpreters=(*event.interpreters, *more))


def _delegates(event: Event, change: Change) -> Event:
    company: Company = event.company[change.of]
    people = company.people
    if people:
        names = new_ids({one.id for one in people}, change.count)
        people = (*people, *(Delegate(id=name, name=name) for name in names))
    return _company(event, change, delegates=company.delegates + change.count, people=people)


def _meetings(event: Event, change: Change) -> Event | None:
    most = event.maximum(event.company[change.of])
    return None if most is None else _company(event, change, max_meetings=most + change.count)


def _hours(event: Event, change: Change) -> Event | None:
    """The company's first window begins, or its last one ends, an hour further out for each."""
    windows = event.company[change.of].available
    if not windows:
        return None
    ordered = sorted(windows, key=lambda one: (one.day, one.start))
    place = 0 if change.kind is Kind.EARLIER else -1
    window: Window = ordered[place]
    if change.kind is Kind.EARLIER:
        start = _moved(window.start, -HOUR * change.count)
        wider = None if start is None else with_fields(window, start=start)
    else:
        end = _moved(window.end, HOUR * change.count)
        wider = None if end is None else with_fields(window, end=end)
    if wider is None:
        return None
    ordered[place] = wider
    return _company(event, change, available=tuple(ordered))


_MAKE: Mapping[Kind, Callable[[Event, Change], Event | None]] = {
    Kind.TABLE: _tables,
    Kind.SLOT: _slots,
    Kind.INTERPRETER: _interpreters,
    Kind.EARLIER: _hours,
    Kind.LATER: _hours,
    Kind.DELEGATE: _delegates,
    Kind.MEETING: _meetings,
}

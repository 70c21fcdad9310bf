"""The sheets of those who are no company: delegates, delegations, interpreters, advisers, moderators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from matchmaker.agenda.values import Booking, Day, Duty, Entry, Named, Party, Person, Sheet, SheetKind, Side
from matchmaker.event import Event


def days_of(entries: Iterable[Entry], duties: Iterable[Duty] = ()) -> tuple[Day, ...]:
    """Entries and duties in time order, day by day; what goes on past midnight stands under the day it starts."""
    ordered = sorted(entries, key=lambda entry: (entry.start, entry.booking.id))
    held = {day: tuple(found) for day, found in groupby(ordered, key=lambda entry: entry.start.date())}
    waiting = sorted(duties, key=lambda duty: (duty.start, duty.end, duty.place.session))
    away = {day: tuple(found) for day, found in groupby(waiting, key=lambda duty: duty.start.date())}
    return tuple(Day(day, held.get(day, ()), away.get(day, ())) for day in sorted({*held, *away}))


def people_sheets(
    event: Event, companies: Sequence[Sheet], parties: Mapping[str, Party], bookings: Sequence[Booking]
) -> Iterator[Sheet]:
    """All of them, kind by kind. Where a schedule names no delegate or moderator, there are none."""
    yield from _delegates(event, companies)
    yield from _delegations(event, companies, parties)
    yield from _persons(event, bookings)


def _delegates(event: Event, companies: Sequence[Sheet]) -> Iterator[Sheet]:
    for sheet in companies:
        for person in event.company[sheet.id].people:
            name = Named(person.name, tuple(sorted(person.names.items())))
            entries = [
                entry for day in sheet.days for entry in day.entries if any(name in side.people for side in entry.own)
            ]
            duties = [duty for day in sheet.days for duty in day.duties if name in duty.side.people]
            dropped = tuple(one for one in sheet.cancelled if any(name in side.people for side in _all_sides(one)))
            if entries or duties or dropped:
                yield Sheet(
                    SheetKind.DELEGATE,
                    f"{sheet.id}/{person.id}",
                    name,
                    sheet.language,
                    country=sheet.country,
                    of=sheet.name,
                    role=person.role or "",
                    days=days_of(entries, duties),
                    cancelled=dropped,
                )


def _all_sides(booking: Booking) -> tuple[Side, ...]:
    return (*booking.sides, *booking.leaders)


def _delegations(event: Event, companies: Sequence[Sheet], parties: Mapping[str, Party]) -> Iterator[Sheet]:
    languages = {sheet.id: sheet.language for sheet in companies}
    main = event.event.languages[0] if event.event.languages else "en"
    for one in event.delegations:
        members = [sheet for sheet in companies if event.company[sheet.id].delegation == one.id]
        ids = {sheet.id for sheet in members}
        seen: dict[str, Entry] = {}
        for sheet in members:
            for entry in (entry for day in sheet.days for entry in day.entries):
                sides = _all_sides(entry.booking)
                own = tuple(side for side in sides if side.party.id in ids)
                others = tuple(side for side in sides if side.party.id not in ids)
                seen.setdefault(entry.booking.id, Entry(entry.booking, own, others))
        leader = one.leader or ""
        listed = sorted(members, key=lambda sheet: (sheet.id != leader, sheet.name.name))
        yield Sheet(
            SheetKind.DELEGATION,
            one.id,
            Named(one.name, tuple(sorted(one.names.items()))),
            languages.get(leader, members[0].language if members else main),
            role=event.company[leader].name if leader else "",
            members=tuple(parties[sheet.id] for sheet in listed),
            days=days_of(seen.values()),
        )


def _persons(event: Event, bookings: Sequence[Booking]) -> Iterator[Sheet]:
    """Interpreters with what they speak, advisers with what they know, moderators; in a language that they speak."""
    main = event.event.languages[0] if event.event.languages else "en"
    spoken = {(SheetKind.INTERPRETER, one.id): one.languages for one in event.interpreters}
    roles = {key: ", ".join(languages) for key, languages in spoken.items()}
    for session in event.sessions:
        for adviser in session.advisers:
            spoken[SheetKind.ADVISER, adviser.id] = adviser.languages
            roles[SheetKind.ADVISER, adviser.id] = ", ".join(adviser.expertise)
        if session.language is not None:
            spoken |= {(SheetKind.MODERATOR, one.id): (session.language,) for one in session.moderators}
    for kind in (SheetKind.INTERPRETER, SheetKind.ADVISER, SheetKind.MODERATOR):
        for person, entries in _by_person(kind, bookings).items():
            key = (kind, person.id)
            own = next((one for one in spoken.get(key, ()) if one in event.event.languages), main)
            days = days_of(entry for entry in entries if not entry.booking.cancelled)
            dropped = tuple(entry.booking for entry in entries if entry.booking.cancelled)
            yield Sheet(kind, person.id, person, own, role=roles.get(key, ""), days=days, cancelled=dropped)


def _by_person(kind: SheetKind, bookings: Iterable[Booking]) -> dict[Person, list[Entry]]:
    found: dict[Person, list[Entry]] = defaultdict(list)
    for booking in bookings:
        person: Person = getattr(booking, kind.value)
        if person.name:
            found[person].append(Entry(booking, (), booking.sides))
    return dict(sorted(found.items(), key=lambda item: (item[0].name, item[0].id)))

"""Whose text is what: for telling a company that a character of its name cannot be printed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.agenda import AgendaBook
    from matchmaker.agenda.values import Duty, Named


def texts_by_owner(book: AgendaBook) -> dict[str, tuple[str, ...]]:
    """Every text of the organiser's and the companies' that is printed, by its owner. Partners own their names."""
    found: dict[str, list[str]] = defaultdict(list)
    found[book.event] += _event_texts(book)
    for party in book.parties:
        found[party.name.name] += (*_forms(party.name), party.profile)
    for sheet in (*book.sheets, *book.others):
        found[sheet.name.name] += (*_forms(sheet.name), *_forms(sheet.of), sheet.role, sheet.note)
        found[sheet.name.name] += (text for _, text in (sheet.remark.fills if sheet.remark else ()))
    for booking in book.bookings:
        for side in (*booking.sides, *booking.leaders):
            found[side.party.name.name] += (text for person in side.people for text in _forms(person))
        found[booking.sides[0].party.name.name] += (*booking.reasons, booking.need, booking.topic)
    return {owner: tuple(texts) for owner, texts in found.items()}


def _event_texts(book: AgendaBook) -> Iterator[str]:
    yield from (book.event, book.note, book.footer)
    yield from (text for _, texts in book.texts for _, text in texts)
    for place in dict.fromkeys((*(grid.place for grid in book.grids), *(duty.place for duty in _duties(book)))):
        yield from (*_forms(place.name), *_forms(place.hall))
    for booking in book.bookings:
        for person in (booking.interpreter, booking.adviser, booking.moderator):
            yield from _forms(person)


def _duties(book: AgendaBook) -> Iterator[Duty]:
    return (duty for sheet in book.sheets for day in sheet.days for duty in day.duties)


def _forms(named: Named) -> tuple[str, ...]:
    return (named.name, *(form for _, form in named.forms))

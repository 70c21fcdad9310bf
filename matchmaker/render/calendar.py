"""Calendars by RFC 5545, 5546 and 7986: a file for each company, delegate and person in a service. Home of icalendar.

A file holds many meetings, so it is published (`METHOD:PUBLISH`), not sent as invitations. A meeting keeps its UID
whatever its time and place; its SEQUENCE is the schedule's. A cancelled meeting stays, as cancelled.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, Timezone, vCalAddress

from matchmaker.agenda.values import SheetKind
from matchmaker.render.codes import link_of
from matchmaker.render.names import file_names, uid
from matchmaker.render.style import Part, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Booking, Sheet
    from matchmaker.render.style import Style

PRODUCT = "-//matchmaker//agendas//EN"
# RFC 5545 wants an organiser; there is no address of one to give, and nobody is to be asked for an answer.
_ORGANISER = "invalid:nomail"
_KINDS = {
    Part.COMPANY: (SheetKind.COMPANY, "companies"),
    Part.DELEGATE: (SheetKind.DELEGATE, "delegates"),
    Part.INTERPRETER: (SheetKind.INTERPRETER, "interpreters"),
    Part.ADVISER: (SheetKind.ADVISER, "advisers"),
    Part.MODERATOR: (SheetKind.MODERATOR, "moderators"),
}
_ROLES = (SheetKind.INTERPRETER, SheetKind.ADVISER, SheetKind.MODERATOR)


def render_ics(book: AgendaBook, style: Style) -> dict[str, bytes]:
    """The calendars by name; none of an event without dates.

    Their time of publication is the date of print, or else the first day of the event.
    """
    if not book.dated:
        return {}
    speech = Speech(book, style)
    stamp = dt.datetime.combine(style.printed or book.days[0], dt.time(), dt.UTC)
    zone = None if book.zone == "UTC" else Timezone.from_tzid(book.zone, first_date=book.days[0], last_date=_last(book))
    found: dict[str, bytes] = {}
    for part, (kind, folder) in _KINDS.items():
        sheets = book.of(kind) if part in style.parts else ()
        names = file_names(sheet.id for sheet in sheets)
        for sheet in sheets:
            calendar = _calendar(sheet, book, speech.of(sheet), stamp, zone)
            found[f"calendars/{folder}/{names[sheet.id]}.ics"] = calendar.to_ical()
    return found


def _last(book: AgendaBook) -> dt.date:
    """A day past the event, so that its time zone is told for meetings across midnight too."""
    return book.days[1] + dt.timedelta(days=2)


def _calendar(sheet: Sheet, book: AgendaBook, wording: Wording, stamp: dt.datetime, zone: Timezone | None) -> Calendar:
    calendar = Calendar()
    title = f"{book.event} – {wording.name(sheet.name)}"
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("uid", uid(book.event, f"{sheet.kind.value}/{sheet.id}"))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("last-modified", stamp)
    if book.link:
        calendar.add("url", link_of(book.link, sheet.kind.value, sheet.id))
    if zone is not None:
        calendar.add_component(zone)
    for booking in _bookings(sheet):
        calendar.add_component(_event(booking, sheet, book, wording, stamp))
    return calendar


def _moment(moment: dt.datetime) -> dt.datetime:
    """By the event's clock; the second time that an hour comes only UTC can tell (RFC 5545, 3.3.5)."""
    return moment.astimezone(dt.UTC) if moment.fold else moment


def _bookings(sheet: Sheet) -> Iterator[Booking]:
    yield from (entry.booking for day in sheet.days for entry in day.entries)
    yield from sheet.cancelled


def _event(booking: Booking, sheet: Sheet, book: AgendaBook, wording: Wording, stamp: dt.datetime) -> Event:
    place = booking.place
    own = sheet.id.split("/")[0] if sheet.kind in {SheetKind.COMPANY, SheetKind.DELEGATE} else None
    others = [side.party for side in (*booking.sides, *booking.leaders) if side.party.id != own]
    roles = [(kind.value, getattr(booking, kind.value)) for kind in _ROLES if kind is not sheet.kind]
    people = [(label, who) for label, who in roles if who.name]
    event = Event()
    event.add("uid", uid(book.event, booking.id))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", booking.sequence)
    event.add("status", "CANCELLED" if booking.cancelled else "CONFIRMED")
    event.add("dtstart", _moment(booking.start))
    event.add("dtend", _moment(booking.end))
    # Nobody else is a company at a desk: its adviser is whom one meets.
    met = [wording.party(party) for party in others] or [wording.name(who) for _, who in people]
    event.add("summary", ", ".join(met) or wording.name(place.name))
    event.add("location", f"{wording.name(place.hall)}, {wording.label(place.spot)} {booking.table}")
    lines = [wording.name(place.name), wording.about(booking), *(party.profile for party in others)]
    lines += map(wording.reason, booking.reasons)
    lines += [f"{wording.label(label)}: {wording.name(who)}" for label, who in people]
    event.add("description", "\n".join(filter(None, lines)))
    organiser = vCalAddress(_ORGANISER)
    organiser.params["cn"] = book.event
    event["organizer"] = organiser
    return event

"""The book as tables, for spreadsheets: every meeting, every company's, every table's, and what was left out.

As CSV they open right in Excel in every language (UTF-8 with a mark, commas, CRLF), and no name becomes a formula.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from matchmaker.render.style import Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Booking, Side
    from matchmaker.render.style import Style

Cell: TypeAlias = "str | int | dt.date | dt.time"

# A text that starts so would be a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """A table: its name for files, its title for people, its columns and typed rows."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(book: AgendaBook, style: Style) -> tuple[Table, ...]:
    """Master, per company, per table, unscheduled."""
    wording = Speech(book, style).main
    return (
        _table("master", "master", _MASTER, _master(book, wording), wording),
        _table("companies", "companies", _COMPANIES, _companies(book, wording), wording),
        _table("tables", "tables", _TABLES, _tables(book, wording), wording),
        _table("unscheduled", "unscheduled", _UNSCHEDULED, _unscheduled(book, wording), wording),
    )


def render_csv(book: AgendaBook, style: Style) -> dict[str, bytes]:
    """A CSV file for each table."""
    return {f"tables/{table.name}.csv": _csv(table) for table in tables(book, style)}


_WHEN = ("day", "start", "end", "hall", "table", "session", "kind")
_ROLES = ("interpreter", "adviser", "moderator")
_ABOUT = ("topic", "need", "leaders")
_MASTER = (
    *_WHEN,
    "participants",
    "country",
    "attends",
    *_ROLES,
    *_ABOUT,
    "reasons",
    "weight",
    "id",
    "sequence",
    "cancelled",
)
_COMPANIES = (
    "id",
    "company",
    "country",
    "delegation",
    *_WHEN,
    "partner",
    "country",
    "attends",
    *_ROLES,
    *_ABOUT,
    "reasons",
)
_TABLES = ("hall", "kind", "table", "day", "start", "end", "session", "participants", *_ROLES, *_ABOUT)
_UNSCHEDULED = ("company", "country", "company", "country", "weight", "reason")


def _table(
    name: str, title: str, columns: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], wording: Wording
) -> Table:
    return Table(name, wording.label(title), tuple(map(wording.label, columns)), tuple(rows))


def _master(book: AgendaBook, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for one in book.bookings:
        countries = "; ".join(dict.fromkeys(wording.country(side.party.country) for side in one.sides))
        mark = wording.label("cancelled") if one.cancelled else ""
        reasons = "; ".join(map(wording.reason, one.reasons))
        attends = "; ".join(_attends(side, wording) for side in (*one.sides, *one.leaders) if side.people)
        who = (_who(one.sides, wording), countries, attends, *_roles(one, wording), *_about(one, wording), reasons)
        yield (*_when(book, one, wording), *who, one.weight, one.id, one.sequence, mark)


def _companies(book: AgendaBook, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for sheet in sorted(book.sheets, key=lambda one: (one.name.name.casefold(), one.id)):
        about = (sheet.id, wording.name(sheet.name), wording.country(sheet.country), wording.name(sheet.of))
        for entry in (entry for day in sheet.days for entry in day.entries):
            countries = "; ".join(dict.fromkeys(wording.country(side.party.country) for side in entry.partners))
            attends = "; ".join(wording.people(side.people) for side in entry.own)
            reasons = "; ".join(map(wording.reason, entry.booking.reasons))
            held = entry.booking
            more = (countries, attends, *_roles(held, wording), *_about(held, wording), reasons)
            yield (*about, *_when(book, held, wording), _who(entry.partners, wording), *more)


def _tables(book: AgendaBook, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    held = [one for one in book.bookings if not one.cancelled]
    for one in sorted(held, key=lambda one: (one.place.hall.name, one.place.kind, one.table, one.start, one.id)):
        day, start, end, hall, table, session, kind = _when(book, one, wording)
        who = (_who(one.sides, wording), *_roles(one, wording), *_about(one, wording))
        yield (hall, kind, table, day, start, end, session, *who)


def _unscheduled(book: AgendaBook, wording: Wording) -> Iterator[tuple[Cell, ...]]:
    for pair in book.left_out:
        cells = [text for party in pair.parties for text in (wording.name(party.name), wording.country(party.country))]
        yield (*cells[:4], pair.weight, wording.reason(pair.reason))


def _when(book: AgendaBook, one: Booking, wording: Wording) -> tuple[Cell, ...]:
    day = one.start.date() if book.dated else wording.day(one.start.date())
    place = (wording.name(one.place.hall), one.table, wording.name(one.place.name), wording.session(one.place.kind))
    return (day, one.start.time(), one.end.time(), *place)


def _who(sides: tuple[Side, ...], wording: Wording) -> str:
    return "; ".join(wording.name(side.party.name) for side in sides)


def _roles(one: Booking, wording: Wording) -> tuple[str, ...]:
    return tuple(wording.name(who) for who in (one.interpreter, one.adviser, one.moderator))


def _about(one: Booking, wording: Wording) -> tuple[str, str, str]:
    return (one.topic, one.need, _who(one.leaders, wording))


def _attends(side: Side, wording: Wording) -> str:
    return f"{wording.name(side.party.name)}: {wording.people(side.people)}"


def _csv(table: Table) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_as_text(cell) for cell in row] for row in table.rows)
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _as_text(cell: Cell) -> str:
    """A cell as CSV has it; a text that would be a formula is marked as a text, as spreadsheets do."""
    if isinstance(cell, dt.time):
        return f"{cell:%H:%M}"
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return str(cell)

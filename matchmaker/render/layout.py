"""The booklet as plain data for the template `agendas.typ`: every text made printable, every bar placed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import ceil
from typing import TYPE_CHECKING, Any, TypeAlias

from matchmaker.render.fonts import families
from matchmaker.render.labels import LABELS, LANGUAGE
from matchmaker.render.text import Printer, shortened, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matchmaker.agenda import AgendaBook, Day, Entry, Grid, Sheet

Data: TypeAlias = dict[str, Any]

# A row shows reasons up to this width, at least one; all of them are in index.html.
_REASONS_WIDTH = 100
_LONGEST_REASON = 140

# How wrong a guess of the pages that a company fills may be, in pages.
_CLOSE = 0.06
_LONGEST_NOTE = 1200

# Widest text (in Latin letters) for each size in points; wider ones take the last size.
_NAME_SIZES = ((34, 23.0), (62, 19.0), (100, 16.0), (160, 14.0), (10_000, 12.0))
_EVENT_SIZES = ((40, 34.0), (80, 28.0), (140, 22.0), (10_000, 16.0))


@dataclass(frozen=True, slots=True)
class _Hours:
    """The stretch of a day that its map shows, in minutes after midnight."""

    start: int
    end: int


def texts_by_owner(book: AgendaBook) -> dict[str, tuple[str, ...]]:
    """Every printed text, by the company whose sheet it comes from, or by the event. Partners own their names."""
    found = {book.event: tuple(_event_texts(book))}
    for sheet in book.sheets:
        found[sheet.name] = (*found.get(sheet.name, ()), *_sheet_texts(sheet))
    return found


def front(book: AgendaBook, printer: Printer) -> Data:
    """The cover and the contents."""
    line = printer.line
    event = line(book.event)
    countries = {sheet.country for sheet in book.sheets}
    figures = ((len(book.sheets), "companies"), (book.meetings, "meetings"), (len(countries), "countries"))
    return {
        "labels": dict(LABELS),
        "language": LANGUAGE,
        "fonts": families(),
        "event": event,
        "event-short": shortened(event, 44),
        "event-size": _size(event, _EVENT_SIZES),
        "dates": line(book.dates),
        "note": shortened(printer.lines(book.note), _LONGEST_NOTE),
        "figures": [[number, LABELS[label]] for number, label in figures],
        "programme": [
            {"title": printer.line(day), "sessions": [_session(grid, printer) for grid in grids]}
            for day, grids in groupby(book.grids, key=lambda grid: grid.day)
        ],
    }


def sheets(book: AgendaBook, printer: Printer) -> list[Data]:
    """Each company's pages, in the order of the book."""
    hours = _hours_of_days(book)
    return [_sheet(index, sheet, hours, printer) for index, sheet in enumerate(book.sheets)]


def contents(found: Sequence[Data], starts: Sequence[int]) -> list[Data]:
    """The companies by country, with the page on which each starts."""
    numbered = zip(found, starts, strict=True)
    return [
        {"country": country, "sheets": [{"name": sheet["name"], "start": start} for sheet, start in group]}
        for country, group in groupby(numbered, key=lambda pair: pair[0]["country"])
    ]


def likely_pages(sheet: Data) -> tuple[int, bool]:
    """How many pages a company will take, guessed from its rows in millimetres, and whether that is a close call."""
    head = 20 + 0.4 * sheet["size"] * _rows(sheet["name"], 900 / sheet["size"]) + 4 * _rows(sheet["note"], 120)
    days = sum(22 + 4.2 * day["lanes"] + sum(map(_height, day["entries"])) for day in sheet["days"])
    filled = (head + days) / 261
    return 1 + int(filled), filled > 1 - _CLOSE and (filled + _CLOSE) % 1 < 2 * _CLOSE * max(1, filled)


def _height(entry: Data) -> float:
    names = sum(_rows(partner["name"], 26) * 4.0 + 3.2 for partner in entry["partners"])
    reasons = 3.2 * _rows("  -  ".join(entry["reasons"]), 41)
    place = 3.2 * (_rows(entry["hall"], 25) + _rows(entry["session"], 25))
    return 2.4 + max(names, reasons, place)


def _rows(text: str, letters: float) -> int:
    return ceil(width(text) / letters)


def _event_texts(book: AgendaBook) -> Iterator[str]:
    yield from (book.event, book.dates, book.note, *LABELS.values())
    for grid in book.grids:
        yield from (grid.name, grid.hall, grid.day, grid.kind)


def _sheet_texts(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.name, sheet.country, sheet.kind, sheet.delegation, sheet.note, sheet.remark)
    for day in sheet.days:
        yield day.title
        for entry in day.entries:
            yield from (entry.session, entry.hall, *entry.reasons)


def _session(grid: Grid, printer: Printer) -> Data:
    return {
        "time": f"{grid.slots[0][0]:%H:%M}\u2013{grid.slots[-1][1]:%H:%M}" if grid.slots else "",
        "name": printer.line(grid.name),
        "hall": printer.line(grid.hall),
        "meetings": len(grid.cells),
    }


def _sheet(index: int, sheet: Sheet, hours: dict[dt.date, _Hours], printer: Printer) -> Data:
    name = printer.line(sheet.name)
    kind = LABELS.get(f"kind.{sheet.kind}", sheet.kind)
    return {
        "index": index,
        "country": printer.line(sheet.country),
        "name": name,
        "name-short": shortened(name, 48),
        "size": _size(name, _NAME_SIZES),
        "facts": [printer.line(fact) for fact in (sheet.country, kind, sheet.delegation) if fact],
        "note": shortened(printer.lines(sheet.note), _LONGEST_NOTE),
        "remark": printer.lines(sheet.remark),
        "days": [_day(day, hours[day.date], printer) for day in sheet.days if day.entries],
    }


def _day(day: Day, hours: _Hours, printer: Printer) -> Data:
    bars = list(_bars(day))
    return {
        "title": printer.line(day.title),
        "from": hours.start,
        "to": hours.end,
        "lanes": max(bar["lane"] for bar in bars) + 1,
        "bars": bars,
        "entries": [_entry(entry, printer) for entry in day.entries],
    }


def _entry(entry: Entry, printer: Printer) -> Data:
    return {
        "start": f"{entry.start:%H:%M}",
        "end": f"{entry.end:%H:%M}",
        "hall": printer.line(entry.hall),
        "session": printer.line(entry.session),
        "table": str(entry.table),
        "partners": [{"name": printer.line(p.name), "country": printer.line(p.country)} for p in entry.partners],
        "reasons": _reasons(entry, printer),
    }


def _reasons(entry: Entry, printer: Printer) -> list[str]:
    reasons = [shortened(printer.line(reason), _LONGEST_REASON) for reason in entry.reasons]
    fitting = sum(total <= _REASONS_WIDTH for total in accumulate(map(width, reasons)))
    shown = reasons[: max(1, fitting)]
    further = len(reasons) - len(shown)
    return [*shown, f"+{further} {LABELS['more']}"] if further else shown


def _bars(day: Day) -> Iterator[Data]:
    """The day's meetings as bars; meetings at the same time take lanes of their own."""
    free_from: list[int] = []
    for entry in sorted(day.entries, key=lambda entry: (entry.start, entry.end, entry.table)):
        start, end = _minute(entry.start, day.date), _minute(entry.end, day.date)
        lane = next((lane for lane, free in enumerate(free_from) if free <= start), len(free_from))
        free_from[lane : lane + 1] = [end]
        yield {"from": start, "to": end, "lane": lane}


def _hours_of_days(book: AgendaBook) -> dict[dt.date, _Hours]:
    """Whole hours around the day's sessions and meetings; the same for every company, so that maps can be compared."""
    spans: dict[dt.date, list[int]] = {}
    for date, start, end in (*_spans_of_sheets(book.sheets), *_spans_of_grids(book.grids)):
        spans.setdefault(date, []).extend((_minute(start, date), _minute(end, date)))
    return {date: _Hours(min(found) // 60 * 60, -(-max(found) // 60) * 60) for date, found in spans.items()}


def _spans_of_sheets(found: Iterable[Sheet]) -> Iterator[tuple[dt.date, dt.datetime, dt.datetime]]:
    for sheet in found:
        for day in sheet.days:
            yield from ((day.date, entry.start, entry.end) for entry in day.entries)


def _spans_of_grids(grids: Iterable[Grid]) -> Iterator[tuple[dt.date, dt.datetime, dt.datetime]]:
    for grid in grids:
        yield from ((grid.slots[0][0].date(), start, end) for start, end in grid.slots)


def _minute(moment: dt.datetime, date: dt.date) -> int:
    """Minutes by the clock on the wall since midnight of `date`: an agenda shows what a watch shows."""
    since = moment.replace(tzinfo=None) - dt.datetime.combine(date, dt.time())
    return int(since.total_seconds()) // 60


def _size(text: str, sizes: Sequence[tuple[int, float]]) -> float:
    taken = width(text)
    return next((size for limit, size in sizes if taken <= limit), sizes[-1][1])

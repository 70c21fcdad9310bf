"""A day as a small map: a row for each hall, a bar for each meeting, a line for each walk between halls."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from matchmaker.render.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Day, Duty, Entry

HOUR = 60


@dataclass(frozen=True, slots=True)
class Hours:
    """The stretch of a day that its map shows, in minutes after midnight; whole hours."""

    start: int
    end: int

    def at(self, minute: int) -> float:
        """Where a minute is, 0 to 1."""
        return round((minute - self.start) / (self.end - self.start), 5)


def hours_of_days(book: AgendaBook) -> dict[dt.date, Hours]:
    """Whole hours around each day's sessions and meetings; the same on every sheet, so that maps can be compared."""
    spans: dict[dt.date, list[int]] = {}
    for start, end in book.spans:
        spans.setdefault(start.date(), []).extend((minute(start, start.date()), minute(end, start.date())))
    return {date: Hours(min(found) // HOUR * HOUR, -(-max(found) // HOUR) * HOUR) for date, found in spans.items()}


def strip(day: Day, hours: Hours, wording: Wording) -> dict[str, Any]:
    """The map of a day: halls by row, bars (from, to, row, table), walks (from, its row, to, its row), hours.

    `away` are the duties (from, to, row); meetings of the company's other delegates may lie over them.
    """
    rows: dict[tuple[str, int], int] = {}
    placed = []
    for entry, lane in _in_lanes(day.entries):
        row = rows.setdefault((entry.booking.place.hall_id, lane), len(rows))
        span = minute(entry.start, day.date), minute(entry.end, day.date)
        placed.append((hours.at(span[0]), hours.at(span[1]), row, str(entry.booking.table)))
    away = [_away(duty, day.date, hours, rows) for duty in day.duties]
    places = (*(entry.booking.place for entry in day.entries), *(duty.place for duty in day.duties))
    halls = {place.hall_id: shortened(wording.brief(place.hall), 18) for place in places}
    is_busy_twice = any(later[0] < earlier[1] for earlier, later in pairwise(placed))
    every = 2 * HOUR if hours.end - hours.start > 14 * HOUR else HOUR
    return {
        "rows": [halls[hall] if lane == 0 else "" for hall, lane in rows],
        "bars": placed,
        "away": away,
        "walks": [] if is_busy_twice else [[a[1], a[2], b[0], b[2]] for a, b in pairwise(placed) if a[2] != b[2]],
        "hours": [[hours.at(at), str(at // HOUR % 24)] for at in range(hours.start, hours.end + 1, every)],
    }


def _away(duty: Duty, date: dt.date, hours: Hours, rows: dict[tuple[str, int], int]) -> tuple[float, float, int]:
    row = rows.setdefault((duty.place.hall_id, 0), len(rows))
    return hours.at(minute(duty.start, date)), hours.at(minute(duty.end, date)), row


def minute(moment: dt.datetime, date: dt.date) -> int:
    """Minutes by the clock on the wall since midnight of `date`: an agenda shows what a watch shows."""
    since = moment.replace(tzinfo=None) - dt.datetime.combine(date, dt.time())
    return int(since.total_seconds()) // 60


def _in_lanes(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int]]:
    """Each entry with its lane in its hall: meetings at the same time take lanes of their own."""
    free: dict[str, list[dt.datetime]] = {}
    for entry in entries:
        lanes = free.setdefault(entry.booking.place.hall_id, [])
        lane = next((lane for lane, since in enumerate(lanes) if since <= entry.start), len(lanes))
        lanes[lane : lane + 1] = [entry.end]
        yield entry, lane

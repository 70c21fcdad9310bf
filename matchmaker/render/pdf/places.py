"""Signs, name plates, door lists and the master schedule, as plain data for the templates."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from matchmaker.render.codes import likely_modules, link_of
from matchmaker.render.pdf.agendas import TITLES, clock, size_of, wording_key
from matchmaker.render.pdf.typst_process import code_size
from matchmaker.render.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Booking, Duty, Grid, Party, Place, Side
    from matchmaker.render.pdf.agendas import Data

DIALOGUE = "dialogue"
# More than two at a table sit at a round table, and get name plates, whatever the session.
PAIR = 2

# The order of signs within a hall.
_SPOTS = ("table", "desk", "booth")

# A list of more rows may take a second page.
_ROWS_OF_A_PAGE = 14

_LONGEST_TOPIC = 90

# Widest text for each size in points.
_NUMBERS = ((2, 330.0), (3, 250.0), (4, 190.0), (10, 120.0), (10_000, 60.0))
_NUMBERS_OF_BOOTHS = ((4, 190.0), (10, 120.0), (10_000, 60.0))
_HALLS = ((14, 60.0), (24, 44.0), (44, 32.0), (10_000, 22.0))
_PLATES = ((16, 60.0), (26, 46.0), (44, 36.0), (80, 28.0), (10_000, 20.0))


def signs(book: AgendaBook, wording: Wording) -> Iterator[Data]:
    """A sign for every table and desk in use and every booth, by hall; a booth's bears its exhibitor's name."""
    found: dict[tuple[str, str, int], list[Grid]] = defaultdict(list)
    for grid in book.grids:
        for table in grid.tables:
            found[grid.place.hall_id, grid.place.spot, table].append(grid)
    ordered = sorted(found.items(), key=lambda item: (item[0][0], _SPOTS.index(item[0][1]), item[0][2]))
    for (_, spot, table), grids in ordered:
        place = grids[0].place
        hall = wording.name(place.hall)
        lines = [_held(grid, wording) for grid in grids]
        shown = [wording.name(duty.side.party.name) for grid in grids for duty in grid.duties if duty.table == table]
        large = "\n".join(dict.fromkeys(shown)) or hall
        yield {
            "kind": "sign",
            **_code(book, wording, "hall", place.hall_id),
            "language": wording_key(wording),
            "title": f"{hall} · {wording.label(spot)} {table}",
            "group": hall,
            "said": wording.label(spot),
            "number": str(table),
            "size": size_of(str(table), _NUMBERS if large == hall else _NUMBERS_OF_BOOTHS),
            "hall": hall,
            "large": large,
            "large-size": size_of(large, _HALLS),
            "lines": [shortened(line, 96) for line in (lines if large == hall else [hall, *lines])[:5]],
        }


def plates(book: AgendaBook, wording: Wording) -> Iterator[Data]:
    """A plate for everyone who sits at a round table, by session, time and table; for a company, if nobody is named."""
    for grid in book.grids:
        for booking in (b for b in grid.bookings if b.place.kind == DIALOGUE or len(b.sides) > PAIR):
            for side in booking.sides:
                for person in side.people or (None,):
                    yield _plate(booking, side, wording, wording.name(person) if person else "")


def door_lists(book: AgendaBook, wording: Wording) -> Iterator[Data]:
    """For each session, who is expected, and when at which table."""
    for grid in book.grids:
        expected: dict[str, list[str]] = defaultdict(list)
        parties: dict[str, Party] = {}
        for duty in grid.duties:
            parties[duty.side.party.id] = duty.side.party
            expected[duty.side.party.id].append(_on_duty(duty, wording))
        for booking in grid.bookings:
            # An exhibitor is there for the hours of its booth, whoever visits it.
            visitors = booking.sides[:-1] if grid.place.spot == "booth" else booking.sides
            for side in (*visitors, *booking.leaders):
                parties[side.party.id] = side.party
                expected[side.party.id].append(f"{booking.start:%H:%M}\u00a0→\u00a0{booking.table}")
        named = sorted((wording.name(party.name), one) for one, party in parties.items())
        lines = [
            [
                name,
                wording.country(parties[one].country),
                ", ".join(dict.fromkeys(expected[one])),
                "",
            ]
            for name, one in named
        ]
        times = f"{wording.label('time')} → {wording.label(grid.place.spot)}"
        columns = [wording.label("name"), wording.label("country"), times, "✓"]
        yield _list(
            wording,
            over=wording.label("door-list"),
            title=wording.name(grid.place.name),
            facts=[wording.name(grid.place.hall), wording.day(grid.day), _span(grid), _count(wording, len(named))],
            columns=columns,
            widths=[0.42, 0.17, 0.36, 0.05],
            rows=lines,
            strong=0,
            **_code(book, wording, "session", grid.place.session),
        )


def master(book: AgendaBook, wording: Wording) -> Iterator[Data]:
    """All meetings of a hall on a day, by time and table."""
    held = sorted(
        (one for grid in book.grids for one in grid.bookings),
        key=lambda one: (one.start.date(), one.place.hall.name, one.place.hall_id, one.start, one.table),
    )
    for (day, _, _), group in groupby(held, key=lambda o: (o.start.date(), o.place.hall.name, o.place.hall_id)):
        bookings = list(group)
        rows = []
        for booking in bookings:
            start, end = clock(booking)
            who = "\n".join(_with_people(side, wording) for side in (*booking.sides, *booking.leaders))
            roles = (booking.interpreter, booking.adviser, booking.moderator)
            more = [wording.name(booking.place.name), *(wording.name(one) for one in roles if one.name)]
            more += filter(None, (booking.topic, booking.need))
            if booking.place.spot != "table":
                more.insert(0, f"{wording.label(booking.place.spot)} {booking.table}")
            rows.append([f"{start}–{end}", str(booking.table), who, " · ".join(more)])
        yield _list(
            wording,
            over=wording.label("master"),
            title=wording.name(bookings[0].place.hall),
            facts=[wording.day(day), f"{wording.label('meetings')} {len(bookings)}"],
            columns=[wording.label(key) for key in ("time", "table", "participants", "session")],
            widths=[0.12, 0.08, 0.46, 0.34],
            rows=rows,
            strong=2,
            **_code(book, wording, "hall", bookings[0].place.hall_id),
        )


def _code(book: AgendaBook, wording: Wording, kind: str, one: str) -> Data:
    """The code of a hall's or a session's grid on the page, where there is a page: places have no calendar."""
    link = link_of(book.link, kind, one) if book.link else ""
    return {"code": link, "code-size": code_size(likely_modules(link)), "code-said": wording.label("scan-link")}


def _list(wording: Wording, *, over: str, title: str, rows: list[list[str]], **rest: object) -> Data:
    return {
        "kind": "list",
        "language": wording_key(wording),
        "over": over,
        "title": title,
        "short": shortened(title, 44),
        "group": "",
        "size": size_of(title, TITLES),
        "rows": rows,
        "long": len(rows) > _ROWS_OF_A_PAGE,
        "empty": wording.label("no-meetings"),
        **rest,
    }


def _plate(booking: Booking, side: Side, wording: Wording, person: str) -> Data:
    title = wording.name(side.party.name)
    place: Place = booking.place
    start, end = clock(booking)
    about = f"{wording.name(place.name)} · {wording.label('table')} {booking.table} · {start}–{end}"
    topic = shortened(booking.topic, _LONGEST_TOPIC)
    return {
        "kind": "plate",
        "language": wording_key(wording),
        "title": title,
        "group": wording.name(place.name),
        "person": person,
        "person-size": size_of(person, _PLATES),
        "size": size_of(title, _PLATES) * (0.6 if person else 1.0),
        "country": wording.country(side.party.country),
        "topic": topic,
        "about": f"{wording.day(booking.start.date(), 'long')} · {about}",
    }


def _held(grid: Grid, wording: Wording) -> str:
    return f"{wording.day(grid.day, 'long')}, {_span(grid)}: {wording.name(grid.place.name)}"


def _span(grid: Grid) -> str:
    return f"{grid.slots[0][0]:%H:%M}–{grid.slots[-1][1]:%H:%M}" if grid.slots else ""


def _on_duty(duty: Duty, wording: Wording) -> str:
    said = wording.duty(duty) if duty.table is None else f"{wording.label('booth')}\u00a0{duty.table}"
    return f"{duty.start:%H:%M}–{duty.end:%H:%M}\u00a0{said}"


def _count(wording: Wording, count: int) -> str:
    return f"{wording.label('participants')} {count}"


def _with_people(side: Side, wording: Wording) -> str:
    people = wording.people(side.people)
    return f"{wording.name(side.party.name)} ({people})" if people else wording.name(side.party.name)

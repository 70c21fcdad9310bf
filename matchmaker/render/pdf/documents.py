"""Which PDF files a book makes, what stands in each of them, and in which order."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from matchmaker.errors import UsageError
from matchmaker.render.fonts import families
from matchmaker.render.pdf import places
from matchmaker.render.pdf.agendas import Agendas, size_of, wording_key
from matchmaker.render.style import SHEETS, Part, Sort, Speech
from matchmaker.render.text import shortened

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook, Wording
    from matchmaker.agenda.values import Grid, Sheet
    from matchmaker.render.pdf.agendas import Data
    from matchmaker.render.style import Style

# The labels that the templates use.
_LABELS = (
    *("contents", "continued", "hall", "meetings", "members", "notes", "partner", "place", "plan", "printed"),
    *("programme", "reasons", "session", "time"),
)
_EVENT_SIZES = ((40, 34.0), (80, 28.0), (140, 22.0), (10_000, 16.0))
_LONGEST_NOTE = 1200
# The first bytes of the kinds of picture that can be a logo.
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}


@dataclass(frozen=True)
class Document:
    """A PDF file: its name without suffix, and its parts in order. `front`: whether it has a cover and contents."""

    name: str
    kind: str
    parts: list[Data]
    ids: tuple[str, ...]
    front: bool


def documents(book: AgendaBook, style: Style, speech: Speech) -> Iterator[Document]:
    """Every document that the style asks for and that has something in it."""
    agendas = Agendas.of(book, speech, style.paper)
    for part, kind in SHEETS.items():
        if part in style.parts and (found := ordered(book.of(kind), book, style.sort, speech)):
            parts = [agendas.data(sheet) | {"group": group} for sheet, group in found]
            label = "booklet" if part is Part.COMPANY else kind.value
            name = "agendas" if part is Part.COMPANY else f"{part.value}s"
            ids = tuple(sheet.id for sheet, _ in found)
            yield Document(name, speech.main.label(label), parts, ids, front=len(parts) > 1 and part in _WITH_FRONT)
    for part, name, make in _PLACES:
        parts = list(make(book, speech.main)) if part in style.parts else []
        if parts:
            ids = tuple(f"{number}-{data['title']}" for number, data in enumerate(parts, 1))
            yield Document(name, "", parts, ids, front=False)


_WITH_FRONT = frozenset({Part.COMPANY, Part.DELEGATE})
_PLACES = (
    (Part.TABLE, "signs", places.signs),
    (Part.SESSION, "plates", places.plates),
    (Part.SESSION, "doors", places.door_lists),
    (Part.SESSION, "master", places.master),
)


def ordered(sheets: tuple[Sheet, ...], book: AgendaBook, sort: Sort, speech: Speech) -> list[tuple[Sheet, str]]:
    """The sheets in the order asked for, each with the title of its group in the contents."""
    main = speech.main
    delegation = {party.id: party.delegation for party in book.parties}
    names = {one: main.name(name) for one, name in book.delegations}

    def group(sheet: Sheet) -> str:
        if sort is Sort.NAME:
            return ""
        if sort is Sort.DELEGATION:
            return names.get(delegation.get(sheet.id.split("/")[0], ""), "–")
        return main.country(sheet.country)

    found = [(sheet, group(sheet)) for sheet in sheets]
    return sorted(found, key=lambda one: (one[1] == "–", one[1], one[0].name.name.casefold(), one[0].id))


def common(book: AgendaBook, style: Style, speech: Speech, parts: list[Data]) -> Data:
    """What all pieces of all documents share."""
    main = speech.main
    printed = style.printed
    wordings = {wording_key(main): main, **{part["language"]: speech.by_key(part["language"]) for part in parts}}
    return {
        "says": {key: _says(wording) for key, wording in wordings.items()},
        "language": wording_key(main),
        "fonts": families(),
        "paper": style.paper.value,
        "colour": book.colour,
        "logo": logo(style.logo) if style.logo else "",
        "event": book.event,
        "event-short": shortened(book.event, 40),
        "plan": book.plan,
        "printed": printed.isoformat() if printed else "",
        "footer": shortened(book.footer, 60),
    }


def front(book: AgendaBook, document: Document, main: Wording) -> Data:
    """The cover and the contents."""
    is_main = document.name == "agendas"
    countries = {sheet.country for sheet in book.sheets}
    figures = [[len(document.parts), main.label("companies" if is_main else "delegates")]]
    held = sum(not one.cancelled for one in book.bookings)
    more = [[held, main.label("meetings")], [len(countries), main.label("countries")]]
    return {
        "front": True,
        "kind": document.kind,
        "event-size": size_of(book.event, _EVENT_SIZES),
        "dates": main.days(book),
        "note": shortened(book.note, _LONGEST_NOTE) if is_main else "",
        "figures": figures + (more if is_main else []),
        "programme": [
            {"title": main.day(day), "sessions": [_session(grid, main) for grid in grids]}
            for day, grids in groupby(book.grids if is_main else (), key=lambda grid: grid.day)
        ],
        "contents": [
            {"title": title, "names": [part["title"] for part in group]}
            for title, group in groupby(document.parts, key=lambda part: str(part["group"]))
        ],
    }


def logo(picture: bytes) -> str:
    """The logo as SVG, which alone travels as text; PNG and JPEG are wrapped.

    Raises:
        UsageError: if it is none of the three.
    """
    kind = next((kind for head, kind in _PICTURES.items() if picture.startswith(head)), "")
    if kind:
        data = base64.b64encode(picture).decode("ascii")
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120"><image width="300" height="120" '
            f'preserveAspectRatio="xMaxYMid meet" href="data:image/{kind};base64,{data}"/></svg>'
        )
    if b"<svg" in picture[:2000]:
        return picture.decode("utf-8", errors="replace")
    msg = "event.print.logo: the file is no PNG, JPEG or SVG picture"
    raise UsageError(msg)


def _says(wording: Wording) -> dict[str, Any]:
    first = wording.languages[0]
    return {label: wording.label(label) for label in _LABELS} | {"lang": first.code, "rtl": first.right_to_left}


def _session(grid: Grid, main: Wording) -> Data:
    return {
        "time": f"{grid.slots[0][0]:%H:%M}–{grid.slots[-1][1]:%H:%M}" if grid.slots else "",
        "name": main.name(grid.place.name),
        "hall": main.name(grid.place.hall),
        "meetings": len(grid.bookings),
    }

"""`index.html`: the whole book as one page that needs no network: search, every company's agenda, every session's grid.

The book travels as JSON in the page and is shown by a script, which keeps the file small for thousands of companies.
A content security policy allows this one style and this one script, by their digests, the fonts in the style, and
nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from matchmaker.render.labels import LABELS, LANGUAGE
from matchmaker.render.webfonts import web_fonts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterable, Iterator

    from matchmaker.agenda import AgendaBook, Entry, Grid, Partner, Sheet

# Inside a script element these could end it, or end a line; as escapes they mean the same.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def render_html(book: AgendaBook) -> bytes:
    """The page. The same book gives the same bytes."""
    page = _Page(book).data()
    rules, families = web_fonts(_texts(page))
    style, script = rules + _template("index.css") + _font_family(families), _template("index.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=BaseLoader())
    text = environment.from_string(_template("index.html.j2")).render(
        language=LANGUAGE,
        labels=LABELS,
        event=book.event,
        dates=book.dates,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        data=Markup(_embedded(page)),  # noqa: S704 - escaped by _embedded
        style_hash=_digest(style),
        script_hash=_digest(script),
    )
    return text.encode("utf-8", errors="replace")


def _texts(value: Any) -> Iterator[str]:
    """Every text in the page's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for found in value.values() for text in _texts(found))
    elif isinstance(value, list | tuple):
        yield from (text for found in value for text in _texts(found))


def _font_family(embedded: tuple[str, ...]) -> str:
    """The device's own fonts first, then those that the page brings."""
    families = ", ".join(f'"{family}"' for family in embedded)
    return f'body {{ font-family: "Noto Sans", "Segoe UI", system-ui, {families}, sans-serif; }}\n' if embedded else ""


def _template(name: str) -> str:
    return files("matchmaker.render").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """What a content security policy calls the text of an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def _embedded(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


class _Numbered:
    """Gives each different value a number, so that repeated values are stored once."""

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def __call__(self, value: Hashable) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[Any]:
        return list(self._numbers)


class _Page:
    """A book as the page's data: companies, places and reasons are stored once and referred to by number."""

    def __init__(self, book: AgendaBook) -> None:
        self._book = book
        self._companies = {sheet.id: index for index, sheet in enumerate(book.sheets)}
        self._strangers: list[dict[str, Any]] = []
        self._places = _Numbered()
        self._reasons = _Numbered()

    def data(self) -> dict[str, Any]:
        """Everything the script shows."""
        companies = [self._company(sheet) for sheet in self._book.sheets]
        sessions = [self._session(grid) for grid in self._book.grids]
        return {
            "event": self._book.event,
            "note": self._book.note,
            "labels": dict(LABELS),
            "companies": companies + self._strangers,
            "sessions": sessions,
            "places": self._places.values(),
            "reasons": self._reasons.values(),
        }

    def _company(self, sheet: Sheet) -> dict[str, Any]:
        kind = LABELS.get(f"kind.{sheet.kind}", sheet.kind)
        return {
            "id": sheet.id,
            "name": sheet.name,
            "country": sheet.country,
            "count": sheet.meetings,
            "facts": [fact for fact in (sheet.country, kind, sheet.delegation) if fact],
            "note": sheet.note,
            "remark": sheet.remark,
            "days": [[day.title, [self._entry(entry) for entry in day.entries]] for day in sheet.days if day.entries],
        }

    def _entry(self, entry: Entry) -> list[Any]:
        place = tuple(dict.fromkeys(text for text in (entry.hall, entry.session) if text))
        reasons = [self._reasons(reason) for reason in entry.reasons]
        times = [_clock(entry.start), _clock(entry.end)]
        return [*times, self._places(place), str(entry.table), self._numbers(entry.partners), reasons]

    def _session(self, grid: Grid) -> dict[str, Any]:
        return {
            "id": grid.id,
            "name": grid.name,
            "kind": LABELS.get(f"kind.{grid.kind}", grid.kind),
            "hall": grid.hall,
            "day": grid.day,
            "time": f"{_clock(grid.slots[0][0])}\u2013{_clock(grid.slots[-1][1])}" if grid.slots else "",
            "slots": [f"{_clock(start)}\u2013{_clock(end)}" for start, end in grid.slots],
            "tables": grid.tables,
            "cells": [[cell.slot, cell.table, self._numbers(cell.participants)] for cell in grid.cells],
        }

    def _numbers(self, partners: Iterable[Partner]) -> list[int]:
        return [self._number(partner) for partner in partners]

    def _number(self, partner: Partner) -> int:
        """The company's place in the list; one without a sheet of its own is added to the end."""
        if partner.id not in self._companies:
            self._companies[partner.id] = len(self._companies)
            facts = [partner.country] if partner.country else []
            empty = {"count": 0, "facts": facts, "note": "", "remark": "", "days": []}
            self._strangers.append({"id": partner.id, "name": partner.name, "country": partner.country} | empty)
        return self._companies[partner.id]


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%H:%M}"

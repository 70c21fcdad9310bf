"""How a book is to be printed: what of it, in which languages and order, on which paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from matchmaker.agenda import Wording
from matchmaker.agenda.values import SheetKind
from matchmaker.languages import language, nearest_known

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from matchmaker.agenda import AgendaBook
    from matchmaker.agenda.values import Sheet


# Sheets speak it where there are no texts in the event's languages.
FALLBACK = "en"


class Part(StrEnum):
    """What can be printed: whose sheets, the signs of tables, the lists of sessions."""

    COMPANY = "company"
    DELEGATE = "delegate"
    DELEGATION = "delegation"
    INTERPRETER = "interpreter"
    ADVISER = "adviser"
    MODERATOR = "moderator"
    TABLE = "table"
    SESSION = "session"


# The parts that are sheets of somebody.
SHEETS = {Part(kind.value): kind for kind in SheetKind}


class Sort(StrEnum):
    """The order of the sheets of a booklet."""

    COUNTRY = "country"
    DELEGATION = "delegation"
    NAME = "name"


class Paper(StrEnum):
    """The size of the pages."""

    A4 = "a4"
    LETTER = "us-letter"


@dataclass(frozen=True, eq=False)
class Style:
    """What to print of a book, and how.

    `languages` are one or two codes for every sheet; none: each sheet speaks its own. `printed` is the date of print,
    `files` are the organiser's templates and languages by name, which replace ours of the same name.
    """

    parts: frozenset[Part] = frozenset(Part)
    languages: tuple[str, ...] = ()
    sort: Sort = Sort.COUNTRY
    separate: bool = False
    paper: Paper = Paper.A4
    printed: dt.date | None = None
    logo: bytes | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    def template(self, name: str) -> str:
        """A template's text: the organiser's, else ours."""
        ours = files("matchmaker.render").joinpath("templates", name)
        return self.files[name] if name in self.files else ours.read_text(encoding="utf-8")


class Speech:
    """The wordings of a book's sheets."""

    def __init__(self, book: AgendaBook, style: Style) -> None:
        """Languages are read when they are first used."""
        self._book = book
        self._style = style
        self._texts = {code: dict(texts) for code, texts in book.texts}
        self._spoken = {code: dict(reasons) for code, reasons in book.spoken}
        self._made: dict[tuple[str, ...], Wording] = {}

    @cached_property
    def main(self) -> Wording:
        """Covers, signs, lists, tables: the chosen languages, else the event's first."""
        return self._wording(self._style.languages or (self._first(),))

    def of(self, sheet: Sheet) -> Wording:
        """A sheet: the chosen languages, else its own."""
        return self._wording(self._style.languages or (self._known(sheet.language) or self._first(),))

    def by_key(self, key: str) -> Wording:
        """The wording of codes joined by “+”."""
        return self._wording(tuple(key.split("+")))

    def every(self) -> tuple[Wording, ...]:
        """Each language that a reader may choose from: the chosen ones, else those of the event."""
        own = dict.fromkeys(filter(None, map(self._known, self._book.languages)))
        return tuple(self._wording((code,)) for code in self._style.languages or tuple(own) or (FALLBACK,))

    def _first(self) -> str:
        return next(filter(None, map(self._known, self._book.languages)), FALLBACK)

    def _known(self, code: str) -> str | None:
        return nearest_known(code, self._style.files)

    def _wording(self, codes: tuple[str, ...]) -> Wording:
        if codes not in self._made:
            files, texts, spoken = self._style.files, self._texts, self._spoken
            found = (language(code, files, texts.get(code), spoken.get(code)) for code in codes)
            self._made[codes] = Wording(tuple(found))
        return self._made[codes]

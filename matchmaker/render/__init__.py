"""Rendering: an `AgendaBook` and a `Style` in, files out, by name. Renderers know no path and no clock.

A renderer's module, with the library behind it, is imported when it is first used: most commands print nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from matchmaker.render.style import Paper, Part, Sort, Style

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook
    from matchmaker.render.fonts import Missing

__all__ = ["FORMATS", "Paper", "Part", "Sort", "Style", "missing_characters"]


class Renderer(Protocol):
    """Gives a book its form."""

    def __call__(self, book: AgendaBook, style: Style, /) -> dict[str, bytes]:
        """The files by name, `/` between folders; the same book and style give the same bytes."""
        ...


def missing_characters(book: AgendaBook) -> tuple[Missing, ...]:
    """Characters of the book that no installed font has, each with whose text it is in; they print as [U+1F600]."""
    fonts, owners = import_module("matchmaker.render.fonts"), import_module("matchmaker.render.owners")
    return cast("tuple[Missing, ...]", fonts.missing_characters(owners.texts_by_owner(book)))


def _on_first_use(module: str, function: str) -> Renderer:
    def render(book: AgendaBook, style: Style, /) -> dict[str, bytes]:
        return cast("Renderer", getattr(import_module(module), function))(book, style)

    return render


FORMATS: dict[str, Renderer] = {
    "pdf": _on_first_use("matchmaker.render.pdf.booklet", "render_pdf"),
    "html": _on_first_use("matchmaker.render.html", "render_html"),
    "ics": _on_first_use("matchmaker.render.calendar", "render_ics"),
    "xlsx": _on_first_use("matchmaker.render.workbook", "render_xlsx"),
    "csv": _on_first_use("matchmaker.render.tables", "render_csv"),
}

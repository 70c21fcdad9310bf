"""Rendering: an `AgendaBook` in, bytes out. Renderers know no path and no clock; who calls them writes the files.

A renderer's module, with the library behind it, is imported when it is first used: most commands print nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook
    from matchmaker.render.fonts import Missing


class Renderer(Protocol):
    """Gives a book its form."""

    def __call__(self, book: AgendaBook, /) -> bytes:
        """The file's content; the same book gives the same bytes."""
        ...


def missing_characters(book: AgendaBook) -> tuple[Missing, ...]:
    """Characters of the book that no installed font has, each with whose text it is in; they print as [U+1F600]."""
    fonts, layout = import_module("matchmaker.render.fonts"), import_module("matchmaker.render.layout")
    return cast("tuple[Missing, ...]", fonts.missing_characters(layout.texts_by_owner(book)))


def _on_first_use(module: str, function: str) -> Renderer:
    def render(book: AgendaBook, /) -> bytes:
        return cast("Renderer", getattr(import_module(module), function))(book)

    return render


RENDERERS: dict[str, Renderer] = {
    "agendas.pdf": _on_first_use("matchmaker.render.pdf", "render_pdf"),
    "index.html": _on_first_use("matchmaker.render.html", "render_html"),
}

"""The map as a picture, set by typst with the fonts that agendas are printed with.

A character that none of them has is shown by its number, as on the sheets.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import typst

from matchmaker.errors import InternalError
from matchmaker.event import Company
from matchmaker.graphs.book import GraphBook
from matchmaker.graphs.drawing import WIDTH, svg
from matchmaker.render.fonts import families, font_folders
from matchmaker.render.text import Printer, printable

PIXELS_PER_INCH = 144.0
PAIRS = 8
# Where long words may break on paper; in a drawing they do not.
BREAK = "\u200b"
TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(width: data.width * 1pt, height: auto, margin: 18pt)
#set text(font: data.families, size: 13pt)
#text(size: 20pt, weight: "bold", data.title)
#linebreak()
#data.legend
#image(bytes(data.drawing), format: "svg", width: 100%)
#grid(columns: (1fr, 1fr), gutter: 24pt,
  [*#data.bridges_title* #for one in data.bridges [\\ #one]],
  [*#data.pairs_title* #for one in data.pairs [\\ #one]],
)
"""


def as_png(book: GraphBook) -> bytes:
    """The map, with the strongest pairs across borders and the bridges in words."""
    printer = Printer(_texts(book))

    def shown(text: str) -> str:
        return printer.lines(text).replace(BREAK, "")

    data = {
        "width": WIDTH,
        "families": list(families()),
        "title": book.event.event.name,
        "legend": legend(book),
        "bridges_title": "Who bridges communities",
        "bridges": [_where(book, it.company) for it in book.bridges[:PAIRS]],
        "pairs_title": "The strongest pairs across borders",
        "pairs": [
            f"{it.weight}: {_where(book, it.one)} – {_where(book, it.other)}" for it in book.cross_border[:PAIRS]
        ],
    }
    drawing = svg(book, ", ".join(f"'{family}'" for family in families()), shown)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    passed = {"data": json.dumps({**printable(data), "drawing": drawing}, ensure_ascii=False)}
    try:
        compiler = typst.Compiler(TEMPLATE.encode(), font_paths=fonts, sys_inputs=passed)
        found = compiler.compile(format="png", ppi=PIXELS_PER_INCH, timestamp=0)
    except typst.TypstError as error:
        msg = f"the picture could not be set: {error}"
        raise InternalError(msg) from error
    if not isinstance(found, bytes):
        msg = f"one picture was expected, not {type(found).__name__}"
        raise InternalError(msg)
    return found


def _texts(book: GraphBook) -> Iterator[str]:
    """All that may be written on the map."""
    yield from map(book.name, book.event.profiles)
    yield from (theme for community in book.communities for theme in community.themes)


def _where(book: GraphBook, company: Company) -> str:
    return f"{book.name(company)} ({book.country(company)})"


def legend(book: GraphBook) -> str:
    """What the map shows, in words."""
    count, edges = len(book.event.profiles), book.graph.number_of_edges()
    return (
        f"{count:,} companies, {edges:,} compatible pairs, {len(book.communities)} communities. A disc is a community, "
        "named after what its members have to talk about; a dot is a company, larger with the weight of its pairs; a "
        "black ring marks those who bridge communities."
    )

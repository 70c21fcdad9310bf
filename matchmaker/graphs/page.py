"""The map as one page that needs no network: drawing, communities, bridges, strongest pairs, and a search.

It brings the glyphs of scripts that a reader's device may lack, as the agendas' page does.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from matchmaker.event import Company
from matchmaker.graphs.book import GraphBook
from matchmaker.graphs.drawing import svg
from matchmaker.graphs.picture import legend
from matchmaker.render.webfonts import font_family, web_fonts

PARTNERS_SHOWN, MEMBERS_SHOWN, PHRASES_SHOWN = 3, 8, 200


def as_html(book: GraphBook) -> bytes:
    """The page. The same graph gives the same bytes; a content security policy allows its own style and script only."""
    script = _file("graph.js")
    values = {
        "book": book,
        "legend": legend(book),
        "drawing": Markup(svg(book, "inherit")),  # noqa: S704 — escaped where it is drawn
        "partners": {company.id: _best(book, company) for company in book.event.profiles},
        "removed_by": {rule: [it for it in book.removed if it.rule == rule] for rule in _rules(book)},
        "members_shown": MEMBERS_SHOWN,
        "phrases_shown": PHRASES_SHOWN,
        "script": Markup(script),  # noqa: S704 — our own file
        "script_hash": _digest(script),
    }
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=BaseLoader())
    template = environment.from_string(_file("graph.html.j2"))
    # Made twice: first to see which characters it has.
    bare = template.render(values, style="", style_hash="")
    rules, families = web_fonts([bare])
    style = rules + _file("graph.css") + font_family(families)
    text = template.render(values, style=Markup(style), style_hash=_digest(style))  # noqa: S704 — our own file
    return text.encode("utf-8", errors="replace")


def _best(book: GraphBook, company: Company) -> list[tuple[str, int, str]]:
    """The heaviest partners of a company: name, weight, and the reason that weighs most."""
    edges = sorted(book.graph[company.id].items(), key=lambda edge: -edge[1]["weight"])[:PARTNERS_SHOWN]
    return [(book.name(book.event.company[other]), data["weight"], book.reason(data)) for other, data in edges]


def _rules(book: GraphBook) -> list[str]:
    return list(dict.fromkeys(one.rule for one in book.removed))


def _file(name: str) -> str:
    return files("matchmaker.graphs").joinpath("templates", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

"""`index.html`: the whole book as one page that needs no network: search, filters, every agenda, every hall's grid.

The book travels as JSON in the page and is shown by a script, which keeps the file small for thousands of companies.
A content security policy allows this one style and this one script, by their digests, the fonts in the style, and
nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from matchmaker.errors import UsageError
from matchmaker.render.page_data import page_data
from matchmaker.render.style import Speech
from matchmaker.render.webfonts import font_family, web_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matchmaker.agenda import AgendaBook
    from matchmaker.render.style import Style

# Inside a script element these could end it, or end a line; as escapes they mean the same.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def render_html(book: AgendaBook, style: Style) -> dict[str, bytes]:
    """The page. The same book and style give the same bytes.

    Raises:
        UsageError: if a template of the organiser's is wrong.
    """
    speech = Speech(book, style)
    page = page_data(book, style, speech)
    rules, families = web_fonts(_texts(page))
    own_style = rules + style.template("index.css") + font_family(families) + f":root {{ --mark: {book.colour}; }}\n"
    script = style.template("index.js")
    environment = Environment(autoescape=True, undefined=StrictUndefined, loader=BaseLoader())
    try:
        text = environment.from_string(style.template("index.html.j2")).render(
            language=speech.main.code,
            labels={label: speech.main.label(label) for label in ("no-script", "skip")},
            event=book.event,
            dates=speech.main.days(book),
            style=Markup(own_style),  # noqa: S704 - ours, or the organiser's own
            script=Markup(script),  # noqa: S704 - ours, or the organiser's own
            data=Markup(_embedded(page)),  # noqa: S704 - escaped by _embedded
            style_hash=_digest(own_style),
            script_hash=_digest(script),
        )
    except TemplateError as error:
        msg = f"the page could not be made with your index.html.j2: {error}"
        raise UsageError(msg) from None
    return {"index.html": text.encode("utf-8", errors="replace")}


def _texts(value: Any) -> Iterator[str]:
    """Every text in the page's data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for found in value.values() for text in _texts(found))
    elif isinstance(value, list | tuple):
        yield from (text for found in value for text in _texts(found))


def _digest(text: str) -> str:
    """What a content security policy calls the text of an inline element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode(errors="replace")).digest()).decode("ascii")


def _embedded(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)

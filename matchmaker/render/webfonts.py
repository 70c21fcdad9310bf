"""Glyphs for the page: of each script that a reader's device may lack, just the characters in use.

Latin, Cyrillic and Greek are left to the device. Fonts are embedded uncompressed, so that the page's bytes do not
depend on a compression library.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from matchmaker.render.fonts import character_map, faces

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matchmaker.render.fonts import Face

REGULAR = 400
# Tables for vertical writing and for hinting, of no use here.
_DROPPED = ["vhea", "vmtx", "VORG", "VVAR", "MVAR", "STAT", "DSIG", "hdmx", "LTSH", "gasp"]


def web_fonts(texts: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """CSS that embeds a font for every script in use, and the families it defines."""
    left = {ord(character) for text in texts for character in text}
    rules, families = [], []
    for place, face in enumerate(faces()):
        mine = left & character_map(face.path)
        left -= mine
        if mine and place > 0:  # the first one is the one for Latin, Cyrillic and Greek
            family = f"{face.family} of this page"
            data = base64.b64encode(_subset(face, mine)).decode("ascii")
            rules.append(f'@font-face {{ font-family: "{family}"; src: url(data:font/ttf;base64,{data}); }}\n')
            families.append(family)
    return "".join(rules), tuple(families)


def font_family(embedded: tuple[str, ...]) -> str:
    """CSS for the body: the fonts that the page brings, then the device's own; nothing if it brings none.

    Those of the page have no Latin letters, and come first: Chromium does not always draw again what it has drawn with
    the device's boxes before it loads a font that stands further back.
    """
    families = ", ".join(f'"{family}"' for family in embedded)
    return f'body {{ font-family: {families}, "Noto Sans", "Segoe UI", system-ui, sans-serif; }}\n' if embedded else ""


def _subset(face: Face, characters: set[int]) -> bytes:
    """The regular weight of a font, with these characters alone."""
    options = subset.Options(hinting=False, notdef_outline=True, drop_tables=_DROPPED, recalc_timestamp=False)
    with TTFont(face.path, lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=sorted(characters))
        subsetter.subset(font)
        if "fvar" in font:
            axes = font["fvar"].axes
            pinned = {axis.axisTag: REGULAR if axis.axisTag == "wght" else axis.defaultValue for axis in axes}
            instancer.instantiateVariableFont(font, pinned, inplace=True)
        written = io.BytesIO()
        font.save(written, reorderTables=False)
        return written.getvalue()

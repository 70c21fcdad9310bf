"""The page brings glyphs for scripts that a device may lack, and no more than it uses."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from matchmaker.render.webfonts import web_fonts


def embedded(css: str) -> list[set[int]]:
    data = re.findall(r"base64,([^)]+)\)", css)
    found = []
    for one in data:
        with TTFont(io.BytesIO(base64.b64decode(one))) as font:
            found.append(set(font.getBestCmap()))
    return found


def test_latin_and_cyrillic_are_left_to_the_device() -> None:
    assert web_fonts(["Bond Laser", "Лазер", "Ελλάς"]) == ("", ())


def test_each_script_brings_just_the_characters_in_use() -> None:
    css, families = web_fonts(["激光 laser", "激光切割", "ក្រុម"])
    assert families == ("Noto Sans SC of this page", "Noto Sans Khmer of this page")
    chinese, khmer = embedded(css)
    assert chinese == set(map(ord, "激光切割"))
    assert set(map(ord, "ក្រុម")) <= khmer
    assert len(css) < 60_000


def test_the_same_texts_give_the_same_css_in_any_order() -> None:
    assert web_fonts(["激光", "切割"]) == web_fonts(["切割", "激光"])

"""Characters without a font are named, never printed as boxes."""

from __future__ import annotations

import time

import pytest

from matchmaker.errors import UsageError
from matchmaker.render import fonts
from matchmaker.render.fonts import Missing, families, missing_characters
from matchmaker.render.text import Printer, shortened, width


def test_latin_comes_first_and_han_second() -> None:
    assert families()[:2] == ("Noto Sans", "Noto Sans SC")


@pytest.mark.parametrize(
    "text",
    ["Łódź", "Київ", "济南", "臺北", "東京カナ", "서울", "ភ្នំពេញ", "ไทย", "Ωμέγα", "a\u200bb\ufe0f\u00ad\t\u3000"],
)
def test_printable(text: str) -> None:
    assert missing_characters({"owner": [text]}) == ()


def test_each_missing_character_is_named_once_per_owner() -> None:
    texts = {"A": ["good", "😀 and 😀"], "B": ["fine"], "C": ["\U0002ffff", "😀"]}
    assert missing_characters(texts) == (
        Missing("A", "😀", "U+1F600"),
        Missing("C", "😀", "U+1F600"),
        Missing("C", "\U0002ffff", "U+2FFFF"),
    )


def test_a_mark_that_no_font_can_put_on_its_base_is_missing() -> None:
    found = missing_characters({"A": ["Я\u17d2", "ក\u17d2ក"]})
    assert found == (Missing("A", "\u17d2", "U+17D2"),)
    assert Printer(["Я\u17d2", "ក\u17d2ក"]).lines("Я\u17d2") == "Я[U+17D2]"
    assert Printer(["Я\u17d2", "ក\u17d2ក"]).lines("ក\u17d2ក") == "ក\u17d2ក"


def test_fast_once_the_fonts_are_read() -> None:
    texts = {f"company {n}": ["济南邦德激光股份有限公司", "Müller", "ភ្នំពេញ", f"reason {n}"] * 5 for n in range(2000)}
    missing_characters(texts)
    start = time.process_time()
    missing_characters(texts)
    assert time.process_time() - start < 1


def test_no_fonts_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.faces.cache_clear()
    monkeypatch.setattr(fonts, "font_folders", lambda: ())
    with pytest.raises(UsageError, match="pip install"):
        families()
    monkeypatch.undo()
    fonts.faces.cache_clear()
    assert families()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\n b\x00c", "a\nb c"),
        ("x\u202ey\ufeff", "xy"),
        ("ok 😀", "ok [U+1F600]"),
        ("\ud800", "[U+D800]"),
        ("W" * 30, "\u200b".join(["WWWW"] * 7) + "WW"),
        ("济" * 40, "济" * 40),
    ],
)
def test_a_line_is_safe_to_print(text: str, printed: str) -> None:
    assert Printer([text]).lines(text) == printed


def test_lines_keep_their_breaks() -> None:
    assert Printer(["a\n\tb"]).lines("a\n\tb\n") == "a\nb"


def test_width_and_shortening() -> None:
    assert width("济a\u0301") == 3
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abc defg", 5) == "abc\u2026"
    assert shortened("济南邦德", 6) == "济南\u2026"

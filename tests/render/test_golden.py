"""Every kind of sheet in every language looks as it did when somebody last looked at it.

To change how it looks: `python -m tests.contact_sheet`, look at `tests/render/golden/*.png`, commit them.
"""

from __future__ import annotations

from functools import cache

import pytest
from PIL import Image, ImageChops, ImageStat

from matchmaker.languages import OWN
from matchmaker.render import Style
from matchmaker.render.pdf.booklet import render_pdf
from tests import contact_sheet
from tests.render import sample

# How far a picture may be from its golden one, per pixel, on a scale of 255: rasterisers differ a little at edges,
# and the golden one has few colours.
NEAR = 3.0


@cache
def golden(language: str) -> Image.Image:
    """The picture that somebody looked at."""
    return Image.open(contact_sheet.GOLDEN / f"{language}.png").convert("L")


@pytest.mark.parametrize("language", OWN)
def test_every_sheet_looks_as_it_did(language: str) -> None:
    now = contact_sheet.sheet(contact_sheet.pictures(language)).convert("L")
    assert now.size == golden(language).size
    width, height = contact_sheet.CELL
    changed = []
    for place, (name, page) in enumerate((n, p) for n, pages in contact_sheet.SHOWN.items() for p in pages):
        left, top = place % contact_sheet.COLUMNS * width, place // contact_sheet.COLUMNS * height
        box = (left, top, left + width, top + height)
        difference = ImageChops.difference(now.crop(box), golden(language).crop(box))
        if ImageStat.Stat(difference).mean[0] > NEAR:
            changed.append((name, page))
    assert changed == []


@pytest.mark.parametrize("language", OWN)
def test_calendars_and_tables_are_as_they_were(language: str) -> None:
    for name, content in contact_sheet.texts(language).items():
        assert content == (contact_sheet.GOLDEN / name).read_bytes(), name


def test_another_sheet_would_be_noticed() -> None:
    first, second = (golden(language).crop((0, 0, *contact_sheet.CELL)) for language in ("zh", "ru"))
    assert ImageStat.Stat(ImageChops.difference(first, second)).mean[0] > NEAR


def test_the_files_shown_are_all_there_are() -> None:
    assert tuple(contact_sheet.SHOWN) == tuple(render_pdf(sample.book(), Style()))


def test_no_page_is_empty_and_none_is_cut_off() -> None:
    for image in contact_sheet.pictures("en"):
        grey = image.convert("L")
        width, height = grey.size
        assert ImageStat.Stat(grey).extrema[0][0] < 120
        for box in ((0, 0, 8, height), (width - 8, 0, width, height), (0, height - 6, width, height)):
            assert ImageStat.Stat(grey.crop(box)).extrema[0][0] > 200

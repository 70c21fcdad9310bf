"""Every kind of sheet, in every language, small and beside each other: to look at, and to compare with.

`python -m tests.contact_sheet` writes `tests/render/golden/<language>.png`; the tests tell what has changed since.
`--grey FILE` writes one in shades of grey instead, as a black-and-white printer has it.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image

from matchmaker.languages import OWN
from matchmaker.render import FORMATS, Style
from tests.render import sample

GOLDEN = Path(__file__).parent / "render" / "golden"
SUFFIXES = (".ics", ".csv")

# The pages of each file that are shown: a full one, an empty one, one that goes on, one with people.
SHOWN = {
    "agendas.pdf": (0, 1, 2, 3, 4, 5, 7, 9),
    "delegates.pdf": (1,),
    "delegations.pdf": (0,),
    "interpreters.pdf": (0,),
    "advisers.pdf": (0,),
    "moderators.pdf": (0,),
    "signs.pdf": (3, 27),
    "plates.pdf": (1,),
    "doors.pdf": (1, 2),
    "master.pdf": (2, 3),
}
# Text that is golden as it is: by language, a calendar and a table.
TEXTS = ("calendars/companies/de.ics", "tables/master.csv")

SCALE = 0.62
COLUMNS = 8
CELL = (370, 522)


def style(language: str) -> Style:
    """Everything in one language."""
    return Style(languages=(language,), printed=sample.DATE)


def pictures(language: str) -> list[Image.Image]:
    """The pages that are shown, in order."""
    files = FORMATS["pdf"](sample.book(), style(language))
    found = []
    for name, pages in SHOWN.items():
        with pdfium.PdfDocument(files[name]) as document:
            found += [document[page].render(scale=SCALE).to_pil().convert("RGB") for page in pages]
    return found


def sheet(images: list[Image.Image]) -> Image.Image:
    """Pictures in rows."""
    rows = -(-len(images) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * CELL[0], rows * CELL[1]), "grey")
    for place, image in enumerate(images):
        whole.paste(
            image.crop((0, 0, CELL[0] - 4, CELL[1] - 2)) if image.width <= CELL[0] else _fitted(image), _at(place)
        )
    return whole


def texts(language: str) -> dict[str, bytes]:
    """The golden texts, by name."""
    book, one = sample.book(), style(language)
    files = FORMATS["ics"](book, one) | FORMATS["csv"](book, one)
    return {f"{language}{Path(name).suffix}": files[name] for name in TEXTS}


def _at(place: int) -> tuple[int, int]:
    return place % COLUMNS * CELL[0], place // COLUMNS * CELL[1]


def _fitted(image: Image.Image) -> Image.Image:
    image.thumbnail((CELL[0] - 4, CELL[1] - 2))
    return image


def main() -> None:
    """Write them."""
    if "--grey" in sys.argv:
        colour = replace(style("en"), languages=())
        files = FORMATS["pdf"](sample.book(), colour)
        with pdfium.PdfDocument(files["agendas.pdf"]) as document:
            images = [document[page].render(scale=SCALE).to_pil().convert("L") for page in range(len(document))]
        sheet(images).convert("L").save(sys.argv[sys.argv.index("--grey") + 1])
        return
    GOLDEN.mkdir(exist_ok=True)
    for language in OWN:
        sheet(pictures(language)).quantize(32).save(GOLDEN / f"{language}.png", optimize=True)
        for name, content in texts(language).items():
            (GOLDEN / name).write_bytes(content)


if __name__ == "__main__":
    main()

"""The booklet: complete, in order, page numbers right, the same bytes every time."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from matchmaker.errors import InternalError
from matchmaker.render import layout, pdf, typesetting
from matchmaker.render.pdf import render_pdf
from matchmaker.render.text import Printer

if TYPE_CHECKING:
    from matchmaker.agenda import AgendaBook

A4 = (595, 842)


def pages_of(content: bytes) -> list[str]:
    with pdfium.PdfDocument(content) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def squeezed(text: str) -> str:
    """The text without white space and breaks, which a PDF need not keep."""
    return re.sub(r"[\s\u200b\ufffe\u0002]", "", text)


def numbers_are_right(pages: list[str]) -> bool:
    """Whether each page but the cover ends in its number; an extractor may glue it to the event's name."""
    event = re.escape("World Laser Industry Conference 2024")
    return all(re.search(rf"{event}\s*{number}\s*$", text) for number, text in enumerate(pages[1:], 2))


@pytest.fixture(scope="module")
def pages(book: AgendaBook) -> list[str]:
    return pages_of(render_pdf(book))


def test_every_name_is_in_the_text(book: AgendaBook, pages: list[str]) -> None:
    everything = squeezed("".join(pages))
    for sheet in book.sheets:
        if sheet.id != "kh":  # Khmer is drawn from glyphs that a text extractor puts back in another order
            assert squeezed(sheet.name) in everything


def test_all_pages_are_a4(book: AgendaBook) -> None:
    with pdfium.PdfDocument(render_pdf(book)) as document:
        assert {tuple(map(round, page.get_size())) for page in document} == {A4}
        assert document.get_metadata_value("Title") == book.event


def test_the_cover_names_the_event_and_its_sessions(book: AgendaBook, pages: list[str]) -> None:
    for text in (book.event, book.dates, book.note, *(grid.name for grid in book.grids)):
        assert squeezed(text) in squeezed(pages[0])


def test_each_company_starts_a_page_and_contents_say_which(pages: list[str]) -> None:
    starts = [
        number for number, text in enumerate(pages, 1) if "Company" in text and number > 2 and "continued" not in text
    ]
    listed = [int(found) for found in re.findall(r"(?m)(\d+)\s*$", pages[1])]
    assert len(starts) == 8
    assert set(starts) <= set(listed)


def test_every_page_but_the_cover_bears_its_number(pages: list[str]) -> None:
    assert numbers_are_right(pages)


def test_a_full_day_goes_on_over_pages(pages: list[str]) -> None:
    assert sum("济南邦德激光股份有限公司" in text and "continued" in text for text in pages) >= 1


def test_an_empty_agenda_says_why(book: AgendaBook, pages: list[str]) -> None:
    assert any(squeezed(book.sheets[1].remark) in squeezed(text) for text in pages)


def test_same_book_same_bytes(book: AgendaBook) -> None:
    assert render_pdf(book) == render_pdf(book)


def test_a_missing_character_is_shown_by_its_number(book: AgendaBook) -> None:
    odd = replace(book, sheets=(replace(book.sheets[0], name="Smile 😀 Ltd"),))
    assert any("Smile [U+1F600] Ltd" in text for text in pages_of(render_pdf(odd)))


def test_an_empty_book_prints() -> None:
    from matchmaker.agenda import AgendaBook as Book  # noqa: PLC0415 - only here at run time

    assert len(pages_of(render_pdf(Book("Event", "", "", (), (), 0)))) == 2


def test_pieces_make_one_booklet(large_book: AgendaBook) -> None:
    content = render_pdf(large_book)
    pages = pages_of(content)
    assert numbers_are_right(pages)
    listed = dict(re.findall(r"(Company \d+ Ltd)\s*(\d+)", "\n".join(text for text in pages if "Contents" in text)))
    assert len(listed) == len(large_book.sheets)
    for name, page in listed.items():
        assert pages[int(page) - 1].splitlines()[1].strip() == name
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(render_pdf, large_book).result() == content


def test_the_guess_of_pages_is_mostly_right(large_book: AgendaBook) -> None:
    printer = Printer(text for texts in layout.texts_by_owner(large_book).values() for text in texts)
    sheets = layout.sheets(large_book, printer)[:5]
    booklet = pdf._Booklet(layout.front(large_book, printer), sheets, (pdf._Piece(0, 5),))
    guess = [layout.likely_pages(sheet)[0] for sheet in sheets]
    (content,) = typesetting.typeset(booklet.jobs(1, guess))
    assert pdf._pages_of_sheets(content) == guess


def test_a_fault_in_a_process_is_an_internal_error() -> None:
    broken = typesetting.Job("{}", ())
    for jobs in ([broken], [broken, broken]):
        with pytest.raises(InternalError, match="could not be set"):
            typesetting.typeset(jobs)

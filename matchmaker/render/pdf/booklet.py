"""`agendas.pdf`: one booklet with a cover, a list of contents, and each company's pages.

Page numbers must be known before a page is set. How many pages each company takes is guessed; the contents, and in a
large book the close calls, are set on trial. Should a guess be wrong all the same, what it affects is set again: the
number of pages does not depend on their numbers, so the second attempt is right.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from matchmaker.render import layout
from matchmaker.render.fonts import font_folders
from matchmaker.render.text import Printer
from matchmaker.render.typesetting import Job, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matchmaker.agenda import AgendaBook

# A piece of this weight keeps its process well below 1 GB. A company weighs its meetings and a little for its page.
_HEAVIEST_PIECE = 3600
_WEIGHT_OF_PAGE = 3

_LONGEST_TRAILER = 2000
_RANDOM_ID = re.compile(rb"<[0-9A-F]{32}>\]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Companies that are set together."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Booklet:
    """A book laid out but for its page numbers, and how it is cut."""

    front: layout.Data
    sheets: list[layout.Data]
    pieces: tuple[_Piece, ...]

    def trial(self, pages: Sequence[int], doubtful: Sequence[int]) -> list[Job]:
        """The cover and contents, and the doubtful companies, with numbers that mean nothing."""
        front = self._front(1, pages)
        common = front | {"contents": [], "programme": [], "front": False}
        tried = [self.sheets[index] | {"start": 1, "pages": 1} for index in doubtful]
        cuts = [tried[piece.start : piece.stop] for piece in _pieces(tried)]
        return [_job(common if place else front, 0, cut, linked=False) for place, cut in enumerate(cuts)]

    def jobs(self, front_pages: int, pages: Sequence[int]) -> list[Job]:
        """Everything, given how many pages each part takes; a book of one piece has links from its contents."""
        starts = _starts(front_pages, pages)
        numbered = [s | {"start": start, "pages": n} for s, start, n in zip(self.sheets, starts, pages, strict=True)]
        if len(self.pieces) == 1:
            return [_job(self._front(front_pages, pages), before=0, sheets=numbered, linked=True)]
        common = self.front | {"contents": [], "programme": [], "front": False}
        found = [_job(common, starts[p.start] - 1, numbered[p.start : p.stop], linked=False) for p in self.pieces]
        return [_job(self._front(front_pages, pages), before=0, sheets=[], linked=False), *found]

    def _front(self, front_pages: int, pages: Sequence[int]) -> layout.Data:
        starts = _starts(front_pages, pages)
        return self.front | {"front": True, "contents": layout.contents(self.sheets, starts)}


def render_pdf(book: AgendaBook) -> bytes:
    """The booklet. The same book gives the same bytes."""
    texts = layout.texts_by_owner(book).values()
    printer = Printer(text for found in texts for text in found)
    sheets = layout.sheets(book, printer)
    booklet = _Booklet(layout.front(book, printer), sheets, tuple(_pieces(sheets)))
    return _merged(_settled(booklet, *_foreseen(booklet)))


def _foreseen(booklet: _Booklet) -> tuple[int, list[int]]:
    """How many pages the contents and each company will take."""
    guesses = [layout.likely_pages(sheet) for sheet in booklet.sheets]
    pages = [guess for guess, _ in guesses]
    # A book of one piece is soon set again; a trial pays where a wrong guess would set many pieces again.
    in_pieces = len(booklet.pieces) > 1
    doubtful = [index for index, (_, is_close) in enumerate(guesses) if is_close and in_pieces]
    tried = typeset(booklet.trial(pages, doubtful))
    found = [count for pdf in tried for count in _pages_of_sheets(pdf)]
    for index, count in zip(doubtful, found, strict=True):
        pages[index] = count
    return _page_count(tried[0]) - sum(_pages_of_sheets(tried[0])), pages


def _settled(booklet: _Booklet, front_pages: int, pages: Sequence[int]) -> list[bytes]:
    """The pieces, set again wherever a page number was not right."""
    done: dict[Job, bytes] = {}
    while True:
        jobs = booklet.jobs(front_pages, pages)
        fresh = [job for job in jobs if job not in done]
        done |= zip(fresh, typeset(fresh), strict=True)
        pdfs = [done[job] for job in jobs]
        found = [count for pdf in pdfs for count in _pages_of_sheets(pdf)]
        if found == list(pages):
            return pdfs
        pages = found


def _job(front: layout.Data, before: int, sheets: list[layout.Data], *, linked: bool) -> Job:
    data = front | {"before": before, "linked": linked, "sheets": sheets}
    return Job(json.dumps(data, ensure_ascii=False, separators=(",", ":")), font_folders())


def _starts(front_pages: int, pages: Sequence[int]) -> list[int]:
    return list(accumulate(pages, initial=front_pages + 1))[:-1]


def _pieces(sheets: Sequence[layout.Data]) -> Iterator[_Piece]:
    start = weight = 0
    for index, sheet in enumerate(sheets):
        added = _WEIGHT_OF_PAGE + sum(len(day["entries"]) for day in sheet["days"])
        if index > start and weight + added > _HEAVIEST_PIECE:
            yield _Piece(start, index)
            start, weight = index, 0
        weight += added
    yield _Piece(start, len(sheets))


def _page_count(pdf: bytes) -> int:
    with pdfium.PdfDocument(pdf) as document:
        return len(document)


def _pages_of_sheets(pdf: bytes) -> list[int]:
    """How many pages each company took: its name is the only bookmark of its pages."""
    with pdfium.PdfDocument(pdf) as document:
        firsts = [mark.get_dest().get_index() for mark in document.get_toc()]
        return [stop - first for first, stop in pairwise([*firsts, len(document)])]


def _merged(pdfs: Sequence[bytes]) -> bytes:
    if len(pdfs) == 1:
        return pdfs[0]
    with pdfium.PdfDocument(pdfs[0]) as merged:
        for pdf in pdfs[1:]:
            with pdfium.PdfDocument(pdf) as piece:
                merged.import_pages(piece)
        written = io.BytesIO()
        merged.save(written)
    return _with_stable_id(written.getvalue())


def _with_stable_id(pdf: bytes) -> bytes:
    """PDFium draws the file's second identifier at random; a digest of the file takes its place."""
    head, tail = pdf[:-_LONGEST_TRAILER], pdf[-_LONGEST_TRAILER:]
    blank = _RANDOM_ID.sub(b"<" + b"0" * 32 + b">]", tail)
    digest = hashlib.sha256(head + blank).hexdigest()[:32].upper().encode()
    return head + _RANDOM_ID.sub(b"<" + digest + b">]", tail)

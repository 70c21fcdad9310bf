"""PDF files: each document as one booklet, or each of its parts as a file.

A small booklet is set at once, and looks up its page numbers. A large one is set in pieces, for which the page numbers
must be known: how many pages each part takes is guessed, and the close calls are set on trial. Should a guess be wrong
all the same, what it affects is set again: the number of pages does not depend on their numbers, so the second attempt
is right.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from matchmaker.render.names import file_names
from matchmaker.render.pdf.agendas import PAGE_HEIGHTS, likely_height
from matchmaker.render.pdf.documents import common, documents, front
from matchmaker.render.pdf.typesetting import typeset
from matchmaker.render.style import Speech
from matchmaker.render.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matchmaker.agenda import AgendaBook
    from matchmaker.render.pdf.agendas import Data
    from matchmaker.render.pdf.documents import Document
    from matchmaker.render.style import Style

# A piece of this weight keeps its process well below 1 GB. A part weighs its rows and a little for its page.
_HEAVIEST_PIECE = 3600
_WEIGHT_OF_PAGE = 3
# How wrong a guess of the pages that a part fills may be, in pages.
_CLOSE = 0.07
# Separate files that one process sets.
_FILES_AT_ONCE = 250

_LONGEST_TRAILER = 2000
_RANDOM_ID = re.compile(rb"<[0-9A-F]{32}>\]")


def render_pdf(book: AgendaBook, style: Style) -> dict[str, bytes]:
    """Every document's file by name, or every part's. The same book and style give the same bytes."""
    speech = Speech(book, style)
    found: dict[str, bytes] = {}
    for document in documents(book, style, speech):
        for number, part in enumerate(document.parts):
            part["id"] = str(number)
        shared = common(book, style, speech, document.parts)
        if style.separate:
            files = _separate(document, shared, style)
        else:
            files = {f"{document.name}.pdf": _booklet(book, document, shared, style, speech)}
        found |= files
    return found


def _separate(document: Document, shared: Data, style: Style) -> dict[str, bytes]:
    names = file_names(document.ids)
    data = printable([shared, document.parts])
    books = [_job(data[0], [part], booklet=False) for part in data[1]]
    batches = [tuple(books[at : at + _FILES_AT_ONCE]) for at in range(0, len(books), _FILES_AT_ONCE)]
    pdfs = [pdf for batch in typeset(batches, style) for pdf in batch]
    return {f"{document.name}/{names[one]}.pdf": pdf for one, pdf in zip(document.ids, pdfs, strict=True)}


def _booklet(book: AgendaBook, document: Document, shared: Data, style: Style, speech: Speech) -> bytes:
    opening = front(book, document, speech.main) if document.front else {}
    shared, opening, parts = printable([shared, opening, document.parts])
    pieces = [parts[piece.start : piece.stop] for piece in _pieces(parts)]
    if len(pieces) == 1:
        return _set([_job(shared | opening, parts, booklet=document.front)], style)[0]
    if not document.front:
        return _merged(_set([_job(shared, piece, booklet=False) for piece in pieces], style))
    return _merged(_Numbered(shared, opening, pieces, style).pdfs())


@dataclass(frozen=True)
class _Numbered:
    """A large booklet with page numbers."""

    shared: Data
    opening: Data
    pieces: list[list[Data]]
    style: Style

    def pdfs(self) -> list[bytes]:
        """The front and the pieces, set again wherever a page number was not right."""
        front_pages, pages = self._foreseen()
        done: dict[str, bytes] = {}
        while True:
            jobs = self._jobs(front_pages, pages)
            fresh = [job for job in jobs if job not in done]
            done |= zip(fresh, _set(fresh, self.style), strict=True)
            pdfs = [done[job] for job in jobs]
            found = [count for pdf in pdfs[1:] for count in _pages_of_parts(pdf)]
            if found == pages:
                return pdfs
            pages = found

    def _foreseen(self) -> tuple[int, list[int]]:
        """How many pages the front and each part will take."""
        parts = [part for piece in self.pieces for part in piece]
        filled = [likely_height(part) / PAGE_HEIGHTS[self.style.paper] for part in parts]
        pages = [ceil(share) for share in filled]
        doubtful = [n for n, share in enumerate(filled) if share > 1 - _CLOSE and abs(share - round(share)) < _CLOSE]
        tried = [parts[number] for number in doubtful]
        trials = [_job(self.shared, tried[piece.start : piece.stop], booklet=False) for piece in _pieces(tried)]
        fronts = _job(self.shared | self.opening, [], starts=[1] * len(parts))
        front_pdf, *pdfs = _set([fronts, *trials], self.style)
        for number, count in zip(doubtful, (n for pdf in pdfs for n in _pages_of_parts(pdf)), strict=True):
            pages[number] = count
        return _page_count(front_pdf), pages

    def _jobs(self, front_pages: int, pages: Sequence[int]) -> list[str]:
        starts = list(accumulate(pages, initial=front_pages + 1))
        jobs = [_job(self.shared | self.opening, [], starts=starts[:-1])]
        place = 0
        for piece in self.pieces:
            counts = zip(piece, starts[place:], pages[place:], strict=False)
            # A number that is known is set as it is: to look it up would cost a fifth of all the time.
            parts = [part | ({"number": str(start)} if count == 1 else {}) for part, start, count in counts]
            jobs.append(_job(self.shared, parts, before=starts[place] - 1))
            place += len(piece)
        return jobs


def _set(jobs: Sequence[str], style: Style) -> list[bytes]:
    return [pdf for batch in typeset([(job,) for job in jobs], style) for pdf in batch]


def _job(
    shared: Data, parts: list[Data], *, before: int = 0, starts: list[int] | None = None, booklet: bool = True
) -> str:
    data = {"front": False, **shared, "before": before, "starts": starts, "booklet": booklet, "parts": parts}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _pieces(parts: Sequence[Data]) -> Iterator[range]:
    """Where the parts are cut into pieces."""
    start = weight = 0
    for index, part in enumerate(parts):
        added = _WEIGHT_OF_PAGE + len(part.get("rows", ())) // 3
        added += sum(len(day["entries"]) for day in part.get("days", ()))
        if index > start and weight + added > _HEAVIEST_PIECE:
            yield range(start, index)
            start, weight = index, 0
        weight += added
    if parts:
        yield range(start, len(parts))


def _page_count(pdf: bytes) -> int:
    with pdfium.PdfDocument(pdf) as document:
        return len(document)


def _pages_of_parts(pdf: bytes) -> list[int]:
    """How many pages each part took: its title is the only bookmark of its pages."""
    with pdfium.PdfDocument(pdf) as document:
        firsts = [mark.get_dest().get_index() for mark in document.get_toc()]
        return [stop - first for first, stop in pairwise([*firsts, len(document)])]


def _merged(pdfs: Sequence[bytes]) -> bytes:
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

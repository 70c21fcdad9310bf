"""The sample book, and a large one, given to every renderer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matchmaker.agenda import AgendaBook
from matchmaker.agenda.values import Named
from tests.render import sample


@pytest.fixture(scope="session")
def book() -> AgendaBook:
    """Everything that is hard to print."""
    return sample.book()


@pytest.fixture(scope="session")
def large_book(book: AgendaBook) -> AgendaBook:
    """Enough companies for several pieces, some of two pages."""
    by_id = {sheet.id: sheet for sheet in book.sheets}
    kinds = [by_id["bond"], *[by_id["de"]] * 4]
    sheets = tuple(
        replace(kinds[n % 5], id=f"c{n}", name=Named(f"Company {n:03d} Ltd"), country="NO", language="en")
        for n in range(330)
    )
    return replace(book, sheets=sheets, others=(), link="https://example.org/index.html")

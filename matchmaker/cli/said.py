"""Sentences that several commands say."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.agenda import AgendaBook
from matchmaker.languages import language, nearest_known
from matchmaker.pipeline import Project
from matchmaker.render import Style, missing_characters


def about_event(project: Project) -> Iterator[str]:
    """The defaults that were used, and what could be read in two ways."""
    if project.defaults:
        yield f"defaults used: {'; '.join(project.defaults)}"
    yield from project.notes


PHRASES_SHOWN, LONGEST = 10, 80


def about_phrases(unknown: tuple[tuple[str, int, str | None], ...]) -> Iterator[str]:
    """Phrases that are no terms of the vocabulary, and the nearest ones."""
    if unknown:
        yield f"no terms of the vocabulary, compared by text: {len(unknown):,} phrases, for instance"
    for phrase, count, label in unknown[:PHRASES_SHOWN]:
        hint = f"; the nearest term: “{label}”" if label is not None else ""
        yield f"  “{phrase[:LONGEST]}” ({count}){hint}"


def about_print(book: AgendaBook, style: Style) -> Iterator[str]:
    """Characters that cannot be printed as themselves, texts that a language lacks, and what to do about it."""
    missing = missing_characters(book)
    for one in missing:
        code = one.code_point
        yield f"no font has {one.character} ({code}), in the texts of {one.owner}: agendas.pdf shows [{code}] instead"
    if missing:
        yield "write it in other characters, or install a font pack that has it (pip: justmytype-…)"
    asked = dict.fromkeys((*style.languages, *book.languages, *(sheet.language for sheet in book.sheets)))
    known = {code: nearest_known(code, style.files) for code in asked}
    if unknown := [code for code, found in known.items() if not found]:
        yield f"no texts in {', '.join(unknown)}: sheets in it speak another language of the event instead"
    for code in dict.fromkeys(filter(None, known.values())):
        if gaps := language(code, style.files).gaps:
            yield f"{code}.toml leaves {len(gaps)} of its texts to English, among them {gaps[0]}"

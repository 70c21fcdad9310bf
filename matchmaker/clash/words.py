"""A clash in words, in the languages that matchmaker speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from matchmaker.clash.sentences import LINES
from matchmaker.clash.values import Clash, Named, Sentence, Times, Told
from matchmaker.event import Window
from matchmaker.why import Words

# Of the musts of a large conflict, or of the changes of a large remedy, so many are told.
SHOWN = 30


def said(words: Words, found: Clash) -> Iterator[str]:
    """The clash in a language."""
    if found.members:
        key = "head" if found.irreducible else "head_unsure"
        yield words.line_of(LINES, key, count=len(found.members))
        yield from _few(words, [f"  {_said(words, one.sentence)} [{one.rule}]" for one in found.members])
    else:
        yield words.line_of(LINES, "unknown")
    if found.ways:
        yield words.line_of(LINES, "ways")
    for way in found.ways:
        if len(way.changes) == 1:
            yield f"  {_said(words, way.changes[0])}"
            continue
        yield "  " + words.line_of(LINES, "all_fewest" if way.smallest else "all", count=len(way.changes))
        yield from _few(words, [f"    {_said(words, change)}" for change in way.changes])


def plain(found: Clash, languages: Sequence[Words]) -> dict[str, Any]:
    """The same for JSON, each sentence in each language."""

    def each(sentence: Sentence) -> dict[str, str]:
        return {words.wording.language: _said(words, sentence) for words in languages}

    return {
        "members": [{"rule": one.rule, "sentences": each(one.sentence)} for one in found.members],
        "irreducible": found.irreducible,
        "ways": [
            {"kind": way.kind, "changes": [each(change) for change in way.changes], "smallest": way.smallest}
            for way in found.ways
        ],
    }


def _said(words: Words, sentence: Sentence) -> str:
    values = {name: _told(words, value) for name, value in sentence.values.items()}
    return words.line_of(LINES, sentence.key, **values)


def _told(words: Words, value: Told) -> str | int:
    """One thing that a sentence tells."""
    match value:
        case Named():
            return words.line_of(LINES, "and").join(_names(words, value))
        case Times(windows):
            return ", ".join(map(_window, windows)) or words.line_of(LINES, "always")
        case _:
            return value


def _names(words: Words, named: Named) -> Iterator[str]:
    event, language = words.event, words.wording.language
    match named.kind:
        case "company":
            yield from map(words.company, named.ids)
        case "session":
            yield from map(words.session, named.ids)
        case "delegation":
            yield from ((found := event.delegation[one]).names.get(language, found.name) for one in named.ids)
        case "interpreter":
            known = {one.id: one for one in event.interpreters}
            yield from (known[one].names.get(language, known[one].name) for one in named.ids)
        case "delegate":
            company, delegate = named.ids
            who = next(one for one in event.company[company].people if one.id == delegate)
            yield who.names.get(language, who.name)


def _window(window: Window) -> str:
    return f"{window.day} {window.start:%H:%M}–{window.end:%H:%M}"


def _few(words: Words, lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield "    " + words.line_of(LINES, "more", count=len(lines) - SHOWN)

"""The vocabulary: one term for 激光切割机, Laserschneidanlage and "laser cutting machine", and what is broader.

As in SKOS, a term has labels per language, synonyms, and broader terms. What is offered may be narrower than what is
sought (a fibre laser cutter is laser equipment), or broader (a maker of laser equipment may have one).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from matchmaker.event import Term

# Likeness lost with each step between what is offered and what is sought.
PER_STEP_NARROWER = 0.85
PER_STEP_BROADER = 0.6
LEAST = 0.3


def normal(phrase: str) -> str:
    """A phrase as compared: compatibility forms unified, case and spacing ignored."""
    return " ".join(unicodedata.normalize("NFKC", phrase).casefold().split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms by label, and their broader terms with the number of steps."""

    term_of: dict[str, str]
    above: dict[str, dict[str, int]]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Vocabulary:
        """Index the terms. Where two terms share a label, the first one has it."""
        terms = tuple(terms)
        term_of: dict[str, str] = {}
        for term in terms:
            for label in (term.id, *term.labels.values(), *term.synonyms):
                term_of.setdefault(normal(label), term.id)
        broader = {term.id: term.broader for term in terms}
        return cls(term_of, {term.id: _steps_above(term.id, broader) for term in terms})

    def likeness(self, offered: str, sought: str) -> float:
        """How well a phrase offered meets a phrase sought, by the vocabulary alone: 0 (unrelated) to 1 (same term)."""
        have, want = self.term_of.get(normal(offered)), self.term_of.get(normal(sought))
        if have is None or want is None:
            return 0.0
        return self.term_likeness(have, want)

    def term_likeness(self, have: str, want: str) -> float:
        """As `likeness`, between term ids."""
        if want in self.above[have]:
            found = PER_STEP_NARROWER ** self.above[have][want]
        elif have in self.above[want]:
            found = PER_STEP_BROADER ** self.above[want][have]
        else:
            found = 0.0
        return found if found >= LEAST else 0.0


def _steps_above(start: str, broader: dict[str, tuple[str, ...]]) -> dict[str, int]:
    steps, todo = {start: 0}, [start]
    for term in todo:  # breadth first: `todo` grows while it is walked
        for parent in broader.get(term, ()):
            if parent not in steps:
                steps[parent] = steps[term] + 1
                todo.append(parent)
    return steps

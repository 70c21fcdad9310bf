"""The vocabulary: one term for 激光切割机, Laserschneidanlage and "laser cutting machine", and what is broader.

As in SKOS, a term has labels per language, synonyms, and broader and narrower terms. What is offered may be narrower
than what is sought (a fibre laser cutter is laser equipment), or broader (a maker of laser equipment may have one).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matchmaker.compatibility.phrases import normal
from matchmaker.event import Term

# Likeness lost with each step between what is offered and what is sought.
PER_STEP_NARROWER = 0.85
PER_STEP_BROADER = 0.6
LEAST = 0.4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms by label in normal form, their labels by language, and their broader terms with the number of steps."""

    term_of: dict[str, str]
    labels: dict[str, dict[str, str]]
    above: dict[str, dict[str, int]]

    @classmethod
    def of(cls, terms: Iterable[Term]) -> Vocabulary:
        """Index the terms. Where two terms share a label, the first one has it."""
        terms = tuple(terms)
        term_of: dict[str, str] = {}
        for term in terms:
            for label in (term.id, *term.labels.values(), *term.synonyms):
                term_of.setdefault(normal(label), term.id)
        broader: dict[str, list[str]] = {term.id: list(term.broader) for term in terms}
        for term in terms:
            for narrower in term.narrower:
                broader[narrower].append(term.id)
        labels = {term.id: dict(term.labels) for term in terms}
        return cls(term_of, labels, {term.id: _steps_above(term.id, broader) for term in terms})

    def term(self, phrase: str) -> str | None:
        """The term that a phrase is a label or synonym of."""
        return self.term_of.get(normal(phrase))

    def label(self, phrase: str, language: str) -> str | None:
        """The label in a language of the term that a phrase stands for, if that is another wording."""
        term = self.term(phrase)
        label = self.labels[term].get(language) if term is not None else None
        return label if label is not None and normal(label) != normal(phrase) else None

    def likeness(self, have: str, want: str) -> float:
        """How well a term offered meets a term sought: 0 (unrelated) to 1 (the same)."""
        if want in self.above[have]:
            found = PER_STEP_NARROWER ** self.above[have][want]
        elif have in self.above[want]:
            found = PER_STEP_BROADER ** self.above[want][have]
        else:
            found = 0.0
        return found if found >= LEAST else 0.0

    def related(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """For each term that may be sought, the terms that meet it when offered, and how well."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for low, above in self.above.items():
            for high in above:
                found[high][low] = self.likeness(low, high)
                found[low][high] = self.likeness(high, low)
        return {want: tuple((have, like) for have, like in haves.items() if like > 0) for want, haves in found.items()}


def _steps_above(start: str, broader: dict[str, list[str]]) -> dict[str, int]:
    steps, todo = {start: 0}, [start]
    for term in todo:  # breadth first: `todo` grows while it is walked
        for parent in broader.get(term, ()):
            if parent not in steps:
                steps[parent] = steps[term] + 1
                todo.append(parent)
    return steps

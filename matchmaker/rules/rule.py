"""What a rule is: a sentence, and a plain check that finds every breach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matchmaker.rules.case import Case


@dataclass(frozen=True, slots=True)
class Violation:
    """One breach of a rule: which, who, and a sentence with time and place."""

    rule: str
    sentence: str
    detail: str
    participants: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule}: {self.sentence} {self.detail}"


# What a rule's check yields: a sentence with time and place, and who is concerned.
Breach = tuple[str, tuple[str, ...]]

Check = Callable[[Case], Iterator[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's sentence and its check."""

    name: str
    sentence: str
    breaches: Check

    def violations(self, case: Case) -> Iterator[Violation]:
        """Every violation of this rule."""
        for detail, participants in self.breaches(case):
            yield Violation(self.name, self.sentence, detail, participants)


def rule(sentence: str) -> Callable[[Check], Rule]:
    """Make a check the rule of its name."""

    def of(check: Check) -> Rule:
        return Rule(check.__name__, sentence, check)

    return of

"""From the evidence of all criteria to the weight of a pair: its sum, with both sides counted."""

from __future__ import annotations

from matchmaker.compatibility.criteria import CRITERIA, Known
from matchmaker.compatibility.evidence import Evidence
from matchmaker.compatibility.reciprocity import mutual_points
from matchmaker.event import Company

BOTH_SIDES = "both_sides"
# A pair needs more in common than, say, a language: one of these criteria, or doing much the same.
SUFFICIENT = frozenset({"capability_meets_interest", "investment", "wished"})
SUFFICIENT_SENTENCES = frozenset({"alike", "goes_on"})


def weigh(one: Company, other: Company, known: Known) -> tuple[Evidence, ...]:
    """All evidence for a pair, most points first, that of both sides profiting last; empty if it is not enough.

    The points add up to the pair's weight, at least 1. Evidence from which one side profits counts half; `both_sides`
    then adds what `reciprocity` gives.
    """
    weights = known.event.event.weights
    found = [
        evidence
        for criterion in CRITERIA
        if (points := getattr(weights, criterion.__name__))
        for evidence in criterion(one, other, points, known)
    ]
    if not any(item.criterion in SUFFICIENT or item.sentence in SUFFICIENT_SENTENCES for item in found):
        return ()
    gain_one, gain_other = (sum(item.points for item in found if item.profits == side.id) for side in (one, other))
    halved = [item if item.profits is None else _half(item) for item in found]
    weighty = sorted((item for item in halved if item.points), key=lambda item: -item.points)
    extra = mutual_points(gain_one, gain_other, known.event.event.reciprocity)
    if extra:
        values = (("one", one), ("other", other), ("gain_one", gain_one), ("gain_other", gain_other))
        weighty.append(Evidence(BOTH_SIDES, extra, BOTH_SIDES, values))
    return tuple(weighty)


def _half(item: Evidence) -> Evidence:
    points = (item.points + 1) // 2
    return Evidence(item.criterion, points, item.sentence, item.values, item.phrases, item.profits)


def weight_of(evidence: tuple[Evidence, ...]) -> int:
    """The weight of a pair: the sum of its points, at least 1 where there is any evidence, and 0 without."""
    return max(1, sum(item.points for item in evidence)) if evidence else 0

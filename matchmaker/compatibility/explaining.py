"""What can be said of one pair, or of one company's best partners, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from matchmaker.apart import kept_apart_by, rules_used
from matchmaker.compatibility.criteria import CRITERIA
from matchmaker.compatibility.evidence import Evidence, Place, Said, Wording
from matchmaker.compatibility.scoring import Scoring
from matchmaker.compatibility.sentences import HEADINGS
from matchmaker.compatibility.weighing import weight_of
from matchmaker.event import Company

BEST = 20


@dataclass(frozen=True, slots=True)
class Ranked:
    """A partner of a company: its weight and evidence, and its rank in the company's list, from 1."""

    company: Company
    weight: int
    rank: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything about a pair. `apart` is the rule that keeps the two apart and its reason, if one does.

    Ranks are among all companies that have enough in common and may meet; a pair that has not or may not has none.
    """

    one: Company
    other: Company
    weight: int
    evidence: tuple[Evidence, ...]
    apart: tuple[str, str] | None
    rank_of_other: tuple[int | None, int]
    rank_of_one: tuple[int | None, int]

    @property
    def silent(self) -> tuple[str, ...]:
        """The criteria that have nothing to say about the pair."""
        spoken = {item.criterion for item in self.evidence}
        return tuple(criterion.__name__ for criterion in CRITERIA if criterion.__name__ not in spoken)


def partners_of(scoring: Scoring, company: Company) -> tuple[Ranked, ...]:
    """All that the company has enough in common with and may meet, best first, equals in file order."""
    event, rules = scoring.event, rules_used(scoring.event)
    own = _position(scoring, company)
    found = [
        (-weight_of(evidence), place, evidence)
        for place, other in enumerate(event.profiles)
        if place != own and kept_apart_by(rules, event, company, other) is None
        if (evidence := scoring.weigh(*((company, other) if own < place else (other, company))))
    ]
    found.sort(key=lambda item: item[:2])
    return tuple(
        Ranked(event.profiles[place], -negative, rank, evidence)
        for rank, (negative, place, evidence) in enumerate(found, start=1)
    )


def explain(scoring: Scoring, one: Company, other: Company) -> Explanation:
    """All about a pair, whether or not the two may meet."""
    evidence = scoring.weigh(*sorted((one, other), key=lambda company: _position(scoring, company)))
    lists = [partners_of(scoring, company) for company in (one, other)]
    ranks = [
        (next((found.rank for found in listed if found.company.id == named.id), None), len(listed))
        for listed, named in zip(lists, (other, one), strict=True)
    ]
    apart = kept_apart_by(rules_used(scoring.event), scoring.event, one, other)
    return Explanation(one, other, weight_of(evidence), evidence, apart, *ranks)


def _position(scoring: Scoring, company: Company) -> int:
    return next(place for place, found in enumerate(scoring.event.profiles) if found.id == company.id)


def said_of_pair(found: Explanation, wording: Wording) -> Iterator[str]:
    """An explanation as lines of one language."""

    def line(heading: str, **values: Said) -> str:
        template = HEADINGS[heading].get(wording.language, HEADINGS[heading]["en"])
        return template.format(**{name: wording.word(value) for name, value in values.items()})

    countries = {"country_one": Place(found.one.country), "country_other": Place(found.other.country)}
    yield line("pair", one=found.one, other=found.other, weight=found.weight, **countries)
    if found.apart is not None:
        yield line("apart", rule=found.apart[0], reason=found.apart[1])
    for heading, side in (("profits", found.one), ("profits", found.other), ("both", None)):
        own = [item for item in found.evidence if item.profits == (side.id if side is not None else None)]
        yield line(heading, company=side or "", points=sum(item.points for item in own))
        yield from (f"  {item.points:>5}  {wording.say(item)}  [{item.criterion}]" for item in own)
    yield line("silent", criteria=found.silent)
    for company, named, (rank, count) in (
        (found.one, found.other, found.rank_of_other),
        (found.other, found.one, found.rank_of_one),
    ):
        key = "ranked" if rank is not None else "unranked"
        yield line(key, company=company, named=named, rank=rank or 0, count=count)


def said_of_best(company: Company, listed: tuple[Ranked, ...], wording: Wording) -> Iterator[str]:
    """The best partners of a company, a line each, with the reason that weighs most."""
    yield (
        HEADINGS["best"]
        .get(wording.language, HEADINGS["best"]["en"])
        .format(company=wording.name(company), shown=min(BEST, len(listed)), count=len(listed))
    )
    for found in listed[:BEST]:
        country = wording.word(Place(found.company.country))
        reason = wording.say(found.evidence[0])
        yield f"{found.rank:>3}. {found.weight:>5}  {wording.name(found.company)} ({country}): {reason}"


def unknown_phrases(scoring: Scoring) -> tuple[tuple[str, int, str | None], ...]:
    """Phrases that are no terms of the vocabulary: the phrase, how many companies say it, and the nearest label.

    The most frequent first. They are compared by text, and through the nearest term if they are much like it.
    """
    said: dict[str, int] = {}
    for company in scoring.event.profiles:
        for phrase in (*scoring.event.offers(company), *scoring.event.seeks(company)):
            said[phrase] = said.get(phrase, 0) + 1
    unknown = sorted(
        (phrase for phrase in said if scoring.phrases.vocabulary.term(phrase) is None),
        key=lambda phrase: (-said[phrase], phrase),
    )
    near = scoring.phrases.nearest_labels(unknown)
    return tuple((phrase, said[phrase], label) for phrase, label in zip(unknown, near, strict=True))

"""Which pairs may never meet, and why: the hard rules between two companies, in plain Python.

The graph has no edge for such a pair, and `matchmaker.rules` looks for one again in every schedule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import permutations

from matchmaker.event import Company, Delegation, Event
from matchmaker.regions import countries_in

# Why two companies are apart, or nothing. The order of the two makes no difference.
Reason = Callable[[Event, Company, Company], str | None]


@dataclass(frozen=True, slots=True)
class PairRule:
    """A rule between two companies: its sentence, the reason it has against a pair, and whether an event uses it."""

    name: str
    sentence: str
    reason: Reason
    is_used: Callable[[Event], bool]


PAIR_RULES: dict[str, PairRule] = {}


def pair_rule(sentence: str, is_used: Callable[[Event], bool]) -> Callable[[Reason], Reason]:
    """Enter a reason into `PAIR_RULES` under its own name."""

    def enter(reason: Reason) -> Reason:
        PAIR_RULES[reason.__name__] = PairRule(reason.__name__, sentence, reason, is_used)
        return reason

    return enter


def rules_used(event: Event) -> tuple[PairRule, ...]:
    """The rules that can keep anybody apart at this event."""
    return tuple(rule for rule in PAIR_RULES.values() if rule.is_used(event))


def rules_concern(event: Event) -> frozenset[str]:
    """The companies that some rule could keep from others: no pair is apart unless one of the two is among them."""
    embargoed = frozenset[str]().union(*(countries_in(embargo.between) for embargo in event.event.embargoes))
    named = frozenset[str]().union(*event.kept_apart, *event.waiting)
    travelling = frozenset(
        one.id for delegation in event.delegations for one in _kept_from_each_other(event, delegation)
    )
    return (
        named
        | travelling
        | {
            company.id
            for company in event.profiles
            if company.group is not None
            or company.competitors
            or company.excludes.countries
            or company.excludes.kinds
            or company.country in embargoed
        }
    )


def kept_apart_by(rules: Iterable[PairRule], event: Event, one: Company, other: Company) -> tuple[str, str] | None:
    """The name of the first of these rules that keeps two companies apart, and its reason."""
    for rule in rules:
        reason = rule.reason(event, one, other)
        if reason is not None:
            return rule.name, reason
    return None


@pair_rule(
    "Companies do not meet those whom a side avoids or who declined.",
    lambda event: bool(event.kept_apart),
)
def avoided_pairs_apart(event: Event, one: Company, other: Company) -> str | None:
    """A side avoids the other, or declined its wish."""
    return "a side avoids or declined the other" if frozenset((one.id, other.id)) in event.kept_apart else None


@pair_rule("Companies of the same group do not meet.", lambda event: any(c.group is not None for c in event.profiles))
def same_group_apart(_event: Event, one: Company, other: Company) -> str | None:
    """Both belong to one group."""
    return f"both belong to {one.group}" if one.group is not None and one.group == other.group else None


@pair_rule("Declared competitors do not meet.", lambda event: any(c.competitors for c in event.profiles))
def competitors_apart(_event: Event, one: Company, other: Company) -> str | None:
    """One names the other as a competitor."""
    for names, named in permutations((one, other)):
        if named.id in names.competitors:
            return f"{names.name} names {named.name} as a competitor"
    return None


@pair_rule("Companies of embargoed country pairs do not meet.", lambda event: bool(event.event.embargoes))
def embargoed_pairs_apart(event: Event, one: Company, other: Company) -> str | None:
    """An embargo holds between their countries."""
    for embargo in event.event.embargoes:
        for left, right in permutations((one, other)):
            if left.country in countries_in(embargo.between) and right.country in countries_in(embargo.and_):
                between, other_place = (event.country_name(c, "en") for c in (embargo.between, embargo.and_))
                return f"an embargo between {between} and {other_place}"
    return None


@pair_rule(
    "No company meets those whom it excludes by country or kind.",
    lambda event: any(c.excludes.countries or c.excludes.kinds for c in event.profiles),
)
def exclusions_kept(event: Event, one: Company, other: Company) -> str | None:
    """One excludes the other's country or kind."""
    for excludes, met in permutations((one, other)):
        if any(met.country in countries_in(place) for place in excludes.excludes.countries):
            return f"{excludes.name} excludes {event.country_name(met.country, 'en')}"
        if met.kind in excludes.excludes.kinds:
            return f"{excludes.name} excludes every {met.kind.value}"
    return None


def _named(event: Event, one: Company, other: Company) -> bool:
    """Whether one of the two asked for the other."""
    return frozenset((one.id, other.id)) in event.wishing


def _kept_from_each_other(event: Event, delegation: Delegation) -> tuple[Company, ...]:
    """The members of a delegation whose members do not meet each other."""
    return () if delegation.members_meet else event.members[delegation.id]


@pair_rule(
    "Members of a delegation meet each other only if one wishes it.",
    lambda event: any(len(_kept_from_each_other(event, delegation)) > 1 for delegation in event.delegations),
)
def same_delegation_apart(event: Event, one: Company, other: Company) -> str | None:
    """Both came with one delegation, and neither named the other."""
    delegation = event.delegation.get(one.delegation or "")
    if delegation is None or delegation.members_meet or one.delegation != other.delegation or _named(event, one, other):
        return None
    return f"both came with {delegation.name}"


@pair_rule("Wishes that nobody has answered are not booked.", lambda event: bool(event.waiting))
def open_wishes_wait(event: Event, one: Company, other: Company) -> str | None:
    """One asked for the other, who has not answered."""
    return "the wish is not answered yet (book_open is off)" if frozenset((one.id, other.id)) in event.waiting else None

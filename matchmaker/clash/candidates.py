"""Which changes of persons, lists and quotas could help the musts that rules keep from being held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import product

from matchmaker.clash.easing import (
    AnyDelegate,
    AnyTheme,
    DelegateStays,
    Ease,
    FurtherDelegate,
    FurtherInterpreter,
    Guests,
    InterpreterStays,
    LargerQuota,
)
from matchmaker.event import Event, SessionKind
from matchmaker.plan import pair_ids
from matchmaker.problem import Problem

# The rules that each kind of change can ease.
LANGUAGES = frozenset({"common_language", "interpreters_free", "interpreters_rest"})
DELEGATES = frozenset({"asked_delegates_attend", "attendees_free", "one_meeting_at_a_time"})
QUOTAS = frozenset({"delegation_quota", "company_maximum"})
GUESTS, THEMES = frozenset({"session_guests"}), frozenset({"salon_theme"})
KINDS = (DELEGATES, LANGUAGES, GUESTS, QUOTAS, THEMES)


def candidates(event: Event, problem: Problem, rules: Collection[str], pairs: Sequence[int]) -> list[Ease]:
    """Changes that ease some rules for some pairs of the musts' problem, the least intrusive first."""
    found: list[Ease] = []
    if DELEGATES & set(rules):
        found += _delegates(event, problem, pairs)
    if LANGUAGES & set(rules):
        found += _interpreters(problem, pairs)
    if GUESTS & set(rules):
        found += _guests(event, problem, pairs)
    if QUOTAS & set(rules):
        found += _quotas(event, problem, pairs)
    if THEMES & set(rules):
        found += _themes(event, problem, pairs)
    return list(dict.fromkeys(found))


def _delegates(event: Event, problem: Problem, pairs: Sequence[int]) -> Iterator[Ease]:
    """Longer hours of whoever could attend; nobody asked for by name; one more."""
    crew, companies = problem.crew, sorted({end for pair in pairs for end in problem.holders[pair]})
    for company in companies:
        name = problem.companies[company]
        people = event.profiles[company].people
        yield from (DelegateStays(name, one.id) for one in people if one.available is not None or one.unavailable)
    for pair in pairs:
        for company in problem.holders[pair]:
            if (pair, company) in crew.asked:
                wished = problem.companies[company]
                yield AnyDelegate(next(one for one in pair_ids(problem, pair) if one != wished), wished)
    busy = {*crew.delegates, *problem.duties}
    yield from (FurtherDelegate(problem.companies[one]) for one in companies if one in busy)


def _interpreters(problem: Problem, pairs: Sequence[int]) -> Iterator[Ease]:
    """Longer hours of whoever speaks both languages; one more who does, for the pairs of languages most wanted."""
    crew, wanted, able = problem.crew, Counter[tuple[str, ...]](), 0
    for pair in pairs:
        if pair in problem.interpreted:
            able |= problem.interpreted[pair]
            one, other = (crew.speaks[int(end[pair])] for end in (problem.left, problem.right))
            wanted.update({tuple(sorted(both)) for both in product(one, other)})
    for place, person in enumerate(crew.interpreters):
        if able >> place & 1 and not person.there[: len(problem.slots)].all():
            yield InterpreterStays(person.id)
    yield from (FurtherInterpreter(both) for both, _ in sorted(wanted.items(), key=lambda it: (-it[1], it[0])))


def _guests(event: Event, problem: Problem, pairs: Sequence[int]) -> Iterator[Ease]:
    """Both of a pair admitted where one is not."""
    for pair in pairs:
        for session in event.sessions:
            shut = tuple(one for one in pair_ids(problem, pair) if not session.admits(one))
            if session.hosts_meetings and shut:
                yield Guests(session.id, shut)


def _quotas(event: Event, problem: Problem, pairs: Sequence[int]) -> Iterator[Ease]:
    """As many meetings for a delegation as there are musts: for each of its members, whose share grows with it."""
    for name in dict.fromkeys(event.profiles[end].delegation for pair in pairs for end in problem.holders[pair]):
        found = event.delegation.get(name or "")
        if found is not None and found.max_meetings is not None:
            yield LargerQuota(found.id, found.max_meetings + len(event.members[found.id]) * len(problem.must))


def _themes(event: Event, problem: Problem, pairs: Sequence[int]) -> Iterator[Ease]:
    """Salons whose theme a pair does not fit."""
    for place, slot in enumerate(problem.slots):
        session = event.session[slot.session]
        if session.kind is SessionKind.SALON and session.topics and any(problem.fit[p, place] <= 0 for p in pairs):
            yield AnyTheme(session.id)

"""What changes are worth: the event with each is planned further from where its schedule stands.

A worth is an interval. `least` and `most` are proven: the difference between what is found with the change and what no
schedule without it can beat, and the other way round. `found` lies between them: it is what planning further gains with
the change, beyond what it gains without. Where both are proven optimal, all three are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import product
from typing import Any

from matchmaker.event import HOSTING, Event
from matchmaker.outcome import Solved
from matchmaker.plan import schedule_of
from matchmaker.problem import prepare
from matchmaker.scarce.changes import Change, Kind, changed
from matchmaker.schedule import GoalValue, Schedule
from matchmaker.solver import Control, Furthered, Staffed, further
from matchmaker.why import Facts
from matchmaker.why.facts import in_terms_of

TOTAL = "total_compatibility"
# So many companies are asked about, those whose next meeting has the highest price; so many pairs of languages.
COMPANIES, LANGUAGES = 5, 4
# Each further table or interpreter is weighed while the one before was worth something, up to so many.
EACH_FURTHER = 3
# How often planning further may go through all pairs before anything is changed.
SETTLING = 5


@dataclass(frozen=True, slots=True)
class Worth:
    """What a change adds to total compatibility, and to the number of meetings: found, and proven limits of it."""

    change: Change
    found: int
    least: int
    most: int
    meetings: int

    @property
    def proven(self) -> bool:
        """Whether it is exactly what was found."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Scarcity:
    """Worths, greatest first, each with its further ones; `objective` is total compatibility, round tables included.

    `anyway` is what planning further gains without any change; `cut` says what ended the work before all were weighed.
    """

    worths: tuple[Worth, ...]
    objective: int
    anyway: int = 0
    cut: str | None = None


def plain(found: Scarcity) -> dict[str, Any]:
    """The same for JSON."""
    worths = [{**asdict(one.change), **asdict(one), "proven": one.proven} for one in found.worths]
    for one in worths:
        del one["change"]
    return {"objective": found.objective, "anyway": found.anyway, "worths": worths, "cut": found.cut}


def weigh_changes(facts: Facts, control: Control, seed: int = 0) -> Scarcity:
    """What one more of everything that could be scarce is worth."""
    return _Scales(facts, control, seed).weighed()


class _Scales:
    """The schedule as far as it goes without any change, and what changes add to that."""

    def __init__(self, facts: Facts, control: Control, seed: int) -> None:
        self.control, self.seed = control, seed
        control.report("planning further without any change", facts.schedule.objective)
        now = Staffed(facts.placement, facts.staffing)
        for _ in range(SETTLING):
            self.now = further(facts.problem, now, facts.groups, seed, control)
            if self.now.weight == int(facts.problem.weight[list(now.placement)].sum()):
                break
            now = self.now.staffed
        self.anyway = self.now.weight - int(facts.problem.weight[list(facts.placement)].sum())
        self.facts = replace(facts, placement=now.placement, staffing=now.staffing)
        self.schedule = self._written()

    def _written(self) -> Schedule:
        """The schedule that goes as far as it can."""
        facts, weight = self.facts, self.now.weight
        total = GoalValue(name=TOTAL, value=weight, bound=max(weight, self.now.bound), proven=False)
        solved = Solved(facts.placement, (total,), groups=facts.groups, staffing=facts.staffing)
        return schedule_of(facts.event, facts.whole, facts.edges, solved, self.seed)

    def weighed(self) -> Scarcity:
        """All changes in turn, and further ones of those that are worth something."""
        each = [worths for change in self.candidates() if (worths := list(self.each_further(change)))]
        each.sort(key=lambda worths: (-worths[0].found, worths[0].change.kind, worths[0].change.of))
        every = tuple(one for worths in each for one in worths)
        return Scarcity(every, self.facts.schedule.objective, self.anyway, self.control.stopped())

    def each_further(self, change: Change) -> Iterator[Worth]:
        """What one, two, three are worth, as long as each adds something; of most changes there can be but one."""
        before, most = 0, EACH_FURTHER if change.kind in {Kind.TABLE, Kind.INTERPRETER} else 1
        for count in range(1, most + 1):
            worth = self.weigh(replace(change, count=count))
            if worth is None or (count > 1 and worth.found <= before):
                return
            yield worth
            before = worth.found
            if not before:
                return

    def weigh(self, change: Change) -> Worth | None:
        """What a change is worth; nothing where there is no place for it, or the work was stopped."""
        event = changed(self.facts.event, change)
        if event is None or self.control.stopped() is not None:
            return None
        self.control.report(f"weighing: {change.count} × {change.kind} {change.of}")
        after = self._further(event)
        if after is None or self.control.stopped() is not None:
            return None
        now = self.now
        found = max(0, after.weight - now.weight)
        least, most = max(0, after.weight - now.bound), max(found, after.bound - now.weight)
        return Worth(change, found, least, most, len(after.staffed.placement) - len(now.staffed.placement))

    def _further(self, event: Event) -> Furthered | None:
        """The schedule planned further in another event."""
        edges = [(*pair, data) for pair, data in self.facts.edges.items()]
        terms = in_terms_of(event, prepare(event, edges, self.facts.needs), self.schedule)
        if not terms:
            return None
        start = Staffed(terms["placement"], terms["staffing"])
        return further(terms["problem"], start, terms["groups"], self.seed, self.control)

    def candidates(self) -> Iterator[Change]:
        """What could be scarce: rooms and times of sessions, interpreters, and what companies have least of."""
        event = self.facts.event
        sessions = [one for one in event.sessions if one.kind in HOSTING]
        yield from (Change(Kind.TABLE, one.id) for one in sessions)
        yield from (Change(Kind.INTERPRETER, pair) for pair in self.languages())
        yield from (Change(Kind.SLOT, one.id) for one in sessions)
        for company in self.dearest():
            yield from (Change(kind, company) for kind in (Kind.MEETING, Kind.EARLIER, Kind.LATER, Kind.DELEGATE))

    def languages(self) -> list[str]:
        """Pairs of languages that an interpreter would bridge for the heaviest meetings that are not held."""
        problem, wanted = self.facts.problem, Counter[str]()
        if not problem.crew.interpreters:
            return []
        for pair in problem.interpreted.keys() - self.facts.placement.keys():
            one, other = (problem.crew.speaks[int(end[pair])] for end in (problem.left, problem.right))
            for both in product(one, other):
                wanted[" ".join(sorted(both))] += int(problem.weight[pair])
        return [pair for pair, _ in sorted(wanted.items(), key=lambda item: (-item[1], item[0]))[:LANGUAGES]]

    def dearest(self) -> list[str]:
        """The companies of whose next meeting the proof of the bound says that it is worth most."""
        price: list[int] = self.now.relaxation.certificate.company[: self.facts.problem.size].tolist()
        order = sorted((place for place, one in enumerate(price) if one > 0), key=lambda place: -price[place])
        return [self.facts.problem.companies[place] for place in order[:COMPANIES]]

"""Ways out through persons, lists and quotas: tried one by one, or all together and then as few as will do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from matchmaker.clash.absences import absences
from matchmaker.clash.candidates import KINDS, candidates
from matchmaker.clash.easing import DelegateStays, Ease, InterpreterStays, LargerQuota, Stay, made
from matchmaker.event import Event, SessionKind
from matchmaker.plan import Edges
from matchmaker.problem import Problem, prepare
from matchmaker.problem.crew import Person
from matchmaker.solver import Change, Control, Staffed, changed, of_pairs, possible, ways_out
from matchmaker.timetable import Span
from matchmaker.values import with_fields

# So many single changes are tried, and of those that help so many told; of times, so many are tried.
MOST, SHOWN, TIMES = 40, 3, 20
EFFORT = 3.0


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Changes of the event, and with them changes of rooms and companies, that make it possible together."""

    eases: tuple[Ease, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, eq=False)
class Held:
    """The musts of a changed event, all held."""

    problem: Problem
    staffed: Staffed


@dataclass(frozen=True, eq=False)
class Arranger:
    """An impossible event and its musts."""

    event: Event
    edges: Edges
    seed: int
    control: Control

    def problem(self, eases: Sequence[Ease] = ()) -> Problem:
        """The musts' own problem, the event being changed. Round tables take nothing from musts, and are left out."""
        edges = [(*pair, data) for pair, data in self.edges.items() if data["must"]]
        event = made(self.event, eases)
        sessions = tuple(one for one in event.sessions if one.kind is not SessionKind.DIALOGUE)
        found = prepare(with_fields(event, sessions=sessions), edges)
        return of_pairs(found, sorted(found.must), found.must)

    def held(self, eases: Sequence[Ease], changes: Sequence[Change] = ()) -> Held | None:
        """The musts as they can be held with these changes, if that is found."""
        if self.control.stopped() is not None:
            return None
        problem = self.problem(eases)
        if changes:
            problem = changed(problem, absences(made(self.event, eases), problem), changes)
        found = possible(problem, self.seed, self.control, EFFORT)
        return Held(problem, found) if found is not None else None

    def single(self, rules: set[str], pairs: Sequence[int]) -> list[Arrangement]:
        """Single changes that help, each as small as it can be."""
        found = list[Arrangement]()
        for one in candidates(self.event, self.problem(), rules, pairs)[:MOST]:
            held = self.held([one])
            if held is not None:
                found.append(Arrangement((self.smallest(one, held),)))
                if len(found) == SHOWN:
                    break
        return found

    def together(self) -> list[Arrangement]:
        """Several changes, of one kind if those will do, also of rooms and companies if it takes those."""
        problem, changes = self.problem(), tuple[Change, ...]()
        kinds = [candidates(self.event, problem, kind, range(len(problem.must))) for kind in KINDS]
        every = [one for kind in kinds for one in kind]
        if not every:
            return []
        alone = next((kind for kind in kinds if kind and self.held(kind) is not None), None)
        if alone is not None:
            every = alone
        elif self.held(every) is None:
            eased = self.problem(every)
            ways = ways_out(eased, absences(made(self.event, every), eased), self.seed, self.control)
            limits = [way for way in ways if way.family != "wishes"]
            if not limits:
                return []
            changes = limits[0].changes
        eases = self.needed([], every, changes)
        held = self.held(eases, changes)
        if held is None:
            return []
        narrow = [self.used(eases, place, held) for place in range(len(eases))]
        return [Arrangement(tuple(narrow if self.held(narrow, changes) is not None else eases), changes)]

    def needed(self, sure: list[Ease], rest: list[Ease], changes: Sequence[Change]) -> list[Ease]:
        """Those of the rest without which it would not be possible (QuickXplain: Junker 2004)."""
        if self.held(sure, changes) is not None:
            return []
        if len(rest) == 1:
            return rest
        middle = len(rest) // 2
        first, second = rest[:middle], rest[middle:]
        late = self.needed([*sure, *first], second, changes)
        return [*self.needed([*sure, *late], first, changes), *late]

    def smallest(self, one: Ease, held: Held) -> Ease:
        """A change that helps alone, as small as it can be: a quota no larger, hours no longer than needed."""
        if isinstance(one, LargerQuota):
            short, enough = self.event.delegation[one.delegation].max_meetings or 0, one.most
            while enough - short > 1:
                middle = (short + enough) // 2
                short, enough = (short, middle) if self.held([replace(one, most=middle)]) else (middle, enough)
            return replace(one, most=enough)
        if not isinstance(one, Stay):
            return one
        found = self.used([one], 0, held)
        if not isinstance(found, Stay) or found.spans is None or self.held([found]) is None:
            return one
        for span in found.spans[::-1][:TIMES]:
            fewer = replace(found, spans=tuple(other for other in found.spans or () if other != span))
            found = fewer if fewer.spans and self.held([fewer]) is not None else found
        if len(found.spans or ()) == 1:
            nearer = takewhile(lambda span: (span,) != found.spans, self.nearest([one], 0, one))
            single = (replace(one, spans=(span,)) for span in islice(nearer, TIMES))
            return next((it for it in single if self.held([it]) is not None), found)
        return found

    def used(self, eases: Sequence[Ease], place: int, held: Held) -> Ease:
        """One of the changes, with no more than the times that somebody works and would not otherwise."""
        one = eases[place]
        if not isinstance(one, Stay):
            return one
        crew, staffing = held.problem.crew, held.staffed.staffing
        person = self.person(held.problem, eases, place, one)
        who = [(pair, crew.interpreters[number]) for pair, number in staffing.interprets.items()]
        who += [(pair, crew.delegates[company][number]) for (pair, company), number in staffing.attends.items()]
        busy = {held.problem.slots[held.staffed.placement[pair]].span for pair, it in who if it is person}
        return replace(one, spans=tuple(span for span in self.nearest(eases, place, one) if span in busy))

    def nearest(self, eases: Sequence[Ease], place: int, one: Stay) -> list[Span]:
        """The times at which somebody is not there without this change, nearest to when they are."""
        before = [*eases[:place], replace(one, spans=()), *eases[place + 1 :]]
        problem = self.problem(before)
        person = self.person(problem, before, place, one)
        known, away = set[Span](), set[Span]()
        for number, slot in enumerate(problem.slots):
            (known if person.there[number] else away).add(slot.span)

        def far(span: Span) -> float:
            gaps = ((max(span.start, it.start) - min(span.end, it.end)).total_seconds() for it in known)
            return min(gaps, default=0)

        return sorted(away - known, key=lambda span: (far(span), span))

    def person(self, problem: Problem, eases: Sequence[Ease], place: int, one: Stay) -> Person:
        """Of whom one of the changes speaks, in the problem of them all."""
        crew = problem.crew
        if isinstance(one, DelegateStays):
            people = crew.delegates[problem.companies.index(one.company)]
            return next(person for person in people if person.id == one.delegate)
        if isinstance(one, InterpreterStays):
            name = one.interpreter
        else:
            name = made(self.event, eases[: place + 1]).interpreters[-1].id
        return next(person for person in crew.interpreters if person.id == name)

"""Who attends and who interprets: assignments of persons, and whether one more can be made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from matchmaker.problem.arrays import BoolArray
from matchmaker.problem.clock import Occupied
from matchmaker.problem.crew import Person, bridges, share_language
from matchmaker.problem.rounds import Group
from matchmaker.problem.value import Placement, Problem


@dataclass(frozen=True)
class Staffing:
    """Who attends for a company with named delegates, and who interprets, by position.

    `attends` is by pair and company, `interprets` by pair, `seats` by position of a group and company.
    """

    attends: Mapping[tuple[int, int], int] = field(default_factory=dict)
    interprets: Mapping[int, int] = field(default_factory=dict)
    seats: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who would come to one booking: delegates by company, and an interpreter."""

    delegates: Mapping[int, int]
    interpreter: int | None


class Rota:
    """The persons' times under change. Mutable; lives within one step."""

    def __init__(self, problem: Problem, clashes: BoolArray) -> None:
        self.problem = problem
        crew = problem.crew
        self.times: list[Occupied] = [*map(problem.time, range(len(problem.slots))), *problem.round_times]
        # Times at which nobody who is at this one can be, as bits.
        self.masks = [sum(1 << int(one) for one in np.flatnonzero(row)) | 1 << t for t, row in enumerate(clashes)]
        # The times of each person, and those at which they cannot come: away, or at something that clashes.
        self.delegate_at: dict[tuple[int, int], list[int]] = {}
        self.delegate_away = {(c, d): _away(one) for c, own in crew.delegates.items() for d, one in enumerate(own)}
        self.delegate_busy = dict(self.delegate_away)
        self.interpreter_at: list[list[int]] = [[] for _ in crew.interpreters]
        self.interpreter_away = [_away(one) for one in crew.interpreters]
        self.interpreter_busy = list(self.interpreter_away)
        self.attends: dict[tuple[int, int], int] = {}
        self.interprets: dict[int, int] = {}
        self.bridging: dict[tuple[frozenset[str], frozenset[str]], tuple[int, ...]] = {}

    @classmethod
    def holding(cls, problem: Problem, placement: Placement, groups: Sequence[Group], staffing: Staffing) -> Rota:
        """The persons' times as a schedule has them."""
        rota = cls(problem, all_clashes(problem))
        for (pair, company), person in staffing.attends.items():
            rota._attend((company, person), placement[pair])
        for pair, person in staffing.interprets.items():
            rota._interpret(person, placement[pair])
        for (number, company), person in staffing.seats.items():
            rota._attend((company, person), time_of(problem, groups[number]))
        rota.attends, rota.interprets = dict(staffing.attends), dict(staffing.interprets)
        return rota

    def find(self, pair: int, slot: int) -> Staff | None:
        """Persons who are free for a pair in a slot, without an interpreter where that is possible."""
        problem, crew = self.problem, self.problem.crew
        companies = [one for one in problem.holders[pair] if one in crew.delegates]
        free = [[d for d in crew.candidates(pair, c) if self.is_free(c, d, slot)] for c in companies]
        interpreted: list[tuple[dict[int, int], tuple[frozenset[str], frozenset[str]]]] = []
        for chosen in product(*free):
            delegates = dict(zip(companies, chosen, strict=True))
            sides = spoken(problem, pair, delegates)
            if not crew.interpreters or share_language(*sides):
                return Staff(delegates, None)
            interpreted.append((delegates, sides))
        for delegates, sides in interpreted:
            for interpreter in self._bridging(sides):
                if self.can_interpret(interpreter, slot):
                    return Staff(delegates, interpreter)
        return None

    def _bridging(self, sides: tuple[frozenset[str], frozenset[str]]) -> tuple[int, ...]:
        """The interpreters between two sides that speak these languages."""
        found = self.bridging.get(sides)
        if found is None:
            people = enumerate(self.problem.crew.interpreters)
            found = tuple(place for place, person in people if bridges(person.languages, *sides))
            self.bridging[sides] = found
        return found

    def is_free(self, company: int, delegate: int, time: int) -> bool:
        """Whether a delegate is there, and at nothing that clashes."""
        return not self.delegate_busy[company, delegate] >> time & 1

    def clash(self, time: int, other: int) -> bool:
        """Whether one person cannot be at both."""
        return bool(self.masks[time] >> other & 1)

    def can_interpret(self, interpreter: int, slot: int) -> bool:
        """Whether an interpreter is there, free, and rested."""
        if self.interpreter_busy[interpreter] >> slot & 1:
            return False
        person = self.problem.crew.interpreters[interpreter]
        return not tired(person, [*self.interpreter_at[interpreter], slot], self.times)

    def add(self, pair: int, slot: int, staff: Staff) -> None:
        """Take the persons."""
        for company, delegate in staff.delegates.items():
            self._attend((company, delegate), slot)
            self.attends[pair, company] = delegate
        if staff.interpreter is not None:
            self._interpret(staff.interpreter, slot)
            self.interprets[pair] = staff.interpreter

    def remove(self, pair: int, slot: int) -> Staff:
        """Nobody comes to a meeting any more; who would have."""
        delegates = {company: who for company in self.problem.holders[pair] for who in self._leave(pair, company, slot)}
        interpreter = self.interprets.pop(pair, None)
        if interpreter is not None:
            self.interpreter_at[interpreter].remove(slot)
            self.interpreter_busy[interpreter] = self.interpreter_away[interpreter] | self._busy(
                self.interpreter_at[interpreter]
            )
        return Staff(delegates, interpreter)

    def _leave(self, pair: int, company: int, slot: int) -> Iterator[int]:
        delegate = self.attends.pop((pair, company), None)
        if delegate is not None:
            person = company, delegate
            self.delegate_at[person].remove(slot)
            self.delegate_busy[person] = self.delegate_away[person] | self._busy(self.delegate_at[person])
            yield delegate

    def _attend(self, person: tuple[int, int], time: int) -> None:
        self.delegate_at.setdefault(person, []).append(time)
        self.delegate_busy[person] |= self.masks[time]

    def _interpret(self, person: int, time: int) -> None:
        self.interpreter_at[person].append(time)
        self.interpreter_busy[person] |= self.masks[time]

    def _busy(self, times: Sequence[int]) -> int:
        """The times that clash with any of these, as bits."""
        busy = 0
        for time in times:
            busy |= self.masks[time]
        return busy

    def staffing(self, seats: Mapping[tuple[int, int], int]) -> Staffing:
        """As it stands."""
        return Staffing(dict(self.attends), dict(self.interprets), dict(seats))


def _away(person: Person) -> int:
    """The times at which a person cannot be booked, as bits."""
    return sum(1 << int(time) for time in np.flatnonzero(~person.there))


def tired(person: Person, slots: Sequence[int], times: Sequence[Occupied]) -> tuple[int, ...]:
    """The first slots in a row, without a rest between, that last longer than the person can work."""
    run: list[int] = []
    for slot in sorted(slots, key=lambda one: times[one].start):
        if run and times[slot].start - times[run[-1]].end >= person.rest:
            run = []
        run.append(slot)
        if times[slot].end - times[run[0]].start > person.longest:
            return tuple(run)
    return ()


def spoken(problem: Problem, pair: int, delegates: Mapping[int, int]) -> tuple[frozenset[str], frozenset[str]]:
    """What the two sides of a pair speak if these delegates come."""
    found = []
    for end in (problem.left, problem.right):
        side = int(end[pair])
        owner = problem.owners.get(side, side)
        if owner in delegates and owner in problem.crew.delegates:
            found.append(problem.crew.delegates[owner][delegates[owner]].languages)
        else:
            found.append(problem.crew.speaks[side] if problem.crew.speaks else frozenset())
    return found[0], found[1]


def time_of(problem: Problem, group: Group) -> int:
    """The position of a group's round among all times: slots, then rounds."""
    return len(problem.slots) + problem.dialogues[group.dialogue].rounds[group.round]


def all_clashes(problem: Problem) -> BoolArray:
    """Which of all times clash: slots, then rounds."""
    return problem.walks.clashes([*map(problem.time, range(len(problem.slots))), *problem.round_times])

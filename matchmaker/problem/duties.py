"""Delegates who are taken away for a while: on a stage, at a booth, at a round table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from matchmaker.problem.arrays import BoolArray
from matchmaker.problem.clock import Occupied, cliques
from matchmaker.problem.limits import Limit
from matchmaker.problem.rounds import Group
from matchmaker.problem.value import Problem

RULE = "one_meeting_at_a_time"


def kept_free(problem: Problem, company: int, duties: Sequence[Occupied]) -> tuple[BoolArray, tuple[Limit, ...]]:
    """In which slots a company has a delegate left beside its duties, and the limits on its meetings around them.

    With duties among the times, every set of times that clash takes a delegate for each (see `clock.cliques`).
    """
    times = [problem.time(slot) for slot in range(len(problem.slots))]
    beside = np.array([[problem.walks.clash(time, duty) for duty in duties] for time in times], dtype=np.int64)
    beside = beside.reshape(len(times), len(duties))
    there = problem.present[company] & (beside.sum(axis=1) < _delegates(problem, company))
    limits = tuple(_limits(problem, company, duties)) if problem.delegates[company] > 1 else ()
    return there, limits


def _delegates(problem: Problem, company: int) -> int:
    return int(problem.delegates[company])


def _limits(problem: Problem, company: int, duties: Sequence[Occupied]) -> Iterator[Limit]:
    slots = [slot for slot in range(len(problem.slots)) if problem.present[company, slot]]
    times = [problem.time(slot) for slot in slots]
    pair, holder = problem.attending
    pairs = pair[holder == company]
    for together in cliques(problem.walks.clashes([*times, *duties])):
        inside = tuple(slots[place] for place in together if place < len(slots))
        most = _delegates(problem, company) - (len(together) - len(inside))
        if inside and 0 < most < _delegates(problem, company):  # where none is left, the company is not there
            yield Limit(RULE, most, ((pairs, inside),))


def on_duty(problem: Problem) -> Problem:
    """The problem with every company's duties kept free."""
    return _beside(problem, problem.duties)


def seated(problem: Problem, groups: Sequence[Group]) -> Problem:
    """The problem that remains when these round tables are held."""
    duties: dict[int, list[Occupied]] = {}
    for group in groups:
        time = problem.round_times[problem.dialogues[group.dialogue].rounds[group.round]]
        for company in group.members:
            duties.setdefault(company, list(problem.duties.get(company, ()))).append(time)
    return _beside(problem, duties)


def _beside(problem: Problem, duties: Mapping[int, Sequence[Occupied]]) -> Problem:
    """The problem in which these companies have a delegate for each of their duties."""
    present, limits = problem.present.copy(), list(problem.limits)
    for company, own in sorted(duties.items()):
        present[company], more = kept_free(problem, company, own)
        limits += more
    for side, owner in problem.owners.items():
        present[side] &= present[owner]
    return replace(problem, present=present, limits=tuple(limits))

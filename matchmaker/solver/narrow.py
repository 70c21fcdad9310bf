"""What is settled before the pairs are: round tables, and pairs that promises for a purpose need.

Both narrow the problem down; what is proven is proven of the whole problem, before it is narrowed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from matchmaker.outcome import Impossible, Undecided
from matchmaker.problem import Group, IntArray, Placement, Problem
from matchmaker.problem.duties import seated
from matchmaker.solver.groups import form_groups
from matchmaker.solver.musts import place_musts
from matchmaker.solver.progress import Control


@dataclass(frozen=True, eq=False)
class Narrowed:
    """What remains of a problem, its musts placed; the groups that are held, and what no groups can beat."""

    problem: Problem
    musts: Placement
    groups: tuple[Group, ...]
    bound: int


def narrow(problem: Problem, musts: Placement, chosen: IntArray, seed: int, control: Control) -> Narrowed:
    """The problem beside its round tables, with the pairs that pledges need as musts; `chosen` is a good choice."""
    found = Narrowed(problem, musts, (), 0)
    if problem.dialogues:
        control.report("forming groups")
        found = _with_groups(problem, musts, chosen, seed, control)
    pledged = _pledged(found.problem, chosen)
    if pledged <= found.problem.must:
        return found
    promised = replace(found.problem, must=found.problem.must | pledged)
    placed = place_musts(promised, seed, control)
    if isinstance(placed, Impossible | Undecided):
        return found
    return Narrowed(promised, placed, found.groups, found.bound)


def _with_groups(problem: Problem, musts: Placement, chosen: IntArray, seed: int, control: Control) -> Narrowed:
    """Groups that leave room for the musts: if need be without the companies that have any."""
    with_musts = frozenset(holder for pair in problem.must for holder in problem.holders[pair])
    for shy in (frozenset[int](), with_musts):
        grouped = form_groups(problem, _price(problem, chosen), shy, seed, control)
        beside = seated(problem, grouped.groups)
        placed = place_musts(beside, seed, control)
        if not isinstance(placed, Impossible | Undecided):
            return Narrowed(beside, placed, grouped.groups, grouped.bound)
    return Narrowed(problem, musts, (), grouped.bound)


def _price(problem: Problem, chosen: IntArray) -> IntArray:
    """What a seat costs each company: where it has no time to spare, the lightest of its meetings."""
    found = np.zeros(problem.size, dtype=np.int64)
    held: list[list[int]] = [[] for _ in problem.companies]
    for pair in (pair for pair in chosen.tolist() if pair not in problem.others):
        for company in problem.holders[pair]:
            held[company].append(int(problem.weight[pair]))
    room = problem.moments * problem.delegates
    for company in range(problem.size):
        short = len(held[company]) + _taken(problem, company) - int(room[company])
        found[company] = sum(sorted(held[company])[: max(0, short)])
    return found


def _taken(problem: Problem, company: int) -> int:
    """How many meetings' time a seat takes from a company, in the round that takes most."""
    times = [problem.time(slot) for slot in range(len(problem.slots))]
    taken = 0
    for number, time in enumerate(problem.round_times):
        welcome = (
            dialogue.welcome[company, dialogue.rounds.index(number)]
            for dialogue in problem.dialogues
            if number in dialogue.rounds
        )
        if any(welcome):
            free = np.array([not problem.walks.clash(time, slot) for slot in times], dtype=np.bool_)
            taken = max(taken, int(problem.moments[company]) - problem.moments_within(company, free))
    return taken


def _pledged(problem: Problem, chosen: IntArray) -> frozenset[int]:
    """For each pledge its heaviest pairs, those of the choice first, as many as are promised."""
    inside, able = set(chosen.tolist()), np.asarray(problem.common.any(axis=1))
    room = problem.maximum.copy()
    for pair in problem.must:
        room[[problem.left[pair], problem.right[pair]]] -= 1
    found: set[int] = set()
    for pledge in problem.pledges:
        order = sorted(pledge.pairs, key=lambda pair: (pair not in inside, -int(problem.weight[pair]), pair))
        kept = sum(pair in problem.must or pair in found for pair in order)
        for pair in order:
            ends = [problem.left[pair], problem.right[pair]]
            is_new = pair not in problem.must and pair not in found
            if kept < pledge.promised and is_new and able[pair] and (room[ends] > 0).all():
                found.add(pair)
                room[ends] -= 1
                kept += 1
    return frozenset(found)

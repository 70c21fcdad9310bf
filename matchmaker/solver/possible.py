"""Whether all musts of an event can be held at once, with the persons they need: how a way out is verified."""

from __future__ import annotations

from matchmaker.problem import Problem
from matchmaker.solver.musts import EFFORT, place_musts, placed_quickly
from matchmaker.solver.parts import of_pairs
from matchmaker.solver.progress import Control
from matchmaker.solver.staff import Staffed, staff


def possible(problem: Problem, seed: int, control: Control, effort: float = EFFORT) -> Staffed | None:
    """The musts with slots and persons, by the solver that plans them; pairs are places in `sorted(problem.must)`.

    Nothing if they were not found, which proves nothing.
    """
    found = held(problem, seed, control, effort)
    return found if found is not None and len(found.placement) == len(problem.must) else None


def held(problem: Problem, seed: int, control: Control, effort: float = EFFORT) -> Staffed | None:
    """The same without the musts that find no persons; nothing if not all find slots."""
    musts = of_pairs(problem, sorted(problem.must), problem.must)
    quick = placed_quickly(musts, sorted(musts.must), seed, control)
    found = staff(musts, quick, (), seed, control) if quick is not None else None
    if found is not None and len(found.placement) == len(musts.must):
        return found
    placed = place_musts(musts, seed, control, effort)
    return staff(musts, placed, (), seed, control) if isinstance(placed, dict) else found

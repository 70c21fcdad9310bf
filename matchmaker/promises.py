"""Sold minimums that a schedule does not keep: how many meetings there are, how many there could be, and why."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.problem import Placement, Problem
from matchmaker.satisfaction import meetings_of
from matchmaker.schedule import BrokenPromise


def promises_broken(problem: Problem, placement: Placement) -> Iterator[BrokenPromise]:
    """Each company that has fewer meetings than it was promised, in all or for a purpose."""
    for company, held in enumerate(meetings_of(problem, placement).tolist()):
        promised = int(problem.promised[company])
        if held < promised:
            possible = problem.most_alone(company)
            reason = _reason(problem, company, promised, possible)
            name = problem.companies[company]
            yield BrokenPromise(company=name, promised=promised, held=held, possible=possible, reason=reason)

    for pledge in problem.pledges:
        held = len(pledge.pairs & placement.keys())
        if held < pledge.promised:
            able = sum(1 for pair in pledge.pairs if problem.domains[pair])
            possible = min(able, problem.most_alone(pledge.company))
            yield BrokenPromise(
                company=problem.companies[pledge.company],
                promised=pledge.promised,
                held=held,
                possible=possible,
                reason=f"only {able} can be met who serve the purpose" if able < pledge.promised else BOOKED,
                purpose=pledge.purpose,
            )


BOOKED = "other promises, musts, and partners who are booked leave no more"


def _reason(problem: Problem, company: int, promised: int, possible: int) -> str:
    """What stands in the way, looking at the company alone first."""
    partners = sum(1 for pair in problem.pairs_of[company] if problem.domains[pair])
    if possible >= promised:
        return BOOKED
    if partners == possible:
        return f"only {partners} compatible compan{'y' if partners == 1 else 'ies'} can be met"
    if possible == problem.maximum[company]:
        return f"its maximum is {possible}"
    return f"its hours and delegates, and its partners' hours, leave room for {possible}"

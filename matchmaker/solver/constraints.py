"""The rules for the solver, as linear rows over the cells.

Each function gives the rule of the same name in `matchmaker.rules`. Relaxations, CP-SAT models and proofs are all
made from them.

A rule kept by construction has no rows: `Problem` holds no pair and no slot that would break it. It stands here all
the same, marked so, and the enumeration tests cover it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from matchmaker.problem import IntArray
from matchmaker.solver.cells import Cells
from matchmaker.solver.needs import Needs

NO_LIMIT = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Rows:
    """`lower <= matrix @ x <= upper`; rows by the rule's own numbering. Rows with an upper limit count cells."""

    matrix: csr_array
    lower: IntArray
    upper: IntArray

    @classmethod
    def at_most(cls, rows: IntArray, cells: IntArray, upper: IntArray, size: int) -> Rows:
        """Row `rows[k]` counts cell `cells[k]`; each row's count has an upper limit."""
        ones = np.ones(len(rows), dtype=np.int64)
        matrix = csr_array((ones, (rows, cells)), shape=(len(upper), size))
        return cls(matrix, np.zeros(len(upper), dtype=np.int64), upper)


Constraint = Callable[[Cells], Rows | None]

CONSTRAINTS: dict[str, Constraint] = {}
BY_CONSTRUCTION: set[str] = set()
BY_LIMITS: set[str] = set()


def constraint(function: Constraint) -> Constraint:
    """Enter a rule's rows under its own name."""
    CONSTRAINTS[function.__name__] = function
    return function


def by_limits(function: Constraint) -> Constraint:
    """Enter a rule that limits of the problem keep: `limited` has their rows."""
    BY_LIMITS.add(function.__name__)
    return constraint(function)


def by_construction(function: Constraint) -> Constraint:
    """Enter a rule that the problem itself keeps."""
    BY_CONSTRUCTION.add(function.__name__)
    return constraint(function)


@by_construction
def known_participants(_cells: Cells) -> Rows | None:
    """Pairs are of two different companies of the event."""
    return None


@constraint
def once_per_pair(cells: Cells) -> Rows:
    """Row p: at most one slot for pair p; a visit counts as the meeting it would replace."""
    row = np.arange(len(cells.problem.weight))
    row[list(cells.problem.instead)] = list(cells.problem.instead.values())
    return Rows.at_most(row[cells.pair], np.arange(len(cells)), np.ones(len(row), dtype=np.int64), len(cells))


@by_construction
def slots_of_sessions(_cells: Cells) -> Rows | None:
    """Only slots of sessions that host meetings exist."""
    return None


@constraint
def one_meeting_at_a_time(cells: Cells) -> Rows:
    """Row c * overlaps + q: company c has a delegate for each of its meetings in overlap q."""
    problem, overlaps = cells.problem, len(cells.problem.overlaps)
    held, holder = cells.attending
    at, overlap = np.nonzero(problem.in_overlap[:, cells.slot[held]].T)
    upper = np.repeat(problem.delegates, overlaps)
    return Rows.at_most(holder[at] * overlaps + overlap, held[at], upper, len(cells))


@by_construction
def within_hours(_cells: Cells) -> Rows | None:
    """A pair has cells only in slots in which both are present."""
    return None


@by_construction
def plenaries_are_free(_cells: Cells) -> Rows | None:
    """Nobody can be booked in a slot that shares a moment with a plenary."""
    return None


@constraint
def one_meeting_per_table(cells: Cells) -> Rows:
    """Row t: slot t has no more meetings than tables; which table is decided afterwards."""
    return Rows.at_most(cells.slot, np.arange(len(cells)), cells.problem.tables, len(cells))


@constraint
def session_capacity(cells: Cells) -> Rows:
    """Row t: the people of slot t's meetings have seats."""
    return Rows.at_most(cells.slot, np.arange(len(cells)), cells.problem.seated, len(cells))


@constraint
def company_maximum(cells: Cells) -> Rows:
    """Row c: company c's meetings stay within its maximum."""
    problem, each = cells.problem, np.arange(len(cells))
    rows = np.concatenate([problem.left[cells.pair], problem.right[cells.pair]])
    return Rows.at_most(rows, np.concatenate([each, each]), problem.maximum, len(cells))


@by_construction
def avoided_pairs_apart(_cells: Cells) -> Rows | None:
    """Pairs kept apart are no pairs of the problem."""
    return None


@by_construction
def same_group_apart(_cells: Cells) -> Rows | None:
    """Pairs of one group are no pairs of the problem."""
    return None


@by_construction
def competitors_apart(_cells: Cells) -> Rows | None:
    """Declared competitors are no pairs of the problem."""
    return None


@by_construction
def embargoed_pairs_apart(_cells: Cells) -> Rows | None:
    """Embargoed pairs are no pairs of the problem."""
    return None


@by_construction
def exclusions_kept(_cells: Cells) -> Rows | None:
    """Excluded pairs are no pairs of the problem."""
    return None


@by_construction
def same_delegation_apart(_cells: Cells) -> Rows | None:
    """Members of a delegation whom no wish brings together are no pairs of the problem."""
    return None


@by_construction
def open_wishes_wait(_cells: Cells) -> Rows | None:
    """Pairs that wait for an answer are no pairs of the problem."""
    return None


@constraint
def musts_kept(cells: Cells) -> Rows:
    """Row k: the k-th must has a slot."""
    musts = np.array(sorted(cells.problem.must), dtype=np.int64)
    number = np.full(len(cells.problem.weight), -1, dtype=np.int64)
    number[musts] = np.arange(len(musts))
    inside = np.flatnonzero(number[cells.pair] >= 0)
    free = np.full(len(musts), NO_LIMIT, dtype=np.int64)
    rows = Rows.at_most(number[cells.pair[inside]], inside, free, len(cells))
    return Rows(rows.matrix, np.ones(len(musts), dtype=np.int64), free)


@by_construction
def time_to_walk(_cells: Cells) -> Rows | None:
    """Overlaps, as `one_meeting_at_a_time` counts them, hold all slots between which there is no time to walk."""
    return None


@by_construction
def visits_maximum(_cells: Cells) -> Rows | None:
    """A company as a visitor is a side of its own, whose maximum `company_maximum` keeps."""
    return None


@by_construction
def session_guests(_cells: Cells) -> Rows | None:
    """Pairs are barred from the slots of sessions that do not admit both; only guests are welcome at round tables."""
    return None


@by_construction
def salon_theme(_cells: Cells) -> Rows | None:
    """Pairs are barred from salons whose theme they do not fit."""
    return None


@by_construction
def booths_hosted(_cells: Cells) -> Rows | None:
    """A booth is a side of its own: there while it is shown, with as many delegates as it takes visitors."""
    return None


@by_construction
def needs_served(_cells: Cells) -> Rows | None:
    """A need is a side of its own, met once; an adviser is one, too; pairs are those that fit."""
    return None


@by_construction
def groups_formed(_cells: Cells) -> Rows | None:
    """Groups are settled before pairs, each as it should be: see `matchmaker.solver.groups`."""
    return None


@by_construction
def new_faces(_cells: Cells) -> Rows | None:
    """No group is made of two who share another of its dialogue."""
    return None


@by_construction
def groups_moderated(_cells: Cells) -> Rows | None:
    """A round has no more groups than its session has moderators."""
    return None


@by_construction
def askers_seated(_cells: Cells) -> Rows | None:
    """A table that was asked for is held with whoever asked."""
    return None


@by_construction
def common_language(_cells: Cells) -> Rows | None:
    """Pairs without a common language and an interpreter are barred; `matchmaker.solver.staff` finds the persons."""
    return None


@by_limits
def interpreters_free(_cells: Cells) -> Rows | None:
    """Of any interpreters, no more pairs need one at once than there are."""
    return None


@by_limits
def interpreters_rest(_cells: Cells) -> Rows | None:
    """Within any stretch of time, no more pairs need one of them than they can serve with their rests."""
    return None


@by_construction
def attendees_named(_cells: Cells) -> Rows | None:
    """Every pair that is held gets its delegates from `matchmaker.solver.staff`, or is not held."""
    return None


@by_limits
def attendees_free(_cells: Cells) -> Rows | None:
    """Of any delegates of a company, no more of its pairs need one at once than there are."""
    return None


@by_construction
def asked_delegates_attend(_cells: Cells) -> Rows | None:
    """Pairs have slots only while whoever was asked for is there, and get nobody else."""
    return None


@by_construction
def leaders_attend(_cells: Cells) -> Rows | None:
    """Leaders who were asked for are among those whose time a pair takes."""
    return None


@by_limits
def delegation_quota(_cells: Cells) -> Rows | None:
    """Pairs with a member of a delegation, all together."""
    return None


@by_construction
def delegation_shares(_cells: Cells) -> Rows | None:
    """A member's maximum is no more than its share."""
    return None


def limited(cells: Cells, without: str | None = None) -> Rows:
    """Row k: the k-th limit of the problem, unless it belongs to the rule left out."""
    problem = cells.problem
    rows, columns = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for row, limit in enumerate(problem.limits):
        for pairs, slots in limit.parts if limit.rule != without else ():
            inside = cells.at[np.ix_(pairs, np.array(slots))].ravel()
            inside = inside[inside >= 0]
            rows.append(np.full(len(inside), row))
            columns.append(inside)
    upper = np.array([limit.most for limit in problem.limits], dtype=np.int64)
    return Rows.at_most(np.concatenate(rows), np.concatenate(columns), upper, len(cells))


def needed(cells: Cells, needs: Needs) -> dict[str, Rows]:
    """What goals pursued before have secured, as rows: no rules, but kept like them.

    Row c: what company c's meetings weigh, and how many they are; row 0: what all meetings weigh.
    """
    problem, each = cells.problem, np.arange(len(cells))
    ends = np.concatenate([problem.left[cells.pair], problem.right[cells.pair]])
    weight = problem.weight[cells.pair]
    both = np.concatenate([each, each])

    def at_least(rows: IntArray, columns: IntArray, values: IntArray, lower: IntArray) -> Rows:
        matrix = csr_array((values, (rows, columns)), shape=(len(lower), len(cells)))
        return Rows(matrix, lower, np.full(len(lower), NO_LIMIT, dtype=np.int64))

    return {
        "needed_weight": at_least(ends, both, np.concatenate([weight, weight]), needs.weight),
        "needed_meetings": at_least(ends, both, np.ones(len(both), dtype=np.int64), needs.meetings),
        "needed_total": at_least(np.zeros(len(each), dtype=np.int64), each, weight, np.array([needs.total])),
    }

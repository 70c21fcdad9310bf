"""The whole problem over its cells: every rule's rows in one matrix, and their prices back as a proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.cells import Cells
from matchmaker.solver.certificate import Certificate
from matchmaker.solver.constraints import CONSTRAINTS, Rows, limited, needed
from matchmaker.solver.needs import Needs

ROWS_OF_PAIRS = frozenset({"once_per_pair", "musts_kept"})
LIMITS = "limits"
FloatArray = NDArray[np.float64]
# Prices are rounded to this part of a point.
SCALE = 1000


@dataclass(frozen=True, eq=False)
class Model:
    """`lower <= matrix @ x <= upper` over the cells; rows that cannot bind are left out.

    `rule[r]` and `row[r]` say where row r comes from; `only_slot[r]` is the slot of all its cells, or -1 if they are
    of several.
    """

    cells: Cells
    matrix: csr_array
    lower: IntArray
    upper: IntArray
    rule: tuple[str, ...]
    row: IntArray
    only_slot: IntArray

    @classmethod
    def of(cls, problem: Problem, without: str | None = None, needs: Needs | None = None) -> Model:
        """All rules of a problem, and what is needed; `without` leaves one out, for tests that must notice."""
        cells = Cells.of(problem)
        found = {name: make(cells) for name, make in CONSTRAINTS.items() if name != without}
        if problem.limits:
            found[LIMITS] = limited(cells, without)
        if needs is not None:
            found |= needed(cells, needs)
        parts = [(name, rows, _binding(rows)) for name, rows in found.items() if rows is not None]
        matrix = csr_array(vstack([rows.matrix[keep] for _, rows, keep in parts]))
        matrix.sort_indices()
        return cls(
            cells=cells,
            matrix=matrix,
            lower=np.concatenate([rows.lower[keep] for _, rows, keep in parts]),
            upper=np.concatenate([rows.upper[keep] for _, rows, keep in parts]),
            rule=tuple(name for name, _, keep in parts for _ in keep),
            row=np.concatenate([keep for _, _, keep in parts]),
            only_slot=_only_slots(cells, matrix, [name for name, _, keep in parts for _ in keep]),
        )

    def used(self, held: BoolArray) -> IntArray:
        """How much of each row the held cells use."""
        used: IntArray = self.matrix @ held.astype(np.int64)
        return used

    def certificate(self, dual: FloatArray) -> Certificate:
        """The prices of the rules' rows, in whole units of 1/`SCALE`; profits have to come in the same units."""
        problem = self.cells.problem
        companies, overlaps, slots = len(problem.companies), len(problem.overlaps), len(problem.slots)
        return Certificate(
            1,
            self._prices(dual, "one_meeting_at_a_time", companies * overlaps).reshape(companies, overlaps),
            self._prices(dual, "company_maximum", companies),
            self._prices(dual, "one_meeting_per_table", slots) + self._prices(dual, "session_capacity", slots),
            limit=self._prices(dual, LIMITS, len(problem.limits)),
        )

    def need_prices(self, dual: FloatArray) -> tuple[IntArray, IntArray]:
        """For each company the prices of what it needs, by weight and by meeting, in units of 1/`SCALE`."""
        companies = len(self.cells.problem.companies)
        return self._prices(-dual, "needed_weight", companies), self._prices(-dual, "needed_meetings", companies)

    def _prices(self, dual: FloatArray, rule: str, size: int) -> IntArray:
        whole = np.maximum(0, np.rint(dual * SCALE)).astype(np.int64)
        inside, found = np.array(self.rule) == rule, np.zeros(size, dtype=np.int64)
        found[self.row[inside]] = whole[inside]
        return found


def _binding(rows: Rows) -> IntArray:
    """Rows that some choice of cells would break."""
    size = np.diff(rows.matrix.indptr)
    return np.flatnonzero((size > rows.upper) | (rows.lower > 0))


def _only_slots(cells: Cells, matrix: csr_array, rules: list[str]) -> IntArray:
    """For each row the one slot of its cells, or -1; a pair's own row belongs to the pair."""
    found = np.full(matrix.shape[0], -1, dtype=np.int64)
    for row, rule in enumerate(rules):
        slots = cells.slot[matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]]
        if rule not in ROWS_OF_PAIRS and len(slots) and (slots == slots[0]).all():
            found[row] = slots[0]
    return found

"""The whole problem over its cells: every rule's rows in one matrix, and their prices back as a proof."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, vstack

from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.cells import Cells
from matchmaker.solver.certificate import Certificate
from matchmaker.solver.constraints import CONSTRAINTS, Rows

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
    def of(cls, problem: Problem, without: str | None = None) -> Model:
        """All rules of a problem; `without` leaves one out, for tests that must notice."""
        cells = Cells.of(problem)
        found = {name: make(cells) for name, make in CONSTRAINTS.items() if name != without}
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
        """The rows' prices, rounded, as a certificate for total compatibility."""
        problem = self.cells.problem
        whole = np.maximum(0, np.rint(dual * SCALE)).astype(np.int64)
        rules = np.array(self.rule)

        def prices(rule: str, size: int) -> IntArray:
            found = np.zeros(size, dtype=np.int64)
            found[self.row[rules == rule]] = whole[rules == rule]
            return found

        companies, overlaps, slots = len(problem.companies), len(problem.overlaps), len(problem.slots)
        return Certificate(
            SCALE,
            prices("one_meeting_at_a_time", companies * overlaps).reshape(companies, overlaps),
            prices("company_maximum", companies),
            prices("one_meeting_per_table", slots) + prices("session_capacity", slots),
        )


def _binding(rows: Rows) -> IntArray:
    """Rows that some choice of cells would break."""
    size = np.diff(rows.matrix.indptr)
    return np.flatnonzero((size > rows.upper) | (rows.lower > 0))


def _only_slots(cells: Cells, matrix: csr_array, rules: list[str]) -> IntArray:
    """For each row the one slot of its cells, or -1; a pair's own row belongs to the pair."""
    found = np.full(matrix.shape[0], -1, dtype=np.int64)
    for row, rule in enumerate(rules):
        slots = cells.slot[matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]]
        if rule not in {"once_per_pair", "musts_kept"} and len(slots) and (slots == slots[0]).all():
            found[row] = slots[0]
    return found

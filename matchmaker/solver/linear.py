"""The linear relaxation over cells, by PDLP (Applegate et al. 2021).

First-order, so it scales; one thread and an iteration limit, so it repeats. Its prices only guide: what is proven is
recomputed in whole numbers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from scipy.sparse import csr_array

from matchmaker.problem import IntArray
from matchmaker.solver.model import FloatArray

ITERATIONS = 50_000


@dataclass(frozen=True, eq=False)
class Point:
    """A near-optimal point: the share of each cell, and the price of each row."""

    share: FloatArray
    dual: FloatArray


def relax_cells(matrix: csr_array, lower: IntArray, upper: IntArray, profit: IntArray, precision: float) -> Point:
    """Maximise `profit @ x` over `lower <= matrix @ x <= upper`, `0 <= x <= 1`, to a relative precision.

    A lower limit of 0 is none.
    """
    size = matrix.shape[1]
    least = np.where(lower > 0, lower, -np.inf)
    most, paid = upper.astype(np.float64), profit.astype(np.float64)
    return relax_columns(matrix, most, paid, np.zeros(size), np.ones(size), precision, least)


def relax_columns(
    matrix: csr_array,
    upper: FloatArray,
    profit: FloatArray,
    least: FloatArray,
    most: FloatArray,
    precision: float,
    lower: FloatArray | None = None,
) -> Point:
    """The same with limits `least <= x <= most` of the columns' own, and fractions allowed everywhere."""
    size = matrix.shape[1]
    if size == 0:
        return Point(np.zeros(0), np.zeros(len(upper)))
    parameters = mathopt.SolveParameters(threads=1)
    criteria = parameters.pdlp.termination_criteria
    criteria.simple_optimality_criteria.eps_optimal_relative = precision
    criteria.simple_optimality_criteria.eps_optimal_absolute = precision
    criteria.iteration_limit = ITERATIONS
    lower = np.full(len(upper), -np.inf) if lower is None else lower
    programme = _filled(matrix, lower, upper, profit, least, most)
    with _native_output_aside():
        result = mathopt.solve(programme, mathopt.SolverType.PDLP, params=parameters)
    if not (result.has_primal_feasible_solution() and result.has_dual_feasible_solution()):
        # The limit came first: no guidance, and no harm.
        return Point(np.zeros(size), np.zeros(len(upper)))
    share = np.array(list(result.variable_values().values()))
    return Point(share, np.array(list(result.dual_values().values())))


@contextmanager
def _native_output_aside() -> Iterator[None]:
    """PDLP remarks on its inner iterations on standard output, past Python and with no switch: not in our results."""
    try:
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # there is no standard output
        yield
        return
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _filled(
    matrix: csr_array, lower: FloatArray, upper: FloatArray, profit: FloatArray, least: FloatArray, most: FloatArray
) -> mathopt.Model:
    """The linear programme as a MathOpt model, filled in bulk."""
    rows, size = matrix.shape
    proto = model_pb2.ModelProto()
    proto.variables.ids.extend(range(size))
    proto.variables.lower_bounds.extend(least.tolist())
    proto.variables.upper_bounds.extend(most.tolist())
    proto.variables.integers.extend([False] * size)
    proto.objective.maximize = True
    paying = np.flatnonzero(profit)
    proto.objective.linear_coefficients.ids.extend(paying.tolist())
    proto.objective.linear_coefficients.values.extend(profit[paying].tolist())
    proto.linear_constraints.ids.extend(range(rows))
    proto.linear_constraints.lower_bounds.extend(lower.tolist())
    proto.linear_constraints.upper_bounds.extend(upper.tolist())
    matrix.eliminate_zeros()
    matrix.sort_indices()
    proto.linear_constraint_matrix.row_ids.extend(np.repeat(np.arange(rows), np.diff(matrix.indptr)).tolist())
    proto.linear_constraint_matrix.column_ids.extend(matrix.indices.tolist())
    proto.linear_constraint_matrix.coefficients.extend(matrix.data.astype(float).tolist())
    return mathopt.Model.from_model_proto(proto)

"""Choosing pairs while forgetting slots: a fractional b-matching, solved exactly as minimum-cost flow.

The relaxation (each company at most its degree, all tables together) is a minimum-cost flow on the bipartite double
cover (Edmonds 1965; Fulkerson, Hoffman, McAndrew 1965: its extreme points are half-integral), so cost scaling
(Goldberg 1997) replaces an LP solver, and the prices it ends with are a certificate in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from matchmaker.errors import InternalError
from matchmaker.problem import BoolArray, IntArray, Problem
from matchmaker.solver.certificate import Certificate, most_meetings, prove
from matchmaker.solver.prices import Lagrangian

# In halves: a pair that the relaxation takes wholly.
WHOLE = 2


@dataclass(frozen=True, eq=False)
class Relaxation:
    """Half-integral optimum: `halves[p]` is 0, 1 or 2, `profit[p]` twice the reduced profit of pair p.

    Profits are in units of 1/`scale`. `bound` is what no schedule's value of the goal, counting up, can exceed, as the
    certificate proves it.
    """

    halves: IntArray
    profit: IntArray
    scale: int
    certificate: Certificate
    bound: int


def relax(problem: Problem, lagrangian: Lagrangian) -> Relaxation:
    """The optimal fractional choice of pairs under degrees and total tables, with its proof."""
    degree = problem.degrees()
    able: BoolArray = np.asarray(problem.common.any(axis=1))
    must = np.array(sorted(problem.must), dtype=np.int64)
    able[must] = False
    free = np.flatnonzero(able)
    taken = np.bincount(np.concatenate([problem.left[must], problem.right[must]]), minlength=len(problem.companies))
    room = np.maximum(0, degree - taken)
    tables = max(0, most_meetings(problem, degree) - len(must))
    network = _Network.of(problem, free, lagrangian.profit[free], room, tables)
    flow = network.flow()
    halves = np.zeros(len(problem.weight), dtype=np.int64)
    first, size = len(problem.companies), len(free)
    halves[free] = flow[first : first + size] + flow[first + size : first + 2 * size]
    halves[must] = 2
    price, table_price = network.prices(flow)
    reduced = 2 * lagrangian.profit - price[problem.left] - price[problem.right] - table_price
    certificate = _certificate(problem, price, table_price)
    most = prove(problem, np.broadcast_to(lagrangian.profit[:, None], problem.fit.shape), degree, certificate)
    return Relaxation(halves, reduced, lagrangian.scale, certificate, lagrangian.bound(most))


def _certificate(problem: Problem, price: IntArray, table_price: int) -> Certificate:
    overlap = np.zeros((len(problem.companies), len(problem.overlaps)), dtype=np.int64)
    return Certificate(2, overlap, price, np.zeros(len(problem.slots), dtype=np.int64), table_price)


@dataclass(frozen=True, eq=False)
class _Network:
    """The double cover: source, a left and a right copy of each company, sink, and a bypass for unused tables."""

    companies: int
    tables: int
    tails: IntArray
    heads: IntArray
    capacities: IntArray
    costs: IntArray

    @classmethod
    def of(cls, problem: Problem, free: IntArray, profit: IntArray, degree: IntArray, tables: int) -> _Network:
        n = len(problem.companies)
        each = np.arange(n)
        source, sink = 2 * n, 2 * n + 1
        left, right = problem.left[free], problem.right[free]
        zero = np.zeros(n, dtype=np.int64)
        return cls(
            n,
            tables,
            np.concatenate([np.full(n, source), left, right, n + each, [source]]),
            np.concatenate([each, n + right, n + left, np.full(n, sink), [sink]]),
            np.concatenate([degree, np.ones(2 * len(free), dtype=np.int64), degree, [2 * tables]]),
            np.concatenate([zero, -profit, -profit, zero, [0]]),
        )

    def flow(self) -> IntArray:
        """The flow on every arc at minimum cost."""
        n, solver = self.companies, min_cost_flow.SimpleMinCostFlow()
        arcs = solver.add_arcs_with_capacity_and_unit_cost(self.tails, self.heads, self.capacities, self.costs)
        solver.set_nodes_supplies(np.array([2 * n, 2 * n + 1]), np.array([2 * self.tables, -2 * self.tables]))
        if solver.solve() != solver.OPTIMAL:
            msg = "the minimum-cost flow did not reach its optimum"
            raise InternalError(msg)
        return np.asarray(solver.flows(arcs), dtype=np.int64)

    def prices(self, flow: IntArray) -> tuple[IntArray, int]:
        """Twice each company's price and twice the tables': potentials by Bellman-Ford on the residual arcs."""
        ahead, back = flow < self.capacities, flow > 0
        if not (ahead.any() or back.any()):  # there is room for nothing
            return np.zeros(self.companies, dtype=np.int64), 0
        tail = np.concatenate([self.tails[ahead], self.heads[back]])
        head = np.concatenate([self.heads[ahead], self.tails[back]])
        cost = np.concatenate([self.costs[ahead], -self.costs[back]])
        order = np.argsort(head, kind="stable")
        tail, head, cost = tail[order], head[order], cost[order]
        n, distance = self.companies, np.zeros(2 * self.companies + 2, dtype=np.int64)
        starts = np.flatnonzero(np.concatenate([[True], head[1:] != head[:-1]]))
        ends = head[starts]
        while True:
            best = np.minimum(distance[ends], np.minimum.reduceat(distance[tail] + cost, starts))
            if (best == distance[ends]).all():
                break
            distance[ends] = best
        source, sink = distance[2 * n], distance[2 * n + 1]
        out, into = distance[:n] - source, sink - distance[n : 2 * n]
        return np.maximum(out, 0) + np.maximum(into, 0), 2 * max(0, int(source - sink))

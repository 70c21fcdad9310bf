"""Any prices that are not negative prove a bound; bounds are never below what a schedule reaches."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matchmaker.pipeline import Project
from matchmaker.problem import Problem
from matchmaker.solver import Quiet
from matchmaker.solver.allot import allot
from matchmaker.solver.certificate import Certificate, most_meetings, prove, room_in_slots
from matchmaker.solver.choice import ChoiceModel
from matchmaker.solver.choose import Choice, choose
from matchmaker.solver.needs import Needs
from matchmaker.solver.objectives import weights
from matchmaker.solver.place import place
from matchmaker.solver.prices import Lagrangian
from matchmaker.solver.relax import WHOLE, Relaxation, relax
from matchmaker.timetable import Slot, Span
from tests.benchmarks.fairs import Fair
from tests.build import company, event, session
from tests.solver import brute
from tests.solver.problems import random_problem

SEEDS = range(30)


def prices(problem: Problem, rng: np.random.Generator, most: int) -> Certificate:
    """Random prices, many of them zero."""

    def some(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        return rng.integers(0, most, shape) * rng.integers(0, 2, shape)

    companies, overlaps, slots = len(problem.companies), len(problem.overlaps), len(problem.slots)
    scale = int(rng.integers(1, 9))
    return Certificate(scale, some(companies, overlaps), some(companies), some(slots), int(some(1)[0]))


def relaxed(problem: Problem) -> Relaxation:
    """The relaxation of total compatibility, with nothing else to keep."""
    return relax(problem, Lagrangian.plain(problem))


def chosen(problem: Problem, seed: int) -> Choice:
    """The choice with nothing known but the musts."""
    musts = np.array(sorted(problem.must), dtype=np.int64)
    return choose(problem, relaxed(problem), Needs.none(problem), musts, seed, Quiet())


@pytest.mark.parametrize("seed", SEEDS)
def test_random_prices_never_prove_less_than_a_schedule_reaches(seed: int) -> None:
    problem, rng = random_problem(seed), np.random.default_rng(seed)
    known = brute.values(problem)
    degree = problem.degrees()
    for number, profit in enumerate((weights(problem), problem.fit)):
        reached = max((value[number] for value in known), default=0)
        for most in (1, 5, 50, 200):
            for _ in range(20):
                assert prove(problem, profit, degree, prices(problem, rng, most)) >= reached


@pytest.mark.parametrize("part", ["overlap", "maximum", "table", "meeting"])
def test_a_negative_price_is_refused(part: str) -> None:
    problem = random_problem(0)
    companies, overlaps, slots = len(problem.companies), len(problem.overlaps), len(problem.slots)
    shapes = {"overlap": (companies, overlaps), "maximum": (companies,), "table": (slots,), "meeting": ()}
    values = {name: np.zeros(shape, dtype=np.int64) for name, shape in shapes.items()}
    values[part] = values[part] - 1
    certificate = Certificate(1, values["overlap"], values["maximum"], values["table"], int(values["meeting"]))
    with pytest.raises(ValueError, match="negative price"):
        prove(problem, weights(problem), problem.degrees(), certificate)


def test_a_price_for_every_limit_adds_up_by_hand() -> None:
    """Three companies, one slot, one table: 400 for the only meeting, whichever price carries it."""
    problem = Project(event("a b c", slots=1)).problem
    profit, degree = weights(problem), problem.degrees()
    free = Certificate(1, np.zeros((3, 1), np.int64), np.zeros(3, np.int64), np.zeros(1, np.int64))

    def proven(**prices: Any) -> int:
        return prove(problem, profit, degree, replace(free, **prices))

    assert proven() == 3 * 400
    assert proven(table=np.array([400])) == 400
    assert proven(scale=2, meeting=800) == 400
    assert proven(overlap=np.full((3, 1), 200)) == 600
    assert proven(scale=3, table=np.array([1000])) == (1000 + 3 * 200) // 3


def test_room_is_what_tables_seats_and_people_allow() -> None:
    held = event(
        [company("a", delegates=3), "b"], session("x", tables=1), session("y", tables=9), session("z", capacity=0)
    )
    problem = Project(held).problem
    by_session = dict(zip([slot.session for slot in problem.slots], room_in_slots(problem).tolist(), strict=True))
    assert by_session == {"x": 1, "y": 2, "z": 0}
    assert most_meetings(problem, np.array([3, 2])) == 2
    assert most_meetings(problem, np.array([9, 9])) == 6


def test_degrees_count_moments_and_not_slots() -> None:
    """Three slots in a row, and a long one beside the first two: at most three meetings one after the other."""
    held = event(
        [company("a", max_meetings=2), company("b", delegates=2), company("c", available=[]), "d"],
        session(slots=3),
        session("long", "09:00", 1, slot=60),
    )
    assert Project(held).problem.degrees().tolist() == [2, 6, 0, 3]


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_of_relaxation_choice_and_allotment_are_true(seed: int) -> None:
    problem = random_problem(seed)
    known = brute.values(problem)
    if not known:
        return
    relaxation = relaxed(problem)
    choice = chosen(problem, seed)
    best = max(weight for weight, _ in known)
    assert relaxation.bound >= choice.bound >= best
    assert choice.bound >= choice.weight == problem.weight[choice.pairs].sum()
    allotment = allot(problem, relaxation, Needs.none(problem), choice.pairs, seed, Quiet())
    assert allotment.bound >= max((fit for weight, fit in known if weight >= choice.weight), default=0)
    assert all(slot in problem.domains[pair] for pair, slots in allotment.slots.items() for slot in slots)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_choice_leaves_every_company_within_its_degree_and_keeps_musts_if_it_can(seed: int) -> None:
    problem = random_problem(seed)
    if not brute.values(problem):
        return
    choice = chosen(problem, seed)
    ends = np.concatenate([problem.left[choice.pairs], problem.right[choice.pairs]])
    degree = problem.degrees()
    assert (np.bincount(ends, minlength=len(problem.companies)) <= degree).all()
    assert len(choice.pairs) <= most_meetings(problem, degree)
    assert problem.must <= set(choice.pairs.tolist())
    assert (np.diff(choice.pairs) > 0).all()


def test_a_choice_without_time_is_what_the_relaxation_takes_wholly(monkeypatch: pytest.MonkeyPatch) -> None:
    """CP-SAT may find nothing in its time, as on events of thousands of companies."""
    monkeypatch.setattr(ChoiceModel, "solve", lambda *_given: None)
    problem = Fair(60).problem()
    choice = chosen(problem, 0)
    assert choice.pairs.tolist() == np.flatnonzero(relaxed(problem).halves == WHOLE).tolist()
    assert 0.9 * choice.bound < choice.weight <= choice.bound


@pytest.mark.parametrize("seed", SEEDS)
def test_places_of_chosen_pairs_keep_every_limit_and_what_is_fixed(seed: int) -> None:
    problem = replace(random_problem(seed), must=frozenset())
    pairs = chosen(problem, seed).pairs.tolist()
    options = {pair: problem.domains[pair] for pair in pairs}
    fixed = {pair: options[pair][-1] for pair in pairs[:1]}
    placement = place(problem, options, seed, fixed, Quiet())
    assert placement in list(brute.placements(problem))
    assert fixed.items() <= placement.items()
    assert placement.keys() <= set(pairs)
    assert placement == place(problem, options, seed, fixed, Quiet())


def test_slots_that_two_overlaps_cover_do_not_spoil_the_proof() -> None:
    """Three slots, the third across the first two: x meets y only there, so a slot is covered twice.

    By hand: x has room for two meetings, with z and 1 in the first and the last slot; of the triangle 2-3 is left: 330.
    """
    x, y, z, one, two, three = range(6)
    pairs = {(x, y): 100, (x, z): 120, (x, one): 110, (one, two): 100, (one, three): 100, (two, three): 100}
    start, half = dt.datetime(2024, 9, 20, 9, tzinfo=dt.UTC), dt.timedelta(minutes=30)
    begins = (start, start + half / 2, start + half)
    present = np.ones((10, 3), dtype=np.bool_)
    present[y] = [False, True, False]
    maximum = np.ones(10, dtype=np.int64)
    maximum[[x, y]] = 1000
    problem = Problem(
        companies=tuple("xyz123efgh"),
        slots=tuple(Slot("s", Span(begin, begin + half)) for begin in begins),
        left=np.array([left for left, _ in pairs]),
        right=np.array([right for _, right in pairs]),
        weight=np.array(list(pairs.values())),
        must=frozenset(),
        fit=np.full((6, 3), 40),
        present=present,
        maximum=maximum,
        delegates=np.ones(10, dtype=np.int64),
        tables=np.full(3, 5),
        seats=np.full(3, 10),
        hall=(0, 0, 0),
        day=(0, 0, 0),
        overlaps=((0, 1), (1, 2)),
        promised=np.zeros(10, dtype=np.int64),
        floor=0,
        goals=("total_compatibility",),
    )
    best = max(brute.values(problem))[0]
    relaxation = relaxed(problem)
    assert best == 330
    assert chosen(problem, 0).bound >= best
    assert relaxation.bound >= best

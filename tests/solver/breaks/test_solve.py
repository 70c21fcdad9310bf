"""The fewest breaks: by hand, against trying everything, and when the work ends early."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from matchmaker.solver.breaks import BreaksProblem, Impossible, Outcome, Placed, Undecided, breaks_of, solve
from matchmaker.solver.breaks import portfolio
from matchmaker.solver.breaks.propagate import Narrowed, narrow
from matchmaker.solver.breaks.strategies import (
    Known,
    Schedule,
    Strategy,
    by_cores,
    by_cores_in_windows,
    by_descent,
    by_questions,
)
from matchmaker.solver.progress import Quiet
from tests.benchmarks import b2bsp_format
from tests.benchmarks.b2bsp import problem_of
from tests.benchmarks.b2bsp_format import Instance, violations
from tests.solver.breaks.instances import crowd, fewest, instance, tiny_instances

STRATEGIES = (by_cores, by_cores_in_windows, by_questions, by_descent)
ENOUGH = 5.0


def solved(held: Instance, fairness: int = 9) -> Outcome:
    return solve(problem_of(held, fairness))


def fewest_of(held: Instance, fairness: int = 9) -> int:
    """The proven number of breaks of a schedule that keeps every rule."""
    outcome = solved(held, fairness)
    assert isinstance(outcome, Placed)
    assert outcome.proven
    assert outcome.cut is None
    slots = [slot + 1 for slot in outcome.slots]
    assert violations(held, slots, fairness) == []
    assert sum(b2bsp_format.breaks_of(held, slots)) == outcome.breaks
    return outcome.breaks


class TestByHand:
    """Instances small enough to see the answer."""

    def test_adjacent_meetings_have_no_break(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 2)], slots=2)) == 0

    def test_a_gap_is_one_break_however_long_it_is(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 2)], slots=9, fixed={0: 1, 1: 9})) == 1

    def test_a_forbidden_slot_between_two_meetings_is_idle_all_the_same(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 2)], slots=3, forbidden={0: {2}})) == 1

    def test_idle_time_before_the_first_and_after_the_last_meeting_is_free(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 2)], slots=8, fixed={0: 4}, forbidden={0: {1, 2, 8}})) == 0

    def test_each_side_has_breaks_of_its_own(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 1)], slots=3, fixed={0: 1, 1: 3})) == 2

    def test_two_meetings_of_the_same_pair_both_take_place(self) -> None:
        assert fewest_of(instance([(0, 1), (1, 0)], slots=2)) == 0
        assert isinstance(solved(instance([(0, 1), (1, 0)], slots=1)), Impossible)

    def test_several_breaks_of_one_participant_add_up(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 2), (0, 3)], slots=5, fixed={0: 1, 1: 3, 2: 5})) == 2

    def test_a_participant_without_meetings_lets_nobody_have_a_break_at_fairness_0(self) -> None:
        gap = instance([(0, 1), (0, 1)], slots=3, fixed={0: 1, 1: 3})
        assert fewest_of(gap, fairness=0) == 2  # both have one
        assert isinstance(solved(replace(gap, participants=3, forbidden=(frozenset(),) * 3), fairness=0), Impossible)

    def test_fairness_counts_participants_with_one_meeting(self) -> None:
        gaps = instance([(0, 1), (0, 2), (0, 3)], slots=5, fixed={0: 1, 1: 3, 2: 5})
        assert fewest_of(gaps, fairness=2) == 2
        assert isinstance(solved(gaps, fairness=1), Impossible)

    def test_fairness_can_cost_breaks(self) -> None:
        # Participant 0 must break once; 1, 2 and 3 meet each other twice each and can, but need not, break too.
        held = instance(
            [(0, 1), (0, 2), (1, 2), (3, 1), (3, 2)], slots=6, fixed={0: 1, 1: 4}, forbidden={3: set[int]()}
        )
        assert fewest_of(held, fairness=0) > fewest_of(held, fairness=1)

    def test_tables_limit_what_happens_at_once(self) -> None:
        pairs = [(0, 1), (2, 3), (4, 5)]
        assert fewest_of(instance(pairs, slots=1, tables=3)) == 0
        assert isinstance(solved(instance(pairs, slots=1, tables=2)), Impossible)
        assert isinstance(solved(instance(pairs, slots=1, tables=0)), Impossible)

    def test_precedences_force_an_order_and_a_break(self) -> None:
        held = instance([(0, 1), (2, 3), (0, 2)], slots=3, before={1: {0}, 2: {1}})
        assert fewest_of(held) == 1  # in slots 1, 2, 3: participant 0 waits

    def test_a_circle_of_precedences_is_impossible(self) -> None:
        assert isinstance(solved(instance([(0, 1), (2, 3)], slots=9, before={0: {1}, 1: {0}})), Impossible)

    def test_sessions_split_the_day(self) -> None:
        assert fewest_of(instance([(0, 1), (0, 2)], slots=6, morning=3, sessions=(1, 2))) == 0
        apart = instance([(0, 1), (0, 2)], slots=6, morning=3, sessions=(1, 2), forbidden={0: {3}})
        assert fewest_of(apart) == 1

    def test_no_meetings_no_breaks(self) -> None:
        assert solve(BreaksProblem(2, 4, 1, 0, (), ())) == Placed((), 0, 0)


class TestAgainstEverything:
    """Random instances small enough to try every placement."""

    @settings(max_examples=60, derandomize=True, deadline=None)
    @given(tiny_instances())
    def test_the_fewest_breaks_or_none_for_every_fairness(self, held: Instance) -> None:
        for fairness, breaks in fewest(held).items():
            if breaks is None:
                assert isinstance(solved(held, fairness), Impossible)
            else:
                assert fewest_of(held, fairness) == breaks

    @pytest.mark.parametrize("strategy", STRATEGIES)
    @settings(max_examples=25, derandomize=True, deadline=None)
    @given(held=tiny_instances())
    def test_every_strategy_alone_is_right(self, strategy: Strategy, held: Instance) -> None:
        for fairness, breaks in fewest(held).items():
            narrowed = narrow(problem_of(held, fairness))
            if isinstance(narrowed, Impossible):
                assert breaks is None
                continue
            found = strategy(narrowed, Known(), ENOUGH, Quiet())
            assert found.impossible == (breaks is None)
            assert breaks is None or (found.bound, found.best and found.best.breaks) == (breaks, breaks)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_strategy_that_starts_from_the_best_schedule_proves_it_and_finds_no_worse(strategy: Strategy) -> None:
    narrowed = narrow(problem_of(instance([(0, 1), (0, 2)], slots=3, forbidden={0: {2}}), 2))
    assert isinstance(narrowed, Narrowed)
    known = Known(0, Schedule((0, 2), 1))
    after = known.and_also(strategy(narrowed, known, ENOUGH, Quiet()))
    assert after.closed
    assert (after.bound, after.best and after.best.breaks) == (1, 1)


class Stopper:
    """Stops the work once it has been told of a schedule, or at once."""

    def __init__(self, *, at_once: bool) -> None:
        self.stop = at_once

    def report(self, stage: str, best: int | None = None, bound: int | None = None) -> None:
        assert stage
        self.stop |= best is not None or bound is not None

    def stopped(self) -> str | None:
        return "enough" if self.stop else None


HARD = problem_of(crowd(people=24, meetings=120, slots=14, seed=1), fairness=2)
TOO_TIGHT = problem_of(crowd(people=14, meetings=80, slots=12, seed=1), fairness=2)

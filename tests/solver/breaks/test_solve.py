"""The fewest breaks: by hand, against trying everything, and when the work ends early."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings

from matchmaker.solver.breaks import BreaksProblem, Impossible, Outcome, Placed, Undecided, breaks_of, portfolio, solve
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
from matchmaker.solver.cpsat import Effort
from matchmaker.solver.progress import Control, Quiet
from tests.benchmarks import b2bsp_format
from tests.benchmarks.b2bsp import problem_of
from tests.benchmarks.b2bsp_format import Instance, violations
from tests.solver.breaks.instances import crowd, fewest, instance, tiny_instances

# Five meetings, three of them of participant 0, in two slots: no slot alone shows that it is impossible.
TOO_TIGHT = problem_of(instance([(0, 1), (0, 2), (0, 3), (1, 4), (2, 4)], slots=2), fairness=2)
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


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_every_strategy_proves_what_propagation_does_not_see(strategy: Strategy) -> None:
    narrowed = narrow(TOO_TIGHT)
    assert isinstance(narrowed, Narrowed)
    assert strategy(narrowed, Known(), ENOUGH, Quiet()).impossible


# At 0.5 of effort there is a schedule, and it is not proven; at 0.05 there is none.
HARD = problem_of(crowd(people=20, each=4, slots=13, seed=2), fairness=2)


class TestEnds:
    """What the work ends in when it may not go on for as long as it takes."""

    @pytest.mark.parametrize("effort", [0.05, 0.5])
    def test_the_same_outcome_with_any_number_of_workers(self, effort: Effort) -> None:
        alone, *more = (solve(HARD, workers, effort=effort) for workers in (1, 2, 5))
        assert [alone, alone] == more

    def test_an_unproven_schedule_says_so(self) -> None:
        outcome = solve(HARD, effort=0.5)
        assert isinstance(outcome, Placed)
        assert outcome.bound < outcome.breaks == sum(breaks_of(HARD, outcome.slots))
        assert not outcome.proven
        assert outcome.cut == "the effort allowed was spent"

    def test_too_little_effort_is_not_impossible(self) -> None:
        assert isinstance(solve(HARD, effort=0.05), Undecided)
        assert solve(TOO_TIGHT, effort=0.0) == Undecided("the effort allowed was spent", 0)
        assert isinstance(solve(TOO_TIGHT), Impossible)

    @pytest.mark.parametrize("workers", [1, 2])
    def test_the_caller_can_stop_the_work_and_its_reason_is_told(self, workers: int) -> None:
        class Stopper(Quiet):
            polls = 0

            def stopped(self) -> str | None:
                self.polls += 1
                return "enough" if self.polls > 8 else None

        outcome = solve(HARD, workers, Stopper())
        assert not isinstance(outcome, Impossible)
        assert (outcome.cut if isinstance(outcome, Placed) else outcome.reason) == "enough"


def fake(found: Known) -> tuple[Strategy, int]:
    """A strategy with a ready answer, and one share."""
    return lambda *_: found, 1


class TestRounds:
    """Answers are taken in order, whoever is first."""

    easy = problem_of(instance([(0, 1), (0, 2)], slots=4), fairness=2)

    @pytest.mark.parametrize("workers", [1, 3])
    def test_the_first_in_order_wins_even_if_it_is_last_in_time(
        self, workers: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        second_is_done = threading.Event()

        def first(*_: object) -> Known:
            assert workers == 1 or second_is_done.wait(ENOUGH)
            return Known(best=Schedule((0, 1), 0))

        def second(*_: object) -> Known:
            second_is_done.set()
            return Known(best=Schedule((1, 2), 0))

        def third(_given: Narrowed, _known: Known, _share: Effort, control: Control) -> Known:
            while control.stopped() is None:
                time.sleep(0.001)
            return Known(best=Schedule((2, 3), 0))

        monkeypatch.setattr(portfolio, "ROUND", ((first, 1), (second, 1), (third, 1)))
        assert solve(self.easy, workers) == Placed((0, 1), 0, 0)

    @pytest.mark.parametrize("workers", [1, 2])
    def test_a_bound_and_a_schedule_from_two_strategies_close_the_problem(
        self, workers: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = Known(1), Known(0, Schedule((0, 2), 1)), Known(0, Schedule((1, 3), 1))
        monkeypatch.setattr(portfolio, "ROUND", tuple(fake(answer) for answer in answers))
        assert solve(self.easy, workers) == Placed((0, 2), 1, 1)

    def test_rounds_grow_until_the_problem_is_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        shares: list[Effort] = []

        def slow(_given: Narrowed, _known: Known, share: Effort, _control: Control) -> Known:
            shares.append(share)
            return Known(0, Schedule((0, 1), 0) if len(shares) == 3 else None, spent=share)

        monkeypatch.setattr(portfolio, "ROUND", ((slow, 2),))
        assert isinstance(solve(self.easy), Placed)
        assert shares == [2 * portfolio.SHARE, 4 * portfolio.SHARE, 8 * portfolio.SHARE]

    def test_an_error_in_a_strategy_is_raised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fails(*_: object) -> Known:
            raise ZeroDivisionError

        monkeypatch.setattr(portfolio, "ROUND", ((fails, 1), fake(Known())))
        with pytest.raises(ZeroDivisionError):
            solve(self.easy)


Change = Callable[[BreaksProblem], BreaksProblem]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda held: replace(held, fairness=-1), "negative"),
        (lambda held: replace(held, allowed=held.allowed[1:]), "allowed slots for 1"),
        (lambda held: replace(held, meetings=((0, 0), (0, 1))), "two different"),
        (lambda held: replace(held, meetings=((0, 9), (0, 1))), "two different"),
        (lambda held: replace(held, slots=1), "slot that does not exist"),
        (lambda held: replace(held, precedences=((0, 2),)), "meeting that does not exist"),
    ],
)
def test_what_makes_no_problem_is_refused(change: Change, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        change(TestRounds.easy)

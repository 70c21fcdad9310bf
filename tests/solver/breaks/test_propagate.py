"""What is left out before the search."""

from __future__ import annotations

from hypothesis import given, settings

from matchmaker.solver.breaks import Impossible
from matchmaker.solver.breaks.propagate import Narrowed, narrow, order_of_twins
from tests.benchmarks.b2bsp import problem_of
from tests.benchmarks.b2bsp_format import Instance
from tests.solver.breaks.instances import instance, tiny_instances


def domains(held: Instance) -> tuple[tuple[int, ...], ...]:
    narrowed = narrow(problem_of(held, 2))
    assert isinstance(narrowed, Narrowed)
    return narrowed.domains


def test_a_precedence_takes_the_first_and_last_slots() -> None:
    assert domains(instance([(0, 1), (2, 3), (4, 5)], slots=4, before={1: {0}, 2: {1}})) == ((0, 1), (1, 2), (2, 3))


def test_a_meeting_with_one_slot_takes_it_from_those_of_its_sides() -> None:
    assert domains(instance([(0, 1), (0, 2), (2, 3)], slots=3, fixed={0: 2})) == ((1,), (0, 2), (0, 1, 2))


def test_a_meeting_without_a_slot_is_named() -> None:
    outcome = narrow(problem_of(instance([(0, 1), (0, 2)], slots=2, forbidden={2: {1, 2}}), 2))
    assert outcome == Impossible("No slot is left for meeting 1.")


def test_meetings_that_can_be_exchanged_are_put_in_order() -> None:
    three = instance([(0, 1), (1, 0), (2, 3), (0, 1)], slots=5)
    assert order_of_twins(problem_of(three, 2)) == ((0, 1), (1, 3))
    assert domains(three) == ((0, 1, 2), (1, 2, 3), (0, 1, 2, 3, 4), (2, 3, 4))


def test_meetings_that_differ_keep_their_freedom() -> None:
    pairs = [(0, 1), (0, 1), (2, 3)]
    for one in (
        instance(pairs, slots=6, morning=3, sessions=(1, 3, 3)),
        instance(pairs, slots=6, fixed={1: 4}),
        instance(pairs, slots=6, before={1: {2}}),
        instance(pairs, slots=6, before={2: {0}}),
    ):
        assert order_of_twins(problem_of(one, 2)) == ()


@settings(max_examples=200, derandomize=True, deadline=None)
@given(tiny_instances())
def test_slots_are_only_ever_taken_away(held: Instance) -> None:
    problem = problem_of(held, 2)
    narrowed = narrow(problem)
    if isinstance(narrowed, Narrowed):
        assert all(narrowed.domains)
        assert all(set(left) <= slots for left, slots in zip(narrowed.domains, problem.allowed, strict=True))

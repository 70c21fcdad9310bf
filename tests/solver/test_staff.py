"""Persons for meetings whose slots are fixed, against every choice of who comes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from itertools import chain, combinations

import pytest

from matchmaker.event import Event
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.plan import schedule_of
from matchmaker.problem import Placement, Problem
from matchmaker.problem.rota import Rota, all_clashes, tired
from matchmaker.rules import Known, violations
from matchmaker.schedule import GoalValue
from matchmaker.solver.board import Board
from matchmaker.solver.progress import Quiet
from matchmaker.solver.staff import Staffed, _Assignment, _is_whole, staff
from tests.build import company, event, session, window
from tests.solver.conceivable import breaks

LANGUAGES = ("zh", "de", "en")
HOURS = (("09:00", "09:30"), ("09:30", "10:30"), ("09:00", "10:00"))
KNOWN = Known({}, {})


def drawn(seed: int) -> Event:
    """Four companies, two of which name delegates, who ask for some of them; an interpreter or two."""
    rng = random.Random(seed)  # noqa: S311 — a test case, not a secret

    def languages(most: int) -> list[str]:
        return rng.sample(LANGUAGES, rng.randint(0, most))

    def people(name: str, count: int) -> list[dict[str, object]]:
        return [
            {
                "name": f"{name} {number}",
                "languages": languages(1),
                **({"available": [window(*rng.choice(HOURS))]} if rng.random() < 0.4 else {}),
            }
            for number in range(count)
        ]

    firms = [
        company("a", languages=languages(1), delegates=people("a", 2)),
        company("b", delegates=people("b", 2), wishes=[{"company": "a", "delegate": "a 0"}]),
        company("c", languages=languages(1), wishes=[{"company": "a", "delegate": rng.choice(("a 0", "a 1"))}]),
        company("d", languages=languages(1), wishes=[{"company": "a", "delegate": "a 0"}]),
    ]
    interpreters = [
        {"id": f"i{number}", "languages": rng.sample(LANGUAGES, 2), "longest": 30, "rest": rng.choice((0, 30))}
        for number in range(rng.randint(1, 2))
    ]
    return event(firms, slots=2, tables=2, interpreters=interpreters)


def filled(problem: Problem, seed: int) -> Placement:
    """Pairs in random slots, in random order, persons forgotten."""
    rng, board = random.Random(seed), Board(problem)  # noqa: S311 — a test case, not a secret
    pairs = list(range(len(problem.weight)))
    rng.shuffle(pairs)
    for pair in pairs:
        slots = [slot for slot in problem.domains[pair] if board.fits(pair, slot)]
        if slots:
            board.add(pair, rng.choice(slots))
    return dict(board.slot)


@cache
def case(seed: int) -> tuple[Event, Project, Placement]:
    """An event, and meetings in slots."""
    held = drawn(seed)
    project = Project(held)
    return held, project, filled(project.problem.under(()), seed)


def weight(problem: Problem, pairs: Iterable[int]) -> int:
    """What pairs weigh together."""
    return sum(int(problem.weight[pair]) for pair in pairs)


@cache
def best(seed: int) -> int:
    """The most that meetings can weigh that find their persons, each in its slot."""
    held, project, placement = case(seed)
    problem = project.problem
    ids = {
        pair: (problem.companies[problem.left[pair]], problem.companies[problem.right[pair]], problem.slots[slot])
        for pair, slot in placement.items()
    }
    sets = chain.from_iterable(combinations(placement, size) for size in range(len(placement) + 1))
    able = (pairs for pairs in sets if not breaks(held, tuple(ids[pair] for pair in pairs), KNOWN))
    return max(weight(problem, pairs) for pairs in able)


def faults(project: Project, found: Staffed) -> list[str]:
    """What the rules have against meetings with these persons."""
    total = GoalValue(name="total_compatibility", value=0, bound=0, proven=True)
    solved = Solved(found.placement, (total,), staffing=found.staffing)
    written = schedule_of(project.event, project.problem, project.edges, solved, seed=0)
    return list(map(str, violations(project.event, written, KNOWN)))


SEEDS = range(16)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_heaviest_meetings_that_can_have_their_persons_have_them(seed: int) -> None:
    _, project, placement = case(seed)
    found = _Assignment(project.problem, placement, ()).solve(0, Quiet())
    whole = [pair for pair in placement if _is_whole(project.problem, pair, found)]
    assert weight(project.problem, whole) == best(seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_finds_nobody_moves_or_is_left_out(seed: int) -> None:
    _, project, placement = case(seed)
    found = staff(project.problem, placement, (), 0, Quiet())
    assert weight(project.problem, found.placement) >= best(seed)
    assert faults(project, found) == []


def test_the_cases_are_worth_trying() -> None:
    short = [seed for seed in SEEDS if best(seed) < weight(case(seed)[1].problem, case(seed)[2])]
    assert len(short) >= 5
    assert any(staff(case(seed)[1].problem, case(seed)[2], (), 0, Quiet()).staffing.interprets for seed in SEEDS)


def test_where_nobody_is_named_nobody_is_assigned() -> None:
    problem = Project(event("a b c")).problem
    found = staff(problem, {0: 0}, (), 0, Quiet())
    assert (found.placement, found.staffing.attends, found.staffing.interprets) == ({0: 0}, {}, {})


def test_a_must_keeps_its_person_though_others_weigh_more() -> None:
    held = event(
        [company("a", delegates=["x", "y"]), *(company(name, wishes=[wish]) for name, wish in ASKING)],
        slots=1,
        tables=2,
        wishes="a must b, a want c 1",
    )
    problem = Project(held).problem
    pairs = {problem.companies[right]: pair for pair, right in enumerate(problem.right) if problem.left[pair] == 0}
    found = staff(problem, {pairs["b"]: 0, pairs["c"]: 0}, (), 0, Quiet())
    assert found.placement == {pairs["b"]: 0}


ASKING = (("b", {"company": "a", "delegate": "x"}), ("c", {"company": "a", "delegate": "x"}))


def test_who_sits_at_a_round_table_attends_nothing_else_then() -> None:
    held = event(
        [company("a", delegates=["x", "y"]), "b", "c"],
        session("talk", kind="dialogue", slots=1, group={"min": 2, "max": 2}),
        session("main", slots=1, tables=2),
    )
    schedule = Project(held).schedule()
    seen = [(one.session, who.delegate) for one in schedule.meetings for who in one.attendees]  # type: ignore[union-attr]
    assert len(seen) == len({delegate for _, delegate in seen})


def test_an_interpreter_who_never_rests_enough_loses_the_lightest_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where forbidding tiring runs one by one takes too often."""
    monkeypatch.setattr("matchmaker.solver.staff.ROUNDS", 1)
    held = event(
        [company("a", languages=["zh"]), *(company(name, languages=["de"]) for name in "bcd")],
        slots=3,
        wishes="a want b 1, a want c 2",
        interpreters=[{"id": "ivy", "languages": ["zh", "de"], "longest": 60, "rest": 15}],
    )
    project = Project(held)
    problem = project.problem
    pairs = [pair for pair in range(len(problem.weight)) if problem.left[pair] == 0]
    found = staff(problem.under(()), {pair: slot for slot, pair in enumerate(pairs)}, (), 0, Quiet())
    assert {pair for pair in pairs if pair in found.placement} == set(pairs[:2])
    assert faults(project, found) == []


def test_a_rota_knows_who_is_free() -> None:
    held = event(
        [company("a", delegates=["x", "y"], languages=["zh"]), *(company(n, languages=["de"]) for n in "bcd")],
        slots=2,
        tables=3,
        interpreters=[
            {"id": "ivy", "languages": ["zh", "de"], "longest": 30, "rest": 15},
            {"id": "joe", "languages": ["zh", "en"]},
        ],
    )
    problem = Project(held).problem
    rota = Rota(problem, all_clashes(problem))
    ab, ac, ad = (pair for pair in range(len(problem.weight)) if problem.left[pair] == 0)
    first = rota.find(ab, 0)
    assert first is not None
    assert (first.delegates, first.interpreter) == ({0: 0}, 0)
    rota.add(ab, 0, first)
    assert rota.find(ac, 0) is None  # ivy is busy, and joe speaks no German
    assert rota.find(ac, 1) is None  # ivy has to rest
    bc = next(pair for pair in range(len(problem.weight)) if problem.left[pair] == 1)
    nobody = rota.find(bc, 0)
    assert nobody is not None
    assert (nobody.delegates, nobody.interpreter) == ({}, None)
    assert rota.find(ad, 0) is None


def test_a_run_without_a_rest_is_told_by_its_slots() -> None:
    held = event("a b", slots=4, interpreters=[{"id": "i", "languages": ["zh", "de"], "longest": 60, "rest": 15}])
    problem = Project(held).problem
    (person,) = problem.crew.interpreters
    times = [problem.time(slot) for slot in range(4)]
    assert tired(person, [3, 0, 1], times) == ()
    assert tired(person, [2, 1, 0], times) == (0, 1, 2)

"""The first thing that stands in the way of a pair, in events with sessions of every kind and named persons."""

from __future__ import annotations

import pytest

from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.problem import Consultation, Problem, Visit
from matchmaker.problem.rota import Rota, Staffing, all_clashes
from matchmaker.solver.progress import Quiet
from matchmaker.solver.staff import staff
from matchmaker.whynot import POSSIBLE, WhyNot, nobody_busy
from tests.build import company, event, session, window

IVY = {"id": "ivy", "languages": ["zh", "de"]}
SPEAKERS = [company(name, languages=[own]) for name, own in zip("abcd", ("zh", "zh", "de", "de"), strict=True)]
NO_PERSON = "no delegate is left in any slot in which both are free"


def pair_of(problem: Problem, name: str) -> int:
    """A pair by its companies' names: a meeting in small letters, a visit as "a>x", a consultation as "a?ann"."""
    for pair in range(len(problem.weight)):
        one, other = problem.companies[problem.left[pair]], problem.companies[problem.right[pair]]
        match problem.others.get(pair):
            case Visit():
                found = f"{one}>{other}"
            case Consultation():
                found = f"{one}?{other}"
            case None:
                found = one + other
        if found == name:
            return pair
    raise KeyError(name)


def reason(held: Event, pair: str, *placed: str) -> str:
    """Why a pair does not meet where some others do: "ab 0" in the first slot."""
    problem = Project(held).problem
    placement = {pair_of(problem, name): int(slot) for name, slot in map(str.split, placed)}
    found = staff(problem, placement, (), 0, Quiet())
    assert found.placement.items() >= placement.items()
    attends = {key: who for key, who in found.staffing.attends.items() if key[0] in placement}
    interprets = {one: who for one, who in found.staffing.interprets.items() if one in placement}
    rota = Rota.holding(problem, placement, (), Staffing(attends, interprets))
    return WhyNot(problem, placement, rota).reason(pair_of(problem, pair))


def test_nothing_stands_in_the_way() -> None:
    assert reason(event("a b c", tables=2), "ab") == POSSIBLE
    assert reason(event("a b c", tables=2), "ab", "ac 0") == POSSIBLE


def test_no_slot_for_both() -> None:
    held = event(
        [company("a", available=[window("09:00", "09:30")]), company("b", available=[window("09:30", "10:00")])]
    )
    assert reason(held, "ab") == "never both present in a slot with a table"


def test_no_session_that_takes_both() -> None:
    held = event("a b c", session(kept_out=["b"]))
    told = "no session that takes both, and suits them, has what they need while both are present"
    assert reason(held, "ab") == told


def test_no_language_and_no_interpreter() -> None:
    held = event([company("a", languages=["zh"]), company("b", languages=["ru"])], interpreters=[IVY])
    assert reason(held, "ab") == "the two share no language, and no interpreter speaks one of each"


def fair() -> Event:
    """A booth and a table at the same time."""
    show = session("show", kind="exhibition", booths=["x"], hall="annex")
    return event(["a", "b", company("x", delegates=3)], show, session("main", tables=2), max_visits=1)


def test_who_visited_has_met() -> None:
    problem = Project(fair()).problem
    show = next(slot for slot, one in enumerate(problem.slots) if one.session == "show")
    other = next(slot for slot, one in enumerate(problem.slots) if one.session == "main" and slot > show)
    assert reason(fair(), "ax", f"a>x {show}") == "the two meet already, as a visit counts as a meeting"
    assert reason(fair(), "a>x", f"ax {other}") == "the two meet already, as a visit counts as a meeting"


def test_a_visitor_has_its_maximum_as_a_visitor() -> None:
    show = session("show", kind="exhibition", booths=["x", "y"])
    held = event(["a", company("x", delegates=2), company("y", delegates=2)], show, max_visits=1)
    assert reason(held, "a>y", "a>x 0") == "a has its maximum of 1"


def test_both_have_their_maximum() -> None:
    held = event("a b c d", slots=3, tables=3, max_meetings=1)
    assert reason(held, "ab", "ac 0", "bd 0") == "a has its maximum of 1 and b has its maximum of 1"


def test_an_adviser_is_busy() -> None:
    desks = session(
        slots=1, kind="consultation", advisers=[{"id": "ann", "name": "Ann", "expertise": ["tax"]}], tables=2
    )
    held = event([company("a", needs=["tax"]), company("b", needs=["tax"])], desks)
    assert reason(held, "b?ann", "a?ann 0") == "no slot is left in which both are free"


def test_no_desk_is_left() -> None:
    who = [{"id": one, "name": one, "expertise": [need]} for one, need in (("ann", "tax"), ("bob", "patents"))]
    desks = session(slots=1, kind="consultation", advisers=who, tables=1)
    held = event([company("a", needs=["tax"]), company("b", needs=["patents"])], desks)
    assert reason(held, "b?bob", "a?ann 0") == "no table is left in any slot in which both are free"


def test_the_delegation_has_all_it_may() -> None:
    members = [company(name, delegation="d") for name in "ab"]
    held = event([*members, "c", "e"], tables=3, delegations=[{"id": "d", "max_meetings": 1, "fair_shares": False}])
    assert reason(held, "bc", "ae 0") == "the delegation has all the meetings it may"


@pytest.mark.parametrize(("longest", "slots", "placed"), [(120, 1, ["ac 0"]), (30, 2, ["ac 0"])])
def test_no_interpreter_is_left(longest: int, slots: int, placed: list[str]) -> None:
    tired = {**IVY, "longest": longest, "rest": 60}
    held = event(SPEAKERS, slots=slots, tables=3, interpreters=[tired])
    assert reason(held, "bd", *placed) == "no interpreter is left in any slot in which both are free"
    assert reason(held, "cd", "ab 0") == POSSIBLE


def test_no_delegate_is_left_whom_they_ask_for() -> None:
    asking = [company(name, wishes=[{"company": "a", "delegate": "x"}]) for name in "bc"]
    held = event([company("a", delegates=["x", "y"]), *asking, "d"], slots=1, tables=3)
    assert reason(held, "ac", "ab 0") == NO_PERSON
    assert reason(held, "ad", "ab 0") == POSSIBLE


def test_no_persons_are_left_though_every_limit_has_room() -> None:
    """Who could come speaks nothing that the other side does, and no interpreter knows both languages."""
    people = [{"name": "x", "languages": ["zh"]}, {"name": "y", "languages": ["de"]}]
    firms = [company("a", delegates=people), *(company(name, languages=["de"]) for name in "bc")]
    held = event(firms, slots=1, tables=3, interpreters=[{"id": "joe", "languages": ["en", "ru"]}])
    assert reason(held, "ac", "ab 0") == "no delegate or interpreter is left in any slot in which both are free"


def test_a_leader_who_would_come_along_is_busy() -> None:
    pair = company("a", delegation="d"), company("b", wishes=[{"company": "a", "leader": True}])
    held = event([*pair, "c", "l"], slots=1, tables=3, delegations=[{"id": "d", "leader": "l"}])
    assert reason(held, "ab", "cl 0") == "no slot is left in which both are free"


def test_what_is_possible_just_so_is_found() -> None:
    problem = Project(event("a b c d", slots=1, tables=2)).problem
    why = WhyNot(problem, {pair_of(problem, "ab"): 0}, nobody_busy(problem))
    assert list(why.possible()) == [pair_of(problem, "cd")]
    rota = Rota(problem, all_clashes(problem))
    assert list(WhyNot(problem, {pair_of(problem, "ab"): 0, pair_of(problem, "cd"): 0}, rota).possible()) == []

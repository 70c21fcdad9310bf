"""Round tables against every grouping of a few companies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations, product

import numpy as np
import pytest

from matchmaker.event import Event
from matchmaker.outcome import Solved
from matchmaker.pipeline import Project
from matchmaker.rules import violations
from matchmaker.schedule import Meeting
from matchmaker.solver import groupbound, packing
from matchmaker.solver.groupbound import price_groups
from matchmaker.solver.groups import Grouped, _Weights, form_groups, most_weight
from matchmaker.solver.progress import Quiet
from tests.build import company, event, meeting, schedule, session

PAIR = {"min": 2, "max": 3}


def talk(slots: int = 1, tables: int = 1, **fields: object) -> Event:
    """Five companies of two countries at round tables of two or three; what they wish tells their pairs apart."""
    firms = [company(name, country=country, kind=kind) for name, country, kind in FIRMS]
    held = session("talk", "09:00", slots, kind="dialogue", tables=tables, **{"group": PAIR, **fields})
    return event(firms, held, wishes="a want b 1, b want c 2, c want d 3, d want e, e want a 1")


FIRMS = (
    ("a", "DE", "company"),
    ("b", "DE", "park"),
    ("c", "JP", "company"),
    ("d", "JP", "company"),
    ("e", "DE", "company"),
)
EVENTS = {
    "one table": talk(),
    "two tables": talk(tables=2),
    "two rounds": talk(slots=2),
    "two countries": talk(slots=2, group={**PAIR, "countries": 2}),
    "two kinds": talk(slots=2, group={**PAIR, "kinds": 2}),
    "some apart": talk(tables=2, group={**PAIR, "apart": [["a", "b", "c"]]}),
    "one moderator": talk(tables=2, moderators=["Mo"]),
    "a moderator for each": talk(tables=2, moderators=["Mo", "Jo"]),
    "asked for": talk(tables=2, round_tables=[{"topic": "drones", "asked_by": "d"}, "laser"]),
    "five seats": talk(tables=2, capacity=5),
    "not everybody": talk(tables=2, kept_out=["a"]),
    "one language": event(
        [company("a", languages=["de"]), company("b", languages=["en"]), "c", "d", "e"],
        session("talk", kind="dialogue", tables=1, group=PAIR, language="en"),
    ),
    "some who may not meet": event(
        [company("a", group="g"), company("b", group="g"), "c", "d", "e"],
        session("talk", kind="dialogue", tables=1, group=PAIR),
        wishes="c avoid d, c want e 1, a want e 2",
    ),
}
OF_GROUPS = ("groups_formed", "new_faces", "groups_moderated", "askers_seated")


def groupings(name: str) -> Iterator[tuple[Meeting, ...]]:
    """Nobody or any two or more at every table in every round."""
    held = EVENTS[name]
    (talks,) = held.sessions
    sets = list(chain.from_iterable(combinations("abcde", size) for size in range(2, 6)))
    rounds = ("09:00", "09:30")[: 1 if talks.end.minute == 30 else 2]
    places = list(product(rounds, range(1, talks.places + 1)))
    for chosen in product([None, *sets], repeat=len(places)):
        tables = [(place, who) for place, who in zip(places, chosen, strict=True) if who is not None]
        yield tuple(_group(held, start, table, who, number) for number, ((start, table), who) in enumerate(tables))


def _group(held: Event, start: str, table: int, who: tuple[str, ...], number: int) -> Meeting:
    """A group with its table's topic, led by the next moderator, or by the last once more."""
    (talks,) = held.sessions
    topic = talks.round_tables[table - 1].topic if talks.round_tables else None
    moderator = talks.moderators[min(number, len(talks.moderators) - 1)].id if talks.moderators else None
    return meeting(" ".join(who), start, session="talk", table=table, topic=topic, moderator=moderator)


def weight(name: str, who: tuple[str, ...]) -> int:
    """What a group is worth: its pairs' weights, divided by how many others each meets."""
    edges = project(name).edges
    inside = sum(int(edges[pair]["weight"]) for pair in combinations(who, 2) if pair in edges)
    return inside // (len(who) - 1)


@cache
def project(name: str) -> Project:
    """The event, scored once."""
    return Project(EVENTS[name])


@cache
def judged(name: str) -> tuple[int, frozenset[str]]:
    """The most that groups can weigh that break no rule, and all rules that some grouping breaks."""
    best, broken = 0, set[str]()
    for groups in groupings(name):
        found = {one.rule for one in violations(EVENTS[name], schedule(*groups))}
        broken |= found
        if not found:
            best = max(best, sum(weight(name, one.participants) for one in groups))
    return best, frozenset(broken)


def formed(name: str, seed: int = 0, **fields: object) -> Grouped:
    """What the solver makes of it, with free seats."""
    problem = project(name).problem
    values = {"price": np.zeros(problem.size, dtype=np.int64), "shy": frozenset[int](), **fields}
    return form_groups(problem, values["price"], values["shy"], seed, Quiet())  # type: ignore[arg-type]


def total(name: str) -> int:
    """What the solver's groups weigh."""
    return sum(group.weight for group in formed(name).groups)


@pytest.mark.parametrize("name", EVENTS)
def test_no_groups_beat_the_best_that_keep_the_rules(name: str) -> None:
    assert 0 < total(name) <= judged(name)[0]


def test_few_points_are_left_on_the_table() -> None:
    assert sum(map(total, EVENTS)) >= 0.9 * sum(judged(name)[0] for name in EVENTS)


@pytest.mark.parametrize("name", EVENTS)
def test_prices_of_seats_prove_a_bound_that_no_groups_beat(name: str) -> None:
    problem = project(name).problem
    (dialogue,) = problem.dialogues
    priced = price_groups(dialogue, _Weights(problem).matrix(dialogue), (), Quiet())
    assert priced is not None
    assert priced.bound is not None
    assert priced.bound >= judged(name)[0]


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("limit", [0, 1, 3])
def test_a_search_that_leaves_groups_out_proves_a_bound_all_the_same(
    name: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groupbound, "LOOKS", ((limit, 0.3),))
    monkeypatch.setattr(groupbound, "WORK", 400)
    problem = project(name).problem
    (dialogue,) = problem.dialogues
    priced = price_groups(dialogue, _Weights(problem).matrix(dialogue), (), Quiet())
    assert priced is not None
    assert priced.bound is not None
    assert priced.bound >= judged(name)[0]


def test_groups_decided_part_by_part_keep_every_rule_and_leave_few_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "FREED", 1)
    for name in EVENTS:
        held = formed(name).groups
        assert len({(one.round, member) for one in held for member in one.members}) == sum(len(g.members) for g in held)
        assert sum(one.weight for one in held) <= judged(name)[0]
    assert sum(map(total, EVENTS)) >= 0.9 * sum(judged(name)[0] for name in EVENTS)


def test_where_there_are_too_many_guests_the_bound_is_that_by_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = project(next(iter(EVENTS))).problem
    monkeypatch.setattr(groupbound, "WORK", 1)
    formed = form_groups(problem, np.zeros(problem.size, dtype=np.int64), frozenset(), 0, Quiet())
    assert formed.groups
    assert formed.bound == sum(most_weight(problem, one) for one in problem.dialogues)


# An odd number of halves is rounded down to whole pairs, which groups of three are not.


@pytest.mark.parametrize("name", EVENTS)
def test_the_bound_by_pairs_is_beaten_by_no_groups(name: str) -> None:
    problem = project(name).problem
    assert sum(most_weight(problem, one) for one in problem.dialogues) >= judged(name)[0]


@pytest.mark.parametrize("name", EVENTS)
def test_groups_keep_every_rule(name: str) -> None:
    held, problem = EVENTS[name], project(name).problem
    found = [
        _group(
            held,
            f"{problem.rounds[group.round].span.start:%H:%M}",
            group.table + 1,
            tuple(problem.companies[one] for one in group.members),
            number,
        )
        for number, group in enumerate(formed(name).groups)
    ]
    assert found
    assert violations(held, schedule(*found)) == ()


def test_every_rule_of_groups_is_broken_by_some_grouping() -> None:
    broken = frozenset[str]().union(*(judged(name)[1] for name in EVENTS))
    assert broken >= {*OF_GROUPS, "session_guests", "same_group_apart", "avoided_pairs_apart", "session_capacity"}


def test_the_same_seed_forms_the_same_groups() -> None:
    assert [formed("two rounds", 3).groups for _ in range(2)] == [formed("two rounds", 3).groups] * 2


def test_who_is_shy_sits_nowhere() -> None:
    shy = frozenset({0, 1})
    assert all(shy.isdisjoint(group.members) for group in formed("two tables", shy=shy).groups)
    assert formed("two tables", shy=frozenset(range(4))).groups == ()


def test_a_seat_that_costs_more_than_it_is_worth_stays_empty() -> None:
    price = np.zeros(5, dtype=np.int64)
    price[2:] = 10_000
    (group,) = formed("one table", price=price).groups
    assert group.members == (0, 1)


def test_dialogues_at_one_time_share_nobody() -> None:
    talks = [session(name, kind="dialogue", slots=1, tables=1, group=PAIR) for name in ("one", "other")]
    held = event("a b c d e", *talks)
    problem = Project(held).problem
    price = np.zeros(problem.size, dtype=np.int64)
    one, other = form_groups(problem, price, frozenset(), 0, Quiet()).groups
    assert {one.dialogue, other.dialogue} == {0, 1}
    assert set(one.members).isdisjoint(other.members)


def test_where_nobody_can_sit_nothing_can_weigh() -> None:
    held = event("a b c", session("talk", kind="dialogue", tables=0), session("main", "11:00", 1))
    problem = Project(held).problem
    assert [most_weight(problem, dialogue) for dialogue in problem.dialogues] == [0]
    assert form_groups(problem, np.zeros(3, dtype=np.int64), frozenset(), 0, Quiet()).groups == ()


class _Stopped(Quiet):
    """Somebody stops at once."""

    def stopped(self) -> str | None:
        return "stopped"


def test_who_stops_gets_the_bound_alone() -> None:
    problem = project("two rounds").problem
    grouped = form_groups(problem, np.zeros(5, dtype=np.int64), frozenset(), 0, _Stopped())
    assert grouped.groups == ()
    assert grouped.bound >= judged("two rounds")[0]
    (dialogue,) = problem.dialogues
    assert price_groups(dialogue, np.zeros((5, 5), dtype=np.int64), (), _Stopped()) is None


def test_a_dialogue_without_tables_holds_nothing() -> None:
    bare = event("a b c d", session("talk", kind="dialogue", tables=None, group=PAIR))
    found = form_groups(Project(bare).problem, np.zeros(4, dtype=np.int64), frozenset(), 0, Quiet())
    assert (found.groups, found.bound) == ((), 0)


def test_those_kept_apart_share_no_table_even_where_nobody_else_is_left() -> None:
    talk = session("talk", "10:00", 1, kind="dialogue", group=PAIR)
    held = event([company("a", competitors=["b"]), "b"], session(slots=1), talk)
    problem = Project(held).problem
    assert form_groups(problem, np.zeros(2, dtype=np.int64), frozenset(), 0, Quiet()).groups == ()


class _StoppedAfter(Quiet):
    """Ends the work after having been asked so often."""

    def __init__(self, often: int) -> None:
        self.left = often

    def stopped(self) -> str | None:
        self.left -= 1
        return "enough" if self.left < 0 else None


@pytest.mark.parametrize("often", range(8))
def test_where_the_work_ends_before_groups_are_formed_the_bound_knows_of_them(often: int) -> None:
    talk = session("talk", slots=1, kind="dialogue", group={"min": 2, "max": 3})
    held = event("a b c", talk, session("main", "11:00", 1))
    best = Project(held).solve()
    cut = Project(held, control=_StoppedAfter(often)).solve()
    assert isinstance(best, Solved)
    assert isinstance(cut, Solved)
    assert cut.goal("total_compatibility").bound >= best.goal("total_compatibility").value

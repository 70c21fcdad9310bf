"""Damage done to schedules of random events is told, by the right rule; each damage was done to many."""

from __future__ import annotations

import copy
from collections import Counter

from hypothesis import given, settings
from hypothesis.strategies import integers

from matchmaker.check import FIGURES
from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.rules import RULES
from matchmaker.schedule import Schedule
from tests.attack.damages import DAMAGES, Damages, Victim
from tests.attack.effort import tried
from tests.attack.session_damages import SESSION_DAMAGES
from tests.solver.events import events
from tests.solver.whole_events import whole_event

EVENTS = 60


def test_there_are_more_than_forty_ways_and_every_rule_is_broken_in_one() -> None:
    assert len(DAMAGES) + len(SESSION_DAMAGES) > 40
    assert {rule for _, _, rule in (*DAMAGES, *SESSION_DAMAGES)} == {*RULES, FIGURES}


def damages_done(held: Event, damages: Damages) -> list[str]:
    """The damages that could be done to the event's schedule, each of which was told."""
    project, done = Project(held), list[str]()
    schedule = project.schedule()
    if not isinstance(schedule, Schedule):
        return []
    if not any(Victim(held, schedule.model_dump(mode="json")).of_two()):
        return []
    for name, damage, rule in damages:
        plan = copy.deepcopy(schedule.model_dump(mode="json"))
        if damage(Victim(held, plan)):
            found = {one.rule for one in project.violations(Schedule.model_validate(plan))}
            assert rule in found, name
            done.append(name)
    return done


@tried(30)
@given(events())
def test_damage_is_told_by_the_right_rule(held: Event) -> None:
    damages_done(held, DAMAGES)


def test_every_damage_is_done_to_some_of_these_events() -> None:
    counted: Counter[str] = Counter()

    @settings(tried(), max_examples=120, derandomize=True)
    @given(events())
    def look(held: Event) -> None:
        counted.update(damages_done(held, DAMAGES))

    look()
    assert {name for name, _, _ in DAMAGES} - counted.keys() == set()


@tried(30)
@given(integers(min_value=0, max_value=10**6))
def test_damage_to_sessions_and_persons_is_told_by_the_right_rule(seed: int) -> None:
    damages_done(whole_event(seed), SESSION_DAMAGES)


def test_every_damage_is_done_to_some_whole_events() -> None:
    counted: Counter[str] = Counter()
    for seed in range(EVENTS):
        counted.update(damages_done(whole_event(seed), SESSION_DAMAGES))
    assert {name for name, _, _ in SESSION_DAMAGES} - counted.keys() == set()

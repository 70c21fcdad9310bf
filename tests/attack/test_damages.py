"""Damage done to schedules of random events is told, by the right rule; each damage was done to many."""

from __future__ import annotations

import copy
from collections import Counter
from pathlib import Path

from hypothesis import given, settings

from matchmaker.check import FIGURES
from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.rules import RULES
from matchmaker.schedule import Schedule
from tests.attack.damages import DAMAGES, Victim
from tests.attack.effort import tried
from tests.solver.events import events

# Rules about sessions and persons that these random events lack; `tests/rules` breaks each of them by hand.
BY_HAND = {
    "same_delegation_apart",
    "open_wishes_wait",
    "time_to_walk",
    "visits_maximum",
    "session_guests",
    "salon_theme",
    "booths_hosted",
    "needs_served",
    "groups_formed",
    "new_faces",
    "groups_moderated",
    "askers_seated",
    "common_language",
    "interpreters_rest",
    "attendees_free",
    "asked_delegates_attend",
    "delegation_quota",
    "delegation_shares",
}


def test_there_are_more_than_twenty_ways_and_every_rule_is_broken_in_one_or_by_hand() -> None:
    assert len(DAMAGES) > 20
    assert {rule for _, _, rule in DAMAGES} == {*RULES, FIGURES} - BY_HAND
    rules = Path(__file__).parent.parent / "rules"
    assert all((rules / f"test_{rule}.py").is_file() for rule in BY_HAND)


def damages_done(held: Event) -> list[str]:
    """The damages that could be done to the event's schedule, each of which was told."""
    project, done = Project(held), list[str]()
    schedule = project.schedule()
    if not isinstance(schedule, Schedule) or not schedule.meetings:
        return []
    for name, damage, rule in DAMAGES:
        plan = copy.deepcopy(schedule.model_dump(mode="json"))
        if damage(Victim(held, plan)):
            found = {one.rule for one in project.violations(Schedule.model_validate(plan))}
            assert rule in found, name
            done.append(name)
    return done


@tried(30)
@given(events())
def test_damage_is_told_by_the_right_rule(held: Event) -> None:
    damages_done(held)


def test_every_damage_is_done_to_some_of_these_events() -> None:
    counted: Counter[str] = Counter()

    @settings(tried(), max_examples=40, derandomize=True)
    @given(events())
    def look(held: Event) -> None:
        counted.update(damages_done(held))

    look()
    assert {name for name, _, _ in DAMAGES} - counted.keys() == set()

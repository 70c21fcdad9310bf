"""Ways to damage a valid schedule, each with the rule that has to notice. A new rule gets a line here.

A damage changes the schedule as JSON has it, and returns whether it could be done; `Victim` has the event at hand.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any

from matchmaker.apart import kept_apart_by, rules_used
from matchmaker.check import FIGURES
from matchmaker.event import Event
from matchmaker.timetable import table_numbers

Json = dict[str, Any]


@dataclass(frozen=True)
class Victim:
    """An event and a valid schedule of it."""

    event: Event
    plan: Json

    @property
    def first(self) -> Json:
        """The first 1:1 meeting; damages that a rule of such meetings has to notice are done to it."""
        return next(self.of_two())

    def of_two(self) -> Iterator[Json]:
        """1:1 meetings."""
        sessions = self.event.session
        yield from (one for one in self.plan["meetings"] if sessions[one["session"]].hosts_meetings)


Damage = Callable[[Victim], bool]
# Each with its name and the rule that has to notice it.
Damages = list[tuple[str, Damage, str]]
DAMAGES: Damages = []


def entered(damages: Damages, rule: str) -> Callable[[Damage], Damage]:
    """Enter a damage and the rule that has to notice it."""

    def enter(function: Damage) -> Damage:
        damages.append((function.__name__, function, rule))
        return function

    return enter


damage = partial(entered, DAMAGES)


def shifted(moment: str, minutes: int) -> str:
    """A moment a little later."""
    return (dt.datetime.fromisoformat(moment) + dt.timedelta(minutes=minutes)).isoformat()


@damage("slots_of_sessions")
def moved_off_its_slot(victim: Victim) -> bool:
    victim.first.update(start=shifted(victim.first["start"], 1), end=shifted(victim.first["end"], 1))
    return True


@damage("slots_of_sessions")
def cut_short(victim: Victim) -> bool:
    victim.first["end"] = shifted(victim.first["end"], -1)
    return True


@damage("slots_of_sessions")
def drawn_out(victim: Victim) -> bool:
    victim.first["end"] = shifted(victim.first["end"], 1)
    return True


@damage("slots_of_sessions")
def on_another_day(victim: Victim) -> bool:
    victim.first.update(start=shifted(victim.first["start"], 1440), end=shifted(victim.first["end"], 1440))
    return True


@damage("slots_of_sessions")
def in_a_wrong_time_zone(victim: Victim) -> bool:
    for key in ("start", "end"):
        victim.first[key] = victim.first[key][:19] + "-11:17"
    return True


@damage("slots_of_sessions")
def in_a_session_that_is_none(victim: Victim) -> bool:
    victim.first["session"] = "nowhere"
    return True


@damage("slots_of_sessions")
def in_another_hall(victim: Victim) -> bool:
    victim.first["hall"] = "cellar"
    return True


@damage("one_meeting_per_table")
def at_a_table_that_is_none(victim: Victim) -> bool:
    numbers = table_numbers(victim.event.sessions, victim.event.event.zone)[victim.first["session"]]
    victim.first["table"] = numbers.stop
    return True


@damage("one_meeting_per_table")
def at_a_table_below_all(victim: Victim) -> bool:
    victim.first["table"] = 0
    return True


@damage("one_meeting_per_table")
def at_the_table_of_another(victim: Victim) -> bool:
    for one, other in combinations(victim.plan["meetings"], 2):
        if (one["hall"], one["start"]) == (other["hall"], other["start"]) and one["session"] == other["session"]:
            one["table"] = other["table"]
            return True
    return False


@damage("once_per_pair")
def held_twice(victim: Victim) -> bool:
    victim.plan["meetings"].append(copy.deepcopy(victim.first))
    return True


@damage("once_per_pair")
def held_three_times_under_other_ids(victim: Victim) -> bool:
    for number in range(2):
        again = copy.deepcopy(victim.first)
        again.update(id=f"again {number}", participants=again["participants"][::-1])
        victim.plan["meetings"].append(again)
    return True


@damage("one_meeting_at_a_time")
def at_once_with_more_than_its_delegates(victim: Victim) -> bool:
    many = 1 + victim.event.company[victim.first["participants"][0]].delegates
    victim.plan["meetings"] += [copy.deepcopy(victim.first) | {"id": str(number)} for number in range(many)]
    return True


@damage("known_participants")
def with_a_stranger(victim: Victim) -> bool:
    victim.first["participants"][1] = "stranger"
    return True


@damage("known_participants")
def with_itself(victim: Victim) -> bool:
    victim.first["participants"][1] = victim.first["participants"][0]
    return True


@damage("known_participants")
def with_a_third(victim: Victim) -> bool:
    victim.first["participants"].append(victim.first["participants"][0])
    return True


@damage("session_capacity")
def with_more_people_than_seats(victim: Victim) -> bool:
    capacity = victim.event.session[victim.first["session"]].capacity
    if capacity is None:
        return False
    victim.first["participants"] += [f"guest {number}" for number in range(capacity)]
    return True


@damage("company_maximum")
def more_often_than_it_may(victim: Victim) -> bool:
    for one in victim.of_two():
        for company in one["participants"]:
            most = victim.event.maximum(victim.event.company[company])
            if most is not None:
                victim.plan["meetings"] += [copy.deepcopy(one) | {"id": str(number)} for number in range(most)]
                return True
    return False


@damage("musts_kept")
def without_a_must(victim: Victim) -> bool:
    held = [one for one in victim.of_two() if frozenset(one["participants"]) in victim.event.musts]
    if held:
        victim.plan["meetings"].remove(held[0])
    return bool(held)


@damage("within_hours")
def while_it_is_away(victim: Victim) -> bool:
    for company in victim.event.profiles:
        if company.available == ():
            victim.first["participants"][1] = company.id
            return bool(company.id != victim.first["participants"][0])
    return False


def apart(rule: str, victim: Victim) -> bool:
    """A 1:1 meeting of two whom a rule keeps apart."""
    for one, other in combinations(victim.event.profiles, 2):
        rules = [found for found in rules_used(victim.event) if found.name == rule]
        if kept_apart_by(rules, victim.event, one, other) is not None:
            victim.first["participants"] = [one.id, other.id]
            return True
    return False


for _rule in (
    "avoided_pairs_apart",
    "same_group_apart",
    "competitors_apart",
    "embargoed_pairs_apart",
    "exclusions_kept",
):
    DAMAGES += [(f"together_against_{_rule}", partial(apart, _rule), _rule)]


@damage("plenaries_are_free")
def during_a_plenary(victim: Victim) -> bool:
    plenaries = [session for session in victim.event.sessions if session.kind == "plenary"]
    if plenaries:
        zone, day = victim.event.event.zone, plenaries[0].day
        start, end = (dt.datetime.combine(day, time, zone) for time in (plenaries[0].start, plenaries[0].end))
        victim.first.update(start=start.isoformat(), end=end.isoformat())
    return bool(plenaries)


@damage("interpreters_free")
def with_an_interpreter_who_is_none(victim: Victim) -> bool:
    victim.first["interpreter"] = "nobody"
    return True


@damage("attendees_named")
def attended_by_a_delegate_who_is_none(victim: Victim) -> bool:
    attendees = victim.first.setdefault("attendees", [])
    attendees.append({"company": victim.first["participants"][0], "delegate": "nobody"})
    return True


@damage("leaders_attend")
def led_by_a_stranger(victim: Victim) -> bool:
    victim.first["leaders"] = ["stranger"]
    return True


@damage(FIGURES)
def with_another_weight(victim: Victim) -> bool:
    victim.first["weight"] += 1
    return True


@damage(FIGURES)
def with_another_objective(victim: Victim) -> bool:
    victim.plan["objective"] += 1
    return True


@damage(FIGURES)
def with_another_goal(victim: Victim) -> bool:
    victim.plan["goals"][0]["value"] -= 1
    return True


@damage(FIGURES)
def with_one_left_out(victim: Victim) -> bool:
    victim.plan["meetings"].remove(victim.first)
    return True

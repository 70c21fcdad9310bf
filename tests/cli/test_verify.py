"""`match verify`: true schedules pass, and each kind of damage is told by the rule it breaks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from matchmaker.pipeline import Project
from matchmaker.rules import RULES
from matchmaker.schedule import Schedule
from tests.cli.conftest import Match

EVENT = """\
event: {embargoes: [{between: China, and: Japan}], book_open: false}
delegations: [{id: travellers, name: Travellers}]
halls: [{id: hall, name: Hall, tables: 2}, {id: side, name: Side room, tables: 1}]
sessions:
- {id: main, name: Main, kind: tables, hall: hall, day: 2024-09-20, start: 09:00, end: 10:00, capacity: 4}
- {id: salon, name: Salon, kind: salon, hall: side, day: 2024-09-20, start: 10:00, end: 10:30, capacity: 2}
- {id: opening, name: Opening, kind: plenary, hall: hall, day: 2024-09-20, start: 11:00, end: 12:00}
- {id: late, name: Late, kind: tables, hall: hall, day: 2024-09-20, start: 11:00, end: 12:00}
profiles:
- {id: a, name: Acme, country: CN, capabilities: laser, interests: laser, max_meetings: 2,
   wishes: [{company: b, wish: must, answer: accepted}, {company: d, wish: avoid}]}
- {id: b, name: Beta, country: DE, capabilities: laser, interests: laser}
- {id: c, name: Gamma, country: GB, capabilities: laser, interests: laser, group: Group}
- {id: d, name: Delta, country: BY, capabilities: laser, interests: laser, delegation: travellers,
   unavailable: [{day: 2024-09-20, start: 09:00, end: 09:30}]}
- {id: e, name: Epsilon, country: JP, capabilities: laser, interests: laser, group: Group, competitors: d,
   excludes: {countries: Germany}, delegation: travellers, wishes: [{company: b}]}
"""

Plan = dict[str, Any]
Damage = Callable[[Plan], None]


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The event file."""
    path = tmp_path_factory.mktemp("event") / "fair.yaml"
    path.write_text(EVENT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def text(event: Path) -> str:
    """Its schedule."""
    found = Project.read(event).schedule()
    assert isinstance(found, Schedule)
    return found.to_json()


def of(plan: Plan, *who: str) -> dict[str, Any]:
    """The first meeting in which all of these take part."""
    found: dict[str, Any] = next(one for one in plan["meetings"] if set(who) <= set(one["participants"]))
    return found


def together(plan: Plan) -> list[dict[str, Any]]:
    """Two meetings at one time in one session."""
    slots: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for one in plan["meetings"]:
        slots.setdefault((one["session"], one["start"]), []).append(one)
    return next(meetings for meetings in slots.values() if len(meetings) == 2)


def moment(plan: Plan, start: str, end: str, *who: str, **fields: Any) -> None:
    """Move a meeting within the day."""
    moved = {"start": f"2024-09-20T{start}:00+00:00", "end": f"2024-09-20T{end}:00+00:00"}
    of(plan, *who).update(**moved, **fields)


def off_the_grid(plan: Plan) -> None:
    moment(plan, "09:05", "09:35", "a", "b")


def half_as_long(plan: Plan) -> None:
    moment(plan, "09:00", "09:15", "a", "b")


def backwards(plan: Plan) -> None:
    meeting = of(plan, "a", "b")
    meeting["start"], meeting["end"] = meeting["end"], meeting["start"]


def another_year(plan: Plan) -> None:
    of(plan, "a", "b").update(start="0001-01-01T00:00:00+14:00", end="9999-12-31T23:59:59-14:00")


def other_session(plan: Plan) -> None:
    of(plan, "a", "b")["session"] = "nowhere"


def session_without_meetings(plan: Plan) -> None:
    of(plan, "a", "b")["session"] = "opening"


def other_hall(plan: Plan) -> None:
    of(plan, "a", "b")["hall"] = "cellar"


def same_table(plan: Plan) -> None:
    one, other = together(plan)
    one["table"] = other["table"]


def table_that_is_none(plan: Plan) -> None:
    of(plan, "a", "b")["table"] = 3


def table_zero(plan: Plan) -> None:
    of(plan, "a", "b")["table"] = 0


def meeting_twice(plan: Plan) -> None:
    plan["meetings"].append(dict(of(plan, "a", "b")))


def unknown_company(plan: Plan) -> None:
    of(plan, "b", "c")["participants"] = ["b", "stranger"]


def with_itself(plan: Plan) -> None:
    of(plan, "b", "c")["participants"] = ["b", "b"]


def three_at_a_table(plan: Plan) -> None:
    of(plan, "a", "b")["participants"].append("c")


def without_the_must(plan: Plan) -> None:
    plan["meetings"].remove(of(plan, "a", "b"))


def who_avoids(plan: Plan) -> None:
    of(plan, "b", "d" if any({"b", "d"} <= set(one["participants"]) for one in plan["meetings"]) else "c")[
        "participants"
    ] = ["a", "d"]


def within_the_group(plan: Plan) -> None:
    of(plan, "a", "b")["participants"] = ["c", "e"]


def with_the_competitor(plan: Plan) -> None:
    of(plan, "a", "b")["participants"] = ["d", "e"]


def across_the_embargo(plan: Plan) -> None:
    of(plan, "a", "b")["participants"] = ["a", "e"]


def with_the_excluded(plan: Plan) -> None:
    of(plan, "a", "b")["participants"] = ["b", "e"]


def before_it_comes(plan: Plan) -> None:
    moment(plan, "09:00", "09:30", "d", session="main", hall="hall")


def during_the_plenary(plan: Plan) -> None:
    moment(plan, "11:00", "11:30", "a", "b", session="late", hall="hall")


def too_many(plan: Plan) -> None:
    meeting = {**of(plan, "a", "b"), "id": "a+c again", "participants": ["a", "c"]}
    plan["meetings"] += [meeting, {**meeting, "participants": ["a", "stranger"]}]


def other_weight(plan: Plan) -> None:
    of(plan, "a", "b")["weight"] += 1


def other_objective(plan: Plan) -> None:
    plan["objective"] += 1


def bound_below(plan: Plan) -> None:
    plan["bound"] = plan["objective"] - 1


def other_gap(plan: Plan) -> None:
    plan["gap"] = 0.5


def other_goal(plan: Plan) -> None:
    plan["goals"][1]["value"] += 1


def unknown_goal(plan: Plan) -> None:
    plan["goals"][1]["name"] = "happiness"


def false_proof(plan: Plan) -> None:
    plan["goals"][1]["bound"] += 1


def optimal_without_goals(plan: Plan) -> None:
    plan.update(goals=[], status="optimal")


def bound_of_its_own(plan: Plan) -> None:
    plan["bound"] = 2 * plan["objective"]
    plan["gap"] = 0.5


DAMAGES: list[tuple[Damage, str]] = [
    (off_the_grid, "slots_of_sessions"),
    (half_as_long, "slots_of_sessions"),
    (backwards, "slots_of_sessions"),
    (another_year, "slots_of_sessions"),
    (other_session, "slots_of_sessions"),
    (session_without_meetings, "slots_of_sessions"),
    (other_hall, "slots_of_sessions"),
    (same_table, "one_meeting_per_table"),
    (table_that_is_none, "one_meeting_per_table"),
    (table_zero, "one_meeting_per_table"),
    (meeting_twice, "once_per_pair"),
    (meeting_twice, "one_meeting_at_a_time"),
    (unknown_company, "known_participants"),
    (with_itself, "known_participants"),
    (three_at_a_table, "known_participants"),
    (three_at_a_table, "session_capacity"),
    (without_the_must, "musts_kept"),
    (who_avoids, "avoided_pairs_apart"),
    (within_the_group, "same_group_apart"),
    (with_the_competitor, "competitors_apart"),
    (across_the_embargo, "embargoed_pairs_apart"),
    (with_the_excluded, "exclusions_kept"),
    (with_the_competitor, "same_delegation_apart"),
    (with_the_excluded, "open_wishes_wait"),
    (before_it_comes, "within_hours"),
    (during_the_plenary, "plenaries_are_free"),
    (too_many, "company_maximum"),
    (other_weight, "stated_figures"),
    (other_objective, "stated_figures"),
    (bound_below, "stated_figures"),
    (other_gap, "stated_figures"),
    (other_goal, "stated_figures"),
    (unknown_goal, "stated_figures"),
    (false_proof, "stated_figures"),
    (optimal_without_goals, "stated_figures"),
    (bound_of_its_own, "stated_figures"),
]


def damaged(text: str, path: Path, damage: Damage) -> Path:
    """A copy of the schedule with the damage done to it."""
    plan = json.loads(text)
    damage(plan)
    path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_schedule_of_ours_passes(match: Match, event: Path, text: str, tmp_path: Path) -> None:
    path = damaged(text, tmp_path / "plan.json", lambda _: None)
    result = match("verify", event, path)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"{path}: keeps all {len(RULES)} rules, and its figures add up (bounds are not proven again)\n"


def test_a_pass_can_be_had_as_json(match: Match, event: Path, text: str, tmp_path: Path) -> None:
    result = match("verify", event, damaged(text, tmp_path / "plan.json", lambda _: None), "--json")
    assert (result.code, result.err) == (0, "")
    assert result.json() == {"valid": True, "violations": []}


@pytest.mark.parametrize(("damage", "rule"), DAMAGES, ids=[f"{one.__name__}-{rule}" for one, rule in DAMAGES])
def test_damage_is_told_by_the_rule_it_breaks(
    match: Match, event: Path, text: str, tmp_path: Path, damage: Damage, rule: str
) -> None:
    result = match("verify", event, damaged(text, tmp_path / "plan.json", damage))
    assert result.code == 1
    sentence = RULES[rule].sentence if rule in RULES else "What a schedule states of itself is true."
    assert f"{rule}: {sentence} " in result.err


def test_violations_can_be_had_as_json(match: Match, event: Path, text: str, tmp_path: Path) -> None:
    result = match("verify", event, damaged(text, tmp_path / "plan.json", without_the_must), "--json")
    assert (result.code, result.err) == (1, "")
    found = result.json()
    assert found["valid"] is False
    first = found["violations"][0]
    assert first == {
        "rule": "musts_kept",
        "sentence": "Every pair that must meet does.",
        "detail": "Acme and Beta do not meet",
        "participants": ["a", "b"],
    }


def test_mistakes_in_the_schedule_s_file_end_with_2(match: Match, event: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"format": "matchmaker.schedule/9"}')
    result = match("verify", event, path)
    assert result.code == 2
    assert f"{path}:1:12: this is not what is expected here (found “matchmaker.schedule/9”)" in result.err


def test_a_schedule_of_another_event_breaks_rules_and_nothing_else(match: Match, text: str, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("- {name: Omega, country: CN}\n")
    result = match("verify", other, damaged(text, tmp_path / "plan.json", lambda _: None))
    assert result.code == 1
    assert "a is no company of the event" in result.err


def without_offset(plan: Plan) -> None:
    of(plan, "a", "b").update(start="2024-09-20T09:00:00", end="2024-09-20T09:30:00")


def one_without_offset(plan: Plan) -> None:
    of(plan, "a", "b")["start"] = of(plan, "a", "b")["start"][:19]


def numbers_too_large(plan: Plan) -> None:
    plan["objective"] = 10**400


@pytest.mark.parametrize("damage", [without_offset, one_without_offset, numbers_too_large])
def test_what_no_checker_can_judge_is_a_mistake_in_the_file(
    match: Match, event: Path, text: str, tmp_path: Path, damage: Damage
) -> None:
    assert match("verify", event, damaged(text, tmp_path / "plan.json", damage)).code == 2


def nothing_proven_optimal(plan: Plan) -> None:
    goals = [{**goal, "value": 0, "bound": 0} for goal in plan["goals"]]
    kept = {**of(plan, "a", "b")}
    weight = kept["weight"]
    goals[0] |= {"value": weight, "bound": weight}
    goals[1] |= {"value": 40, "bound": 40}
    plan.update(meetings=[kept], objective=weight, bound=weight, goals=goals, gap=0.0, status="optimal")


def test_a_false_proof_of_a_poor_schedule_is_told(match: Match, event: Path, text: str, tmp_path: Path) -> None:
    assert match("verify", event, damaged(text, tmp_path / "plan.json", nothing_proven_optimal)).code == 1

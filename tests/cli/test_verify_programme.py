"""`match verify` on an event with sessions of every kind: a plan by hand passes, and each damage is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from matchmaker.inputs import load_schedule
from matchmaker.pipeline import Project
from matchmaker.rules import RULES
from tests.build import attend, meeting, schedule
from tests.cli.conftest import Match
from tests.cli.test_verify import DAMAGES as DAMAGES_OF_TABLES

EVENT = """\
event: {max_visits: 1}
halls: [{id: hall, name: Hall, tables: 2, walk: {annex: 20}}, {id: annex, name: Annex, tables: 2}]
sessions:
- {id: main, name: Main, kind: tables, hall: hall, day: 2024-09-20, start: 09:00, end: 10:30}
- {id: salon, name: Salon, kind: salon, hall: annex, day: 2024-09-20, start: 09:30, end: 10:30,
   topics: drones, kept_out: f}
- {id: show, name: Show, kind: exhibition, hall: annex, day: 2024-09-20, start: 11:00, end: 12:00, booths: [e, g]}
- {id: talk, name: Talk, kind: dialogue, hall: hall, day: 2024-09-20, start: 13:00, end: 14:00,
   group: {countries: 2}, moderators: Mo, round_tables: [{topic: optics, asked_by: a}, drones]}
- {id: desk, name: Desk, kind: consultation, hall: annex, day: 2024-09-20, start: 15:00, end: 16:00,
   advisers: [{name: Ann, expertise: tax}]}
delegations: [{id: north, name: North, leader: c, max_meetings: 1}]
interpreters: [{id: ivy, name: Ivy, languages: [zh, en], longest: 30}]
profiles:
- {id: a, name: Acme, country: CN, capabilities: laser, interests: laser, languages: zh, delegation: north, needs: tax,
   delegates: [{id: li, name: Li}, {id: wu, name: Wu}], wishes: [{company: b, leader: true}]}
- {id: b, name: Beta, country: GB, capabilities: laser, interests: laser, languages: en,
   wishes: [{company: a, delegate: li}]}
- {id: c, name: Gamma, country: CN, capabilities: laser, interests: laser, delegation: north}
- {id: d, name: Delta, country: DE, capabilities: laser, interests: laser}
- {id: e, name: Epsilon, country: DE, capabilities: laser, interests: laser}
- {id: f, name: Zeta, country: DE, capabilities: laser, interests: laser}
- {id: g, name: Eta, country: DE, capabilities: laser, interests: laser}
"""

LI = attend(a="li")
MEETINGS = {
    "asked": meeting("a b", attendees=LI, leaders=["c"], interpreter="ivy"),
    "plain": meeting("d e", table=2),
    "visit": meeting("f e", "11:00", session="show", hall="annex"),
    "group": meeting("a d e", "13:00", session="talk", moderator="Mo", topic="optics", attendees=LI),
    "advice": meeting("a", "15:30", session="desk", hall="annex", adviser="Ann", need="tax", attendees=LI),
    "later": meeting("a f g", "13:30", session="talk", moderator="Mo", topic="optics", attendees=LI),
}
AT_THE_SALON = meeting("d f", "09:30", session="salon", hall="annex")
AT_THE_DESK = meeting("a", "15:00", session="desk", hall="annex", adviser="Bob", need="tax", attendees=LI)

Changes = dict[str, Any]


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The event file."""
    path = tmp_path_factory.mktemp("event") / "fair.yaml"
    path.write_text(EVENT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def project(event: Path) -> Project:
    """The event with its graph."""
    return Project.read(event)


@pytest.fixture(scope="module")
def weights(project: Project) -> dict[str, int]:
    """What the meetings of the plan weigh."""
    edges = {frozenset(pair): int(edge["weight"]) for pair, edge in project.edges.items()}

    def together(who: str) -> int:
        return sum(edges[frozenset(pair)] for pair in combinations(who, 2))

    return {
        "asked": together("ab"),
        "plain": together("de"),
        "visit": together("fe") // 2,
        "group": together("ade") // 2,
        "later": together("afg") // 2,
        "advice": project.needs["a", "tax", "Ann"],
    }


@pytest.fixture
def plan(tmp_path: Path, weights: dict[str, int]) -> Callable[..., Path]:
    """Write the plan with changes to some of its meetings, and more of them."""

    def written(changes: dict[str, Changes], *more: Any) -> Path:
        held = [
            one.model_copy(update={"weight": weights[name], **changes.get(name, {})}) for name, one in MEETINGS.items()
        ]
        total = sum(one.weight for one in (*held, *more))
        figures = {"bound": 10 * total, "gap": 0.9}
        path = tmp_path / "plan.json"
        path.write_text(schedule(*held, *more, **figures).to_json(), encoding="utf-8")
        return path

    return written


DAMAGES: dict[str, tuple[dict[str, Changes], tuple[Any, ...]]] = {
    "time_to_walk": ({}, (AT_THE_SALON,)),
    "visits_maximum": ({}, (meeting("f g", "11:30", session="show", hall="annex", table=2),)),
    "session_guests": ({}, (AT_THE_SALON,)),
    "salon_theme": ({}, (AT_THE_SALON,)),
    "booths_hosted": ({"visit": {"table": 2}}, ()),
    "needs_served": ({}, (AT_THE_DESK,)),
    "groups_formed": ({"group": {"participants": ("a", "d")}}, ()),
    "new_faces": ({"later": {"participants": ("a", "d", "g")}}, ()),
    "groups_moderated": ({"group": {"moderator": None}}, ()),
    "askers_seated": ({"group": {"participants": ("b", "d", "e"), "attendees": ()}}, ()),
    "common_language": ({"asked": {"interpreter": None}}, ()),
    "interpreters_free": ({"plain": {"interpreter": "ivy"}}, ()),
    "interpreters_rest": ({}, (meeting("d f", "09:30", interpreter="ivy"),)),
    "attendees_named": ({"group": {"attendees": ()}}, ()),
    "attendees_free": ({"plain": {"participants": ("a", "e"), "attendees": MEETINGS["asked"].attendees}}, ()),
    "asked_delegates_attend": ({"asked": {"attendees": meeting("a b", attendees=attend(a="wu")).attendees}}, ()),
    "leaders_attend": ({"asked": {"leaders": ()}}, ()),
    "delegation_quota": ({"plain": {"participants": ("c", "e")}}, ()),
    "delegation_shares": ({"plain": {"participants": ("a", "e"), "attendees": MEETINGS["group"].attendees}}, ()),
}


def test_a_plan_by_hand_passes(match: Match, event: Path, plan: Callable[..., Path]) -> None:
    path = plan({})
    result = match("verify", event, path)
    assert (result.code, result.err) == (
        0,
        f"{path}: keeps all {len(RULES)} rules, and its figures add up (bounds are not proven again)\n",
    )


@pytest.mark.parametrize("rule", DAMAGES)
def test_damage_is_told_by_the_rule_it_breaks(match: Match, event: Path, plan: Callable[..., Path], rule: str) -> None:
    changes, more = DAMAGES[rule]
    path = plan(changes, *more)
    result = match("verify", event, path)
    assert result.code == 1
    assert f"{rule}: {RULES[rule].sentence} " in result.err
    told = match("verify", event, path, "--json").json()["violations"]
    assert rule in {one["rule"] for one in told}


def test_every_rule_has_a_damage() -> None:
    assert {rule for _, rule in DAMAGES_OF_TABLES} | DAMAGES.keys() == {*RULES, "stated_figures"}


@pytest.mark.parametrize("name", MEETINGS)
@pytest.mark.parametrize(
    "changes",
    [
        {"participants": ["b"]},
        {"participants": ["stranger"]},
        {"participants": [*"aaaa"]},
        {"participants": [*"abcdefg"]},
        {"table": -7},
        {"table": 2**53},
        {"start": "9999-12-31T23:59:59-14:00"},
        {"end": "0001-01-01T00:00:00+14:00"},
        {"start": "0001-01-01T00:00:00+14:00", "end": "9999-12-31T23:59:59-14:00"},
        {"session": "nowhere"},
        *({"session": session, "hall": "annex", "weight": 1} for session in ("main", "salon", "show", "talk", "desk")),
        {"attendees": [{"company": "stranger", "delegate": "stranger"}] * 2},
        {"leaders": ["a", "a", "stranger", "e"]},
        {"interpreter": "stranger", "adviser": "stranger", "moderator": "stranger", "need": "none", "topic": "none"},
        {"interpreter": "", "adviser": "", "moderator": "", "need": "", "topic": ""},
    ],
    ids=str,
)
def test_whatever_a_hand_writes_is_judged(
    project: Project, plan: Callable[..., Path], name: str, changes: Changes
) -> None:
    path = plan({})
    content = json.loads(path.read_text(encoding="utf-8"))
    content["meetings"][list(MEETINGS).index(name)] |= changes
    path.write_text(json.dumps(content), encoding="utf-8")
    assert project.violations(load_schedule(path))

"""A delegation's leader offers and seeks for members who stayed at home, and says so."""

from __future__ import annotations

from typing import Any

import pytest

from matchmaker.compatibility import Scoring, Wording, build_graph, explain, unknown_phrases
from matchmaker.event import Delegation, Event
from matchmaker.pipeline import Project
from matchmaker.schedule import Schedule
from tests.build import event
from tests.compatibility.known import mute


def led(at_home: dict[str, Any], *others: Any, **own: Any) -> Event:
    """An event whose first company leads a delegation with members at home."""
    held = event([mute("bvmw", **own), *others])
    delegation = Delegation.model_validate({"id": "d", "name": "D", "leader": "bvmw", "at_home": at_home})
    return held.model_copy(update={"delegations": (delegation,)})


MEMBERS = {"members": 960000, "capabilities": ["welding"], "interests": ["lasers"]}


def reasons(held: Event, language: str = "en") -> list[str]:
    """What speaks for the first two companies."""
    scoring = Scoring(held)
    one, other = held.profiles[:2]
    wording = Wording.of(held, scoring.phrases.vocabulary, language)
    return [wording.say(found) for found in explain(scoring, one, other).evidence]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A offers “lasers”, BVMW seeks “lasers” on behalf of its 960,000 members at home"),
        ("zh", "A提供“lasers”，BVMW寻求“lasers”（代表其未到场的960,000家会员）"),
        ("de", "A bietet „lasers“, BVMW sucht „lasers“ (im Namen von 960.000 Mitgliedern zu Hause)"),
        ("ru", "A предлагает «lasers», BVMW ищет «lasers» (от имени членов, оставшихся дома: 960\u00a0000)"),
        ("fr", "A offers “lasers”, BVMW seeks “lasers” on behalf of its 960,000 members at home"),
    ],
)
def test_the_leader_seeks_for_its_members_and_says_so(language: str, said: str) -> None:
    held = led(MEMBERS, mute("a", capabilities=["lasers"]))
    assert reasons(held, language) == [said]
    assert build_graph(held).edges["bvmw", "a"]["weight"] == 100


def test_the_leader_offers_for_its_members_too() -> None:
    held = led(MEMBERS, mute("a", interests=["welding"]))
    assert reasons(held) == ["BVMW offers “welding” on behalf of its 960,000 members at home"]


def test_members_need_not_be_counted() -> None:
    held = led({"interests": ["lasers"]}, mute("a", capabilities=["lasers"]))
    assert reasons(held) == ["A offers “lasers”, BVMW seeks “lasers” on behalf of its members at home"]
    assert reasons(held, "zh") == ["A提供“lasers”，BVMW寻求“lasers”（代表其未到场的会员）"]


def test_what_the_leader_says_itself_is_its_own() -> None:
    held = led(MEMBERS, mute("a", capabilities=["lasers"]), interests=["lasers"])
    assert reasons(held) == ["A offers “lasers”"]
    assert build_graph(held).edges["bvmw", "a"]["weight"] == 100


def test_likeness_for_joint_research_is_said_on_their_behalf_too() -> None:
    held = led(MEMBERS, mute("a", capabilities=["welding"], purposes=["cooperation"]), purposes=["cooperation"])
    assert reasons(held)[1] == (
        "both do much the same (“welding” on behalf of its 960,000 members at home; “welding”), which suits cooperation"
    )


def test_two_delegations_of_one_leader_are_told_apart() -> None:
    held = led(MEMBERS, mute("a", capabilities=["lasers", "optics"]))
    more = Delegation.model_validate(
        {"id": "e", "name": "E", "leader": "bvmw", "at_home": {"members": 30, "interests": ["optics"]}}
    )
    held = held.model_copy(update={"delegations": (*held.delegations, more)})
    assert sorted(reasons(held)) == [
        "A offers “lasers”, BVMW seeks “lasers” on behalf of its 960,000 members at home",
        "A offers “optics”, BVMW seeks “optics” on behalf of its 30 members at home",
    ]


def test_a_delegation_without_a_leader_at_the_event_speaks_for_nobody() -> None:
    held = led(MEMBERS, mute("a", capabilities=["lasers"]))
    headless = held.delegations[0].model_copy(update={"leader": None})
    assert build_graph(held.model_copy(update={"delegations": (headless,)})).number_of_edges() == 0


def test_phrases_of_members_at_home_are_known_like_any_other() -> None:
    held = led(MEMBERS, mute("a"))
    assert [phrase for phrase, _, _ in unknown_phrases(Scoring(held))] == ["lasers", "welding"]


def test_a_sheet_says_it_in_its_language() -> None:
    held = led(MEMBERS, mute("a", capabilities=["lasers"]))
    project = Project(held)
    plan = project.schedule()
    assert isinstance(plan, Schedule)
    (meeting,) = plan.meetings
    assert meeting.reasons == ("A offers “lasers”, BVMW seeks “lasers” on behalf of its 960,000 members at home",)
    spoken = dict(dict(project.book(plan, ["zh"]).spoken)["zh"])
    assert spoken[meeting.reasons[0]].endswith("（代表其未到场的960,000家会员）")

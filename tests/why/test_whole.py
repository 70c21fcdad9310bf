"""Every pair and every day of random events with sessions of every kind: answers are true, and said."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations

import pytest

from matchmaker.event import Event, SessionKind
from matchmaker.pipeline import Project
from matchmaker.rules import kind_of
from matchmaker.schedule import Meeting, Schedule
from matchmaker.why import plain
from matchmaker.why.values import Cause, Exchange, Hindrance, Meets, NotMet
from tests.build import attend, company, event, meeting, schedule, session, window
from tests.solver.whole_events import whole_event
from tests.why.test_pair import faults

SEEDS = range(14)
# The reasons that a schedule gives, by cause; a round table takes somebody's time as much as a meeting does.
REASONS = {
    Cause.NEVER_TOGETHER: ("never both present", "share no language"),
    Cause.NO_SESSION: ("never both present", "no session that takes both", "share no language"),
    Cause.MAXIMUM: ("has its maximum",),
    Cause.NO_FREE_SLOT: ("no slot is left", "never both present"),
    Cause.NO_TABLE: ("no table is left",),
    Cause.NO_QUOTA: ("the delegation has all",),
    Cause.NO_PERSON: ("no delegate", "no interpreter"),
    Cause.NONE: ("possible as it stands",),
}


@cache
def planned(seed: int) -> tuple[Project, Schedule]:
    """An event and its schedule."""
    project = Project(whole_event(seed, companies=6))
    found = project.schedule()
    assert isinstance(found, Schedule)
    return project, found


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_is_answered_as_the_schedule_says(seed: int) -> None:
    project, plan = planned(seed)
    reasons = {frozenset(one.participants): one.reason for one in plan.unscheduled}
    for one, other in combinations(project.event.profiles, 2):
        found = project.why_pair(plan, one, other)
        assert [*project.words("en").answer(found)]
        assert plain(found)["participants"]
        if isinstance(found, NotMet) and not found.outside:
            reason = reasons[frozenset((one.id, other.id))]
            assert any(part in reason for part in REASONS[found.cause]), (found.cause, reason)
        if isinstance(found, NotMet) and isinstance(found.exchange, Exchange):
            assert found.exchange.least <= found.exchange.cost
            assert found.exchange.proven == (found.exchange.least == found.exchange.cost)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_day_is_told_whole_and_no_better_than_the_best(seed: int) -> None:
    project, plan = planned(seed)
    for one in project.event.profiles:
        found = project.why_day(plan, one)
        booked = [it for it in plan.meetings if one.id in {*it.participants, *it.leaders}]
        assert len(found.given) + len(found.also) == len(booked)
        assert found.weight <= found.best
        assert {it.need for it in found.unmet} == {it.need for it in plan.needs_unmet if it.company == one.id}
        assert [*project.words("de").day(found)]
        assert plain(found)["company"] == one.id


def test_the_days_hold_every_kind_of_booking() -> None:
    kinds = Counter(kind_of(planned(seed)[0].event, one) for seed in SEEDS for one in planned(seed)[1].meetings)
    assert kinds.keys() == set(SessionKind) - {SessionKind.PLENARY}


TALK = session("talk", "09:00", 1, kind="dialogue", tables=1, group={"min": 2, "max": 3})


def not_met(held: Event, who: str, *meetings: Meeting) -> NotMet:
    """The answer for two companies ("a b") that do not meet."""
    one, other = (held.company[name] for name in who.split())
    found = Project(held).why_pair(schedule(*meetings), one, other)
    assert isinstance(found, NotMet)
    return found


def test_who_sits_at_a_round_table_is_busy_there_and_it_is_told() -> None:
    held = event("a b c", TALK, session("main", "09:00", 1))
    table = meeting("a b", session="talk", table=1, id="talk+1", weight=400)
    found = not_met(held, "a b", table)
    assert found.cause is Cause.NO_FREE_SLOT
    assert faults(found)[0][2][0].hindrance is Hindrance.AT_ROUND_TABLE
    assert [it.session for it in found.together] == ["talk"]
    assert "They share a round table: 09:00–09:30 Talk" in [*Project(held).words("en").answer(found)]


def test_a_visit_is_a_meeting() -> None:
    held = event("a b", session(slots=1, kind="exhibition", booths=[{"exhibitor": "b"}]))
    project = Project(held)
    plan = project.schedule()
    assert isinstance(plan, Schedule)
    assert isinstance(project.why_pair(plan, *held.profiles), Meets)
    visitor, host = (project.why_day(plan, one) for one in held.profiles)
    assert [(one.role, one.who, one.weight) for one in (*visitor.also, *host.also)] == [
        ("visit", ("b",), 200),
        ("visited", ("a",), 200),
    ]
    assert (visitor.weight, visitor.best, host.weight) == (200, 200, 0)


@pytest.mark.parametrize(
    ("held", "hindrance"),
    [
        (event("a b", session(kept_out=["b"])), Hindrance.NOT_ADMITTED),
        (event("a b", session(kind=SessionKind.SALON, topics=["welding"])), Hindrance.OFF_THEME),
        (
            event(
                [company("a", languages=["zh"]), company("b", languages=["de"])],
                interpreters=[{"id": "ivy", "languages": ["ru", "de"]}],
            ),
            Hindrance.NO_LANGUAGE,
        ),
        (
            event(
                [
                    company("a", delegates=[{"id": "x", "name": "x", "unavailable": [window("09:00", "10:00")]}, "y"]),
                    company("b", wishes=[{"company": "a", "delegate": "x"}]),
                ]
            ),
            Hindrance.ASKED_AWAY,
        ),
        (
            event(
                [company("a", delegation="d"), "b"], delegations=[{"id": "d", "max_meetings": 0, "fair_shares": False}]
            ),
            Hindrance.QUOTA_FULL,
        ),
        (
            event("a b", session("main", slots=1), session("stage", kind="salon", speakers=["a"], tables=0)),
            Hindrance.ENGAGED,
        ),
    ],
)
def test_what_always_keeps_two_apart_is_told_by_its_name(held: Event, hindrance: Hindrance) -> None:
    found = not_met(held, "a b")
    assert found.cause is Cause.NO_SESSION
    assert hindrance in {fault.hindrance for one in found.stretches for fault in one.faults}
    assert found.exchange is None


def test_a_quota_that_is_used_up_is_told_with_what_would_have_to_go() -> None:
    held = event(
        [company("a", delegation="d"), "b", "c"],
        slots=3,
        delegations=[{"id": "d", "max_meetings": 1, "fair_shares": False}],
    )
    found = not_met(held, "a b", meeting("a c"))
    assert found.cause is Cause.NO_QUOTA
    assert isinstance(found.exchange, Exchange)
    assert [one.participants for one in found.exchange.displaced] == [("a", "c")]


def test_an_interpreter_who_is_elsewhere_is_told_and_what_would_free_one() -> None:
    languages = zip("abcd", ("zh", "zh", "de", "de"), strict=True)
    held = event(
        [company(name, languages=[own]) for name, own in languages],
        session(slots=1, tables=2),
        interpreters=[{"id": "ivy", "languages": ["zh", "de"]}],
    )
    found = not_met(held, "a c", meeting("b d", interpreter="ivy"))
    assert found.cause is Cause.NO_PERSON
    assert isinstance(found.exchange, Exchange)
    assert [one.participants for one in found.exchange.displaced] == [("b", "d")]
    assert found.exchange.proven


def test_the_delegates_who_attend_are_minded() -> None:
    held = event([company("a", delegates=["x", "y"]), "b", "c"], session(slots=1, tables=2))
    found = not_met(held, "a b", meeting("a c", attendees=attend(a="x")))
    assert found.cause is Cause.NONE

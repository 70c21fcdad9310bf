from __future__ import annotations

from typing import Any

import pytest

from matchmaker.check import FIGURES, SENTENCE, check
from matchmaker.event import Event
from matchmaker.pipeline import Project
from matchmaker.schedule import GoalValue, Meeting, Schedule
from tests.build import company, event, meeting, schedule, session, window

ABC = event("a b c", slots=3)
HELD = (meeting("a b"), meeting("a c", "09:30"), meeting("b c", "10:00"))


def goal(name: str, value: int, **fields: Any) -> GoalValue:
    """A proven goal unless told otherwise."""
    return GoalValue.model_validate({"name": name, "value": value, "bound": value, "proven": True, **fields})


GOALS = (
    goal("minimums_kept", 0),
    goal("worst_off", 300),
    goal("below_floor", 0, sense="min"),
    goal("total_compatibility", 1200),
    goal("topic_fit", 120),
    goal("breaks", 1, sense="min"),
    goal("hall_changes", 0, sense="min"),
)


def found(held: Schedule, of: Event = ABC) -> list[tuple[str, str]]:
    """Rule and detail of all that is wrong."""
    return [(one.rule, one.detail) for one in Project(of).violations(held)]


def test_what_is_true_is_not_objected_to() -> None:
    assert found(schedule(*HELD, goals=GOALS, status="optimal")) == []
    assert found(schedule(*HELD)) == []
    assert found(schedule(*HELD[:2], bound=1200, gap=0.333333)) == []


def test_promises_are_counted_again() -> None:
    held = event([company("a", min_meetings=3), "b", "c"], slots=3)
    stated = {"company": "a", "promised": 3, "held": 2, "possible": 2, "reason": "too few"}
    assert found(schedule(*HELD, promises_broken=[stated]), held) == []
    missing = "a was promised 3 meetings and has 2, which is not stated"
    assert found(schedule(*HELD), held) == [(FIGURES, missing)]
    wrong = "a is stated to have 1 of 3 promised meetings, it is not so"
    assert found(schedule(*HELD, promises_broken=[stated | {"held": 1}]), held) == [
        (FIGURES, missing),
        (FIGURES, wrong),
    ]


def test_a_bound_that_only_a_loss_to_an_earlier_goal_could_beat_stands() -> None:
    """With breaks first, b and c are not to meet at 10:00: c would sit idle from 09:30."""
    names = [company("a"), company("b", unavailable=[window("09:00", "09:30")]), company("c")]
    taken = schedule(meeting("a c"), meeting("a b", "09:30"))
    assert found(taken, event(names, slots=3, goals=("breaks", "total_compatibility"))) == []
    (false,) = found(taken, event(names, slots=3, goals=("total_compatibility",)))
    assert "could meet beyond it" in false[1]


def test_rules_are_checked_before_figures() -> None:
    rules = [rule for rule, _ in found(schedule(*HELD[:1], *HELD[:1], objective=1))]
    assert rules == [
        "once_per_pair",
        "one_meeting_at_a_time",
        "one_meeting_at_a_time",
        "one_meeting_per_table",
        *[FIGURES] * 2,
    ]


@pytest.mark.parametrize(
    ("figures", "detail"),
    [
        ({"objective": 1199}, "the objective is stated as 1199, the meetings weigh 1200"),
        ({"bound": 1199}, "the bound 1199 lies below the objective 1200"),
        ({"gap": 0.1}, "the gap is stated as 0.1, it is 0.0"),
        ({"goals": [goal("beauty", 3)]}, "beauty is no goal"),
        ({"goals": [goal("breaks", 1)]}, "breaks is no goal of sense max"),
        (
            {"goals": [goal("breaks", 1, sense="min", bound=2, proven=False)]},
            "goal breaks is stated with 1 and a bound of 2, above it",
        ),
        ({"goals": [goal("topic_fit", 121)]}, "goal topic_fit is stated as 121, it is 120"),
        (
            {"goals": [goal("topic_fit", 120, bound=150)]},
            "goal topic_fit is stated as proven, with 120 and a bound of 150",
        ),
        (
            {"goals": [goal("topic_fit", 120, bound=90, proven=False)]},
            "goal topic_fit is stated with 120 and a bound of 90, below it",
        ),
        (
            {"goals": [goal("total_compatibility", 1200, bound=1300, proven=False)]},
            "the bound is stated as 1200, and as 1300 with goal total_compatibility",
        ),
        ({"status": "optimal"}, "the schedule is called optimal, and not every goal is proven"),
        (
            {"status": "optimal", "goals": GOALS[:1]},
            "the schedule is called optimal, and not every goal is proven",
        ),
        (
            {"status": "optimal", "goals": [*GOALS[:4], goal("topic_fit", 120, bound=140, proven=False), *GOALS[5:]]},
            "the schedule is called optimal, and not every goal is proven",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_false_figure_is_found(figures: dict[str, Any], detail: str) -> None:
    stated = {"objective": 1200, "bound": 1200, "gap": 0.0, **figures}
    details = [text for rule, text in found(schedule(*HELD, **stated)) if rule == FIGURES]
    assert detail in details
    assert len(details) <= 2  # a false objective makes the gap false as well


def test_a_false_weight_is_told_of_its_meeting() -> None:
    held = schedule(meeting("a b", weight=401), *HELD[1:])
    (violation,) = Project(ABC).violations(held)
    assert (violation.rule, violation.sentence, violation.participants) == (FIGURES, SENTENCE, ("a", "b"))
    assert violation.detail == "meeting a+b states weight 401, it is 400"


# A bound that leaves room for the meetings that are not held.
LOOSE: dict[str, Any] = {"bound": 1200, "gap": 0.666667}


def test_a_false_weight_of_a_pair_left_out_is_told() -> None:
    left_out = [
        {"participants": ["c", "a"], "weight": 3, "reason": "none"},
        {"participants": ["b", "c"], "weight": 400, "reason": "none"},
    ]
    assert found(schedule(meeting("a b"), unscheduled=left_out, **LOOSE)) == [
        (FIGURES, "c and a, unscheduled, are stated with weight 3, it is 400")
    ]


def test_weights_may_be_stated_in_either_order_of_the_pair() -> None:
    assert found(schedule(meeting("b a"), **LOOSE)) == []


def test_a_bound_that_one_more_meeting_beats_is_told() -> None:
    assert found(schedule(meeting("a b"))) == [
        (FIGURES, "the bound is stated as 400, and a and c could meet beyond it"),
        (FIGURES, "the bound is stated as 400, and b and c could meet beyond it"),
    ]


def test_a_meeting_of_an_unconnected_pair_weighs_nothing() -> None:
    apart = event("a b c", wishes="a avoid b")
    assert found(schedule(meeting("a c", weight=0), meeting("b c", "09:30")), apart) == [
        (FIGURES, "meeting a+c states weight 0, it is 400")
    ]
    assert [rule for rule, _ in found(schedule(meeting("a b", weight=0)), apart)] == ["avoided_pairs_apart"]
    assert [rule for rule, _ in found(schedule(meeting("a b")), apart)] == ["avoided_pairs_apart", FIGURES]


@pytest.mark.parametrize(
    "strange",
    [meeting("a ghost", "09:30", weight=0), meeting("a c", "09:10", weight=400), meeting("a b", "09:30", weight=400)],
    ids=["a stranger", "no slot", "the same pair again"],
)
def test_goals_of_a_schedule_that_breaks_rules_are_judged_as_far_as_they_can_be(strange: Meeting) -> None:
    held = schedule(meeting("a b"), strange, goals=[goal("beauty", 3), goal("topic_fit", 7)])
    details = [detail for rule, detail in found(held) if rule == FIGURES]
    assert details == ["beauty is no goal"]
    assert len(found(held)) > 1


def test_a_schedule_of_ours_passes_and_the_least_change_does_not() -> None:
    project = Project(event("a b c d", slots=3, tables=2, wishes="a must b, c want d 1"))
    ours = project.schedule()
    assert isinstance(ours, Schedule)
    assert project.violations(ours) == ()
    changes: list[dict[str, Any]] = [
        {"objective": ours.objective + 1},
        {"bound": ours.objective - 1},
        {"gap": ours.gap + 0.01},
        {"meetings": ours.meetings[1:]},
        {"meetings": (ours.meetings[0].model_copy(update={"table": 99}), *ours.meetings[1:])},
        {"goals": (ours.goals[0], ours.goals[1].model_copy(update={"value": ours.goals[1].value - 1}))},
    ]
    for change in changes:
        assert project.violations(ours.model_copy(update=change)), change


EVERYTHING = event(
    [company("a", needs=["tax"]), "b", "c", "d"],
    session(slots=1, tables=2),
    session("show", "10:00", 1, kind="exhibition", booths=["c"]),
    session("talk", "11:00", 1, kind="dialogue"),
    session("desk", "12:00", 1, kind="consultation", advisers=[{"name": "Ann", "expertise": "tax"}]),
    visit_share=30,
    wishes="b avoid d",
)
OF_ALL_KINDS = (
    meeting("a b"),
    meeting("a c", "10:00", session="show", weight=120),  # 30 % of 400
    meeting("a b c", "11:00", session="talk", weight=600),  # three pairs of 400, shared by two others each
    meeting("a", "12:00", session="desk", adviser="Ann", need="tax", weight=77),
)


def judged(*meetings: Meeting, of: Event = EVERYTHING) -> list[tuple[str, str]]:
    """What is wrong with a schedule of these meetings; Ann's knowledge of tax is worth 77 points to a."""
    project = Project(of)
    needs = {("a", "tax", "Ann"): 77}
    held = schedule(*meetings, bound=10_000, gap=round(1 - sum(one.weight for one in meetings) / 10_000, 6))
    return [(one.rule, one.detail) for one in check(of, project.problem, project.edges, held, needs)]


def test_meetings_of_every_kind_weigh_what_they_should() -> None:
    assert judged(*OF_ALL_KINDS) == []


@pytest.mark.parametrize("place", range(4))
def test_a_false_weight_of_any_kind_is_told(place: int) -> None:
    meetings = list(OF_ALL_KINDS)
    one = meetings[place]
    meetings[place] = one.model_copy(update={"weight": one.weight + 1})
    assert judged(*meetings) == [(FIGURES, f"meeting {one.id} states weight {one.weight + 1}, it is {one.weight}")]


def test_a_visit_weighs_something_unless_the_two_are_not_connected() -> None:
    least = EVERYTHING.model_copy(update={"event": EVERYTHING.event.model_copy(update={"visit_share": 1})})
    faint = {("a", "c"): {"weight": 3, "fit": {}}}
    visit = meeting("a c", "10:00", session="show", weight=1)
    held = schedule(visit, bound=10_000, gap=0.9999)
    problem = Project(least).problem
    assert check(least, problem, faint, held) == ()
    assert [one.detail for one in check(least, problem, {}, held)] == ["meeting a+c states weight 1, it is 0"]


def test_a_group_weighs_its_connected_pairs() -> None:
    """Of a, b, d two pairs are connected: 800 points, shared by two others each."""
    found = judged(meeting("a b d", "11:00", session="talk", weight=400))
    assert [rule for rule, _ in found] == ["avoided_pairs_apart"]
    alone = judged(meeting("a", "11:00", session="talk", weight=0))
    assert [rule for rule, _ in alone] == ["known_participants", "groups_formed"]


def test_advice_that_does_not_fit_weighs_nothing_and_is_against_the_rules() -> None:
    lost = meeting("a", "12:00", session="desk", weight=0)
    assert [rule for rule, _ in judged(lost)] == ["needs_served", "needs_served"]


def test_other_kinds_do_not_hide_false_goals_and_promises_of_meetings_of_two() -> None:
    """Of the meetings of two there is one; goals measure it whatever else is booked."""
    project = Project(EVERYTHING)
    held = schedule(*OF_ALL_KINDS, bound=10_000, gap=0.8803, goals=[goal("topic_fit", 41)])
    details = [one.detail for one in check(EVERYTHING, project.problem, project.edges, held, {("a", "tax", "Ann"): 77})]
    assert details == ["goal topic_fit is stated as 41, it is 40"]


def test_the_theme_of_a_salon_is_looked_up_in_the_graph() -> None:
    salon = event("a b", session(kind="salon", topics=["drones"]))
    assert [rule for rule, _ in found(schedule(meeting("a b")), salon)] == ["salon_theme"]
    themed = event("a b", session(kind="salon", topics=["laser"]))
    assert found(schedule(meeting("a b")), themed) == []

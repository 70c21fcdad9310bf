from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.compatibility.criteria import CRITERIA
from matchmaker.compatibility.offers import BROUGHT_LEAST, LEAST_STRENGTH
from matchmaker.compatibility.reciprocity import mutual_points
from matchmaker.compatibility.vocabulary import LEAST
from matchmaker.compatibility.weighing import SUFFICIENT, SUFFICIENT_SENTENCES, weigh, weight_of
from matchmaker.event import Settings
from matchmaker.matching import Weights
from tests.build import event
from tests.compatibility.known import knowing, mute


def test_points_of_a_gain_count_half_and_the_harmonic_mean_of_both_three_times() -> None:
    """Gains 100 and 200: 50 + 100, and 3 * 2 * 100 * 200 / 300 = 400."""
    one, other = mute("a", capabilities=["x"], interests=["z"]), mute("b", capabilities=["z"], interests=["x"])
    found = weigh(one, other, knowing(x_x=1.0, z_z=0.5))
    assert [(item.criterion, item.points) for item in found] == [
        ("capability_meets_interest", 100),
        ("capability_meets_interest", 50),
        ("both_sides", 400),
    ]
    assert found[-1].reason == "both sides profit: A by 100 points, B by 200"
    assert weight_of(found) == 550


def test_one_side_alone_counts_half() -> None:
    found = weigh(mute("a", capabilities=["x"]), mute("b", interests=["x"]), knowing(x_x=1.0))
    assert [(item.criterion, item.points) for item in found] == [("capability_meets_interest", 100)]


@pytest.mark.parametrize(("reciprocity", "weight"), [(0, 200), (10, 400), (30, 800), (100, 2200)])
def test_the_event_says_how_much_reciprocity_counts(reciprocity: int, weight: int) -> None:
    one, other = (mute(name, capabilities=["x"], interests=["x"]) for name in "ab")
    known = knowing(settings={"reciprocity": reciprocity}, x_x=1.0)
    assert weight_of(weigh(one, other, known)) == weight


def test_a_pair_that_one_side_profits_from_ranks_below_any_that_both_do() -> None:
    """With the documented weights: the most that one side can gain, against the least that both can."""
    weights, reciprocity = Weights(), Settings().reciprocity
    most = weights.capability_meets_interest * 1.75 + weights.target_market + weights.kind_sought
    least = round(weights.capability_meets_interest * min(LEAST, LEAST_STRENGTH, BROUGHT_LEAST))
    assert most / 2 < least + mutual_points(least, least, reciprocity)


@given(one=st.integers(0, 1000), other=st.integers(0, 1000), reciprocity=st.integers(0, 100))
def test_mutual_points_are_those_of_the_harmonic_mean(one: int, other: int, reciprocity: int) -> None:
    found = mutual_points(one, other, reciprocity)
    assert found == mutual_points(other, one, reciprocity)
    expected = reciprocity / 10 * (2 * one * other / (one + other)) if one + other else 0.0
    assert abs(found - expected) <= 0.5 + 1e-9
    assert (found == 0) or (one > 0 and other > 0)


def test_evidence_comes_most_points_first() -> None:
    held = event(
        [mute("a", capabilities=["x"], purposes=["trade"]), mute("b", interests=["y"], purposes=["trade"])],
        wishes="a want b 1",
    )
    one, other = held.profiles
    found = weigh(one, other, knowing(x_y=0.4))
    assert [(item.criterion, item.points) for item in found] == [
        ("wished", 120),
        ("capability_meets_interest", 40),
        ("shared_purpose", 40),
    ]


def test_weights_of_the_event_count_and_zero_is_nothing() -> None:
    one, other = mute("a", capabilities=["x"], country="CN"), mute("b", interests=["x"])
    known = knowing(settings={"weights": {"capability_meets_interest": 10, "cross_border": 0}}, x_x=1.0)
    assert [(item.criterion, item.points) for item in weigh(one, other, known)] == [("capability_meets_interest", 5)]


def test_a_purpose_or_a_language_alone_is_not_enough() -> None:
    one, other = (mute(name, purposes=["trade"], languages=["en"]) for name in "ab")
    assert weigh(one, other, knowing()) == ()


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ({"investment": {"raises": 5}}, {"investment": {"most": 5}}),
        ({"purposes": ["cooperation"], "capabilities": ["x"]}, {"purposes": ["cooperation"], "capabilities": ["x"]}),
        ({"met": [{"company": "b", "outcome": "continue"}]}, {}),
    ],
    ids=["investment", "alike", "going on"],
)
def test_other_things_are_enough(mine: dict[str, object], theirs: dict[str, object]) -> None:
    assert weigh(mute("a", **mine), mute("b", **theirs), knowing({"x_x": 1.0}))


def test_a_weight_is_at_least_one() -> None:
    one, other = mute("a", capabilities=["x"], met=[{"company": "b", "outcome": "done"}]), mute("b", interests=["y"])
    found = weigh(one, other, knowing(x_y=0.4))
    assert [item.points for item in found] == [40, -60]
    assert weight_of(found) == 1
    assert weight_of(()) == 0


def test_weighing_knows_no_first_and_second() -> None:
    held = event(
        [mute("a", capabilities=["x"], interests=["z"]), mute("b", capabilities=["z"], interests=["x"])],
        wishes="b want a 2 accepted",
    )
    one, other = held.profiles
    known = knowing(x_x=0.7, z_z=0.9)
    assert weight_of(weigh(one, other, known)) == weight_of(weigh(other, one, known)) > 0


def test_what_suffices_is_known() -> None:
    assert {criterion.__name__ for criterion in CRITERIA} > SUFFICIENT
    assert SUFFICIENT_SENTENCES

from __future__ import annotations

from collections.abc import Iterable

import pytest

from matchmaker.compatibility import criteria
from matchmaker.compatibility.criteria import (
    CRITERIA,
    capability_meets_interest,
    complement_or_likeness,
    cross_border,
    fits,
    investment,
    kind_sought,
    past_meetings,
    shared_language,
    shared_purpose,
    target_market,
    value_chain,
    wished,
)
from matchmaker.compatibility.evidence import Evidence
from matchmaker.matching import Investment, Weights
from tests.build import event
from tests.compatibility.known import knowing, mute


def told(found: Iterable[Evidence]) -> list[tuple[int, str, str | None]]:
    """Points, sentence and who profits."""
    return [(item.points, item.reason, item.profits) for item in found]


def test_an_interest_that_is_met_counts_by_its_strength() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", interests=["y"])
    (found,) = capability_meets_interest(one, other, 200, knowing(x_y=0.85))
    assert told([found]) == [(170, "A offers “x”, B seeks “y”", "b")]
    assert found.phrases == ("x", "y")


def test_the_same_phrase_is_said_once() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", interests=["x"])
    (found,) = capability_meets_interest(one, other, 200, knowing(x_x=1.0))
    assert (found.points, found.reason, found.phrases) == (200, "A offers “x”", ("x", "x"))


def test_each_further_interest_counts_half_and_the_fourth_nothing() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", interests=["p", "q", "r", "s"])
    found = capability_meets_interest(one, other, 200, knowing(x_p=0.5, x_q=1.0, x_r=0.8, x_s=0.45))
    assert [(evidence.phrases[1], evidence.points) for evidence in found] == [("q", 200), ("r", 80), ("p", 25)]


def test_an_interest_is_met_by_the_capability_most_like_it_and_the_first_of_equals() -> None:
    one, other = mute("a", capabilities=["w", "x", "v"]), mute("b", interests=["y"])
    (found,) = capability_meets_interest(one, other, 200, knowing(w_y=0.5, x_y=0.9, v_y=0.9))
    assert found.phrases == ("x", "y")


def test_several_capabilities_that_meet_an_interest_in_part_meet_it_better_together() -> None:
    """0.6² + 0.6²/2 = 0.54, of which the root is 0.735; the sum never counts more than a full match."""
    one, other = mute("a", capabilities=["w", "x"]), mute("b", interests=["y"])
    (found,) = capability_meets_interest(one, other, 200, knowing(w_y=0.6, x_y=0.6))
    assert found.points == 147
    (found,) = capability_meets_interest(one, other, 200, knowing(w_y=0.9, x_y=0.9))
    assert found.points == 200


def test_both_directions_are_found_each_to_the_good_of_who_seeks() -> None:
    one, other = mute("a", capabilities=["x"], interests=["z"]), mute("b", capabilities=["z"], interests=["x"])
    found = capability_meets_interest(one, other, 200, knowing(x_x=1.0, z_z=0.5))
    assert told(found) == [(200, "A offers “x”", "b"), (100, "B offers “z”", "a")]


def test_what_both_offer_or_both_seek_is_no_match() -> None:
    for side in ("capabilities", "interests"):
        one, other = mute("a", **{side: ["x"]}), mute("b", **{side: ["x"]})
        assert list(capability_meets_interest(one, other, 200, knowing(x_x=1.0))) == []


@pytest.mark.parametrize(
    ("theirs", "points", "reason"),
    [
        (["trade"], 40, "both are here for trade"),
        (["service", "trade"], 80, "both are here for trade and service"),
        (["service", "investment", "trade"], 80, "both are here for trade and investment"),
    ],
)
def test_shared_purposes_count_up_to_two_in_the_order_of_the_first(theirs: list[str], points: int, reason: str) -> None:
    one = mute("a", purposes=["trade", "investment", "service"])
    assert told(shared_purpose(one, mute("b", purposes=theirs), 40, knowing())) == [(points, reason, None)]


def test_different_purposes_say_nothing() -> None:
    assert list(shared_purpose(mute("a", purposes=["trade"]), mute("b", purposes=["service"]), 40, knowing())) == []
    assert list(shared_purpose(mute("a"), mute("b"), 40, knowing())) == []


def test_joint_work_wants_likeness() -> None:
    """As between German and Shandong firms: much alike, so research rather than trade."""
    one = mute("a", capabilities=["x"], purposes=["cooperation"])
    other = mute("b", capabilities=["y", "z"], purposes=["cooperation"])
    found = complement_or_likeness(one, other, 40, knowing({"y_x": 0.5, "z_x": 0.9}))
    assert told(found) == [(36, "both do much the same (“x”; “z”), which suits cooperation", None)]
    assert list(complement_or_likeness(one, other, 40, knowing({"y_x": 0.39}))) == []


def test_trade_wants_what_the_other_has_not() -> None:
    one = mute("a", capabilities=["x"], purposes=["trade"])
    other = mute("b", capabilities=["y"], interests=["x"], purposes=["trade"])
    found = complement_or_likeness(one, other, 40, knowing({"y_x": 0.25}, x_x=1.0))
    assert told(found) == [(30, "one has what the other lacks, which suits trade", None)]
    assert list(complement_or_likeness(one, other, 40, knowing({"y_x": 1.0}, x_x=1.0))) == []
    assert list(complement_or_likeness(one, other, 40, knowing({"y_x": 0.25}))) == []


def test_the_event_says_which_purposes_want_likeness() -> None:
    one, other = (mute(name, capabilities=["x"], purposes=["trade"]) for name in "ab")
    known = knowing({"x_x": 1.0}, {"alike": ["trade"]})
    assert [item.sentence for item in complement_or_likeness(one, other, 40, known)] == ["alike"]


@pytest.mark.parametrize(
    ("mine", "theirs", "neighbours"),
    [
        ("upstream", "midstream", True),
        ("downstream", "midstream", True),
        ("upstream", "downstream", False),
        ("upstream", "upstream", False),
        ("upstream", None, False),
    ],
)
def test_neighbours_in_the_value_chain_count(mine: str, theirs: str | None, *, neighbours: bool) -> None:
    found = told(value_chain(mute("a", chain=mine), mute("b", chain=theirs), 30, knowing()))
    assert found == ([(30, f"neighbours in the value chain: A is {mine}, B {theirs}", None)] if neighbours else [])


def test_a_target_is_a_country_or_a_region_that_the_other_lies_in() -> None:
    one, other = mute("a", country="CN", targets=["Europe"]), mute("b", country="DE", targets=["China"])
    assert told(target_market(one, other, 60, knowing())) == [
        (60, "A wants to reach Europe, B is from Germany", "a"),
        (60, "B wants to reach China, where A is from", "b"),
    ]
    assert list(target_market(one, mute("c", country="JP"), 60, knowing())) == []


def test_two_countries_count_as_across_borders() -> None:
    assert told(cross_border(mute("a", country="CN"), mute("b", country="DE"), 20, knowing())) == [
        (20, "they come from China and Germany", None)
    ]
    assert list(cross_border(mute("a"), mute("b"), 20, knowing())) == []


def test_a_shared_language_counts_once() -> None:
    one, other = mute("a", languages=["zh", "en", "de"]), mute("b", languages=["de", "ru", "en"])
    assert told(shared_language(one, other, 30, knowing())) == [(30, "both speak English and German", None)]
    assert list(shared_language(one, mute("c"), 30, knowing())) == []


def test_a_kind_that_is_sought_counts_for_the_seeker() -> None:
    one, other = mute("a", seeks_kinds=["investor", "park"]), mute("b", kind="park")
    assert told(kind_sought(one, other, 40, knowing())) == [(40, "A seeks a park, B is one", "a")]
    assert list(kind_sought(one, mute("c"), 40, knowing())) == []


@pytest.mark.parametrize(
    ("sought", "given", "fitting"),
    [
        ({"raises": 5}, {"least": 5, "most": 5}, True),
        ({"raises": 5}, {"most": 4}, False),
        ({"raises": 5}, {"least": 6}, False),
        ({"raises": "5,000"}, {"least": "1 000"}, True),
        ({"raises": 5, "stages": ["seed"]}, {"most": 9, "stages": ["growth"]}, False),
        ({"raises": 5, "stages": ["seed", "growth"]}, {"most": 9, "stages": ["growth"]}, True),
        ({"raises": 5, "stages": ["seed"]}, {"most": 9}, True),
        ({}, {"most": 9}, False),
        ({"raises": 5}, {"raises": 5}, False),
    ],
)
def test_an_amount_fits_within_the_range_and_at_a_stage_of_both(
    sought: dict[str, object], given: dict[str, object], *, fitting: bool
) -> None:
    assert fits(Investment.model_validate(sought), Investment.model_validate(given)) is fitting


def test_investment_is_told_with_amount_currency_and_stage() -> None:
    one = mute("a", investment={"raises": "2,000,000", "stages": "seed"})
    other = mute("b", investment={"most": 3_000_000, "stages": ["seed"]})
    known = knowing(settings={"currency": "CNY"})
    assert told(investment(one, other, 120, known)) == [(120, "A raises 2,000,000 CNY (seed), as B invests", None)]
    plain = mute("c", investment={"raises": 2_000_000})
    assert told(investment(other, plain, 120, known)) == [(120, "C raises 2,000,000 CNY, within what B invests", None)]
    assert list(investment(one, plain, 120, known)) == []


@pytest.mark.parametrize(
    ("wishes", "points", "reason"),
    [
        ("a must b", 200, "this meeting was set beforehand"),
        ("b must a", 200, "this meeting was set beforehand"),
        ("a must b accepted", 260, "this meeting was set beforehand, and B agreed"),
        ("a want b 1", 120, "A asked for this meeting"),
        ("a want b 2", 100, "A asked for this meeting"),
        ("a want b", 80, "A asked for this meeting"),
        ("a want b 6", 20, "A asked for this meeting"),
        ("a want b 1000", 20, "A asked for this meeting"),
        ("b want a 1 accepted", 180, "B asked for this meeting, and A agreed"),
        ("a want b 1 open", 120, "A asked for this meeting"),
    ],
)
def test_wishes_count_by_kind_rank_and_answer(wishes: str, points: int, reason: str) -> None:
    one, other = event([mute("a"), mute("b")], wishes=wishes).profiles
    assert told(wished(one, other, 200, knowing())) == [(points, reason, None)]


def test_wishes_of_both_sides_add_up() -> None:
    one, other = event([mute("a"), mute("b")], wishes="a want b 1, b must a").profiles
    assert [evidence.points for evidence in wished(one, other, 200, knowing())] == [120, 200]


@pytest.mark.parametrize("wishes", ["a avoid b", "a want c 1", ""])
def test_other_wishes_say_nothing(wishes: str) -> None:
    one, other, _ = event([mute("a"), mute("b"), mute("c")], wishes=wishes).profiles
    assert list(wished(one, other, 200, knowing())) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("continue", None, (60, "they met before and A wants to go on", None)),
        ("done", "continue", (60, "they met before and B wants to go on", None)),
        ("done", None, (-60, "they met before, and nothing is open", None)),
        ("open", None, None),
    ],
)
def test_past_meetings_count_by_what_came_of_them(
    mine: str, theirs: str | None, expected: tuple[int, str, None] | None
) -> None:
    one = mute("a", met=[{"company": "b", "outcome": mine}])
    other = mute("b", met=[{"company": "a", "outcome": theirs}] if theirs else [])
    assert told(past_meetings(one, other, 60, knowing())) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("mine", "theirs", "points", "reason"),
    [
        ({"trade": 3}, {"trade": 3}, 40, "both are here for trade"),
        ({"trade": 1}, {"trade": 1}, 13, "both are here for trade"),
        ({"trade": 2}, {"trade": 1}, 20, "both are here for trade"),
        ({"trade": 1}, ["trade"], 27, "both are here for trade"),
        ({"trade": 1, "art": 3, "service": 2}, ["trade", "art", "service"], 73, "both are here for art and service"),
    ],
)
def test_a_purpose_counts_as_much_as_it_matters_to_the_two(
    mine: object, theirs: object, points: int, reason: str
) -> None:
    """Of 40 points: a third with priority 1, two thirds with 2; the mean of both sides; the two that matter most."""
    one, other = mute("a", purposes=mine), mute("b", purposes=theirs)
    assert told(shared_purpose(one, other, 40, knowing())) == [(points, reason, None)]
    ((gain, _, _),) = told(shared_purpose(other, one, 40, knowing()))
    assert gain == points


def test_each_criterion_has_a_weight_and_each_weight_a_criterion() -> None:
    assert len(CRITERIA) > 10
    assert [criterion.__name__ for criterion in CRITERIA] == [*Weights.model_fields][:-1]
    assert list(Weights.model_fields)[-1] == "need_met"
    assert all(getattr(criteria, name) in CRITERIA for name in list(Weights.model_fields)[:-1])

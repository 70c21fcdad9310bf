from __future__ import annotations

import pytest

from matchmaker.compatibility.criteria import (
    CRITERIA,
    SUFFICIENT,
    Evidence,
    Likeness,
    capability_meets_interest,
    shared_purpose,
    weigh,
    wished,
)
from matchmaker.event import Company
from tests.build import company, event


def mute(name: str, **fields: object) -> Company:
    """A company that offers and seeks nothing unless told otherwise."""
    return company(name, **{"capabilities": [], "interests": [], **fields})


def like(**values: float) -> Likeness:
    """Likenesses by "offer_sought"; nothing else is alike."""
    return lambda offered, sought: values.get(f"{offered}_{sought}", 0.0)


def test_an_interest_that_is_met_counts_by_its_likeness() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", interests=["y"])
    assert list(capability_meets_interest(one, other, like(x_y=0.85))) == [
        Evidence("capability_meets_interest", 170, "A offers “x”, B seeks “y”", ("x", "y"))
    ]


def test_the_same_phrase_is_said_once() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", interests=["x"])
    (found,) = capability_meets_interest(one, other, like(x_x=1.0))
    assert (found.points, found.reason, found.phrases) == (200, "A offers “x”", ("x", "x"))


def test_each_further_interest_counts_half_and_the_fourth_nothing() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", interests=["p", "q", "r", "s"])
    found = capability_meets_interest(one, other, like(x_p=0.5, x_q=1.0, x_r=0.8, x_s=0.45))
    assert [(evidence.phrases[1], evidence.points) for evidence in found] == [("q", 200), ("r", 80), ("p", 25)]


def test_an_interest_is_met_by_the_capability_most_like_it_and_the_first_of_equals() -> None:
    one, other = mute("a", capabilities=["w", "x", "v"]), mute("b", interests=["y"])
    (found,) = capability_meets_interest(one, other, like(w_y=0.5, x_y=0.9, v_y=0.9))
    assert found.phrases == ("x", "y")


def test_both_directions_count_in_full() -> None:
    one, other = mute("a", capabilities=["x"], interests=["z"]), mute("b", capabilities=["z"], interests=["x"])
    found = capability_meets_interest(one, other, like(x_x=1.0, z_z=0.5))
    assert [(evidence.reason, evidence.points) for evidence in found] == [("A offers “x”", 200), ("B offers “z”", 100)]


def test_what_both_offer_or_both_seek_is_no_match() -> None:
    one, other = mute("a", capabilities=["x"]), mute("b", capabilities=["x"])
    assert list(capability_meets_interest(one, other, like(x_x=1.0))) == []
    one, other = mute("a", interests=["x"]), mute("b", interests=["x"])
    assert list(capability_meets_interest(one, other, like(x_x=1.0))) == []


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
    assert list(shared_purpose(one, mute("b", purposes=theirs), like())) == [Evidence("shared_purpose", points, reason)]


def test_different_purposes_say_nothing() -> None:
    assert list(shared_purpose(mute("a", purposes=["trade"]), mute("b", purposes=["service"]), like())) == []
    assert list(shared_purpose(mute("a"), mute("b"), like())) == []


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
        ("a want b 7", 20, "A asked for this meeting"),
        ("a want b 1000", 20, "A asked for this meeting"),
        ("b want a 1 accepted", 180, "B asked for this meeting, and A agreed"),
        ("a want b 1 open", 120, "A asked for this meeting"),
    ],
)
def test_wishes_count_by_kind_rank_and_answer(wishes: str, points: int, reason: str) -> None:
    one, other = event([mute("a"), mute("b")], wishes=wishes).profiles
    assert list(wished(one, other, like())) == [Evidence("wished", points, reason)]


def test_wishes_of_both_sides_add_up() -> None:
    one, other = event([mute("a"), mute("b")], wishes="a want b 1, b must a").profiles
    assert [evidence.points for evidence in wished(one, other, like())] == [120, 200]


@pytest.mark.parametrize("wishes", ["a avoid b", "a want c 1", ""])
def test_other_wishes_say_nothing(wishes: str) -> None:
    one, other, _ = event([mute("a"), mute("b"), mute("c")], wishes=wishes).profiles
    assert list(wished(one, other, like())) == []


def test_evidence_comes_most_points_first() -> None:
    held = event(
        [mute("a", capabilities=["x"], purposes=["trade"]), mute("b", interests=["y"], purposes=["trade"])],
        wishes="a want b 1",
    )
    one, other = held.profiles
    found = weigh(one, other, like(x_y=0.4))
    assert [(evidence.criterion, evidence.points) for evidence in found] == [
        ("wished", 120),
        ("capability_meets_interest", 80),
        ("shared_purpose", 40),
    ]


def test_a_purpose_alone_is_not_enough() -> None:
    assert weigh(mute("a", purposes=["trade"]), mute("b", purposes=["trade"]), like()) == ()


def test_weighing_knows_no_first_and_second() -> None:
    held = event(
        [mute("a", capabilities=["x"], interests=["z"]), mute("b", capabilities=["z"], interests=["x"])],
        wishes="b want a 2 accepted",
    )
    one, other = held.profiles
    alike = like(x_x=0.7, z_z=0.9)
    assert sorted(map(repr, weigh(one, other, alike))) == sorted(map(repr, weigh(other, one, alike)))


def test_criteria_name_their_evidence_after_themselves() -> None:
    names = {criterion.__name__ for criterion in CRITERIA}
    assert len(names) == len(CRITERIA) > 2
    assert names > SUFFICIENT

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matchmaker.compatibility import candidates
from matchmaker.compatibility.candidates import Companies, nearest_both_ways
from matchmaker.event import Event
from tests.build import event
from tests.compatibility.known import mute


def nearest(
    held: Event, like: list[list[float]], phrases: list[str], most: int, *apart: tuple[int, int]
) -> list[list[int]]:
    """For each company its nearest, in file order."""
    forbidden = {frozenset(pair) for pair in apart}
    companies = Companies.of(held, phrases, phrases)
    found = nearest_both_ways(
        held, companies, csr_array(np.array(like)), most, lambda one, other: frozenset((one, other)) in forbidden
    )
    return [sorted(set(others.tolist())) for _, others in found]


def sellers_and_buyers(count: int) -> Event:
    """The first half offers x, the second seeks it."""
    sellers = [mute(f"s{n}", capabilities=["x"]) for n in range(count)]
    return event([*sellers, *(mute(f"b{n}", interests=["x"]) for n in range(count))])


def test_both_directions_are_kept() -> None:
    """Company 0 offers x, of which 1 and 2 seek; 3 offers what 0 seeks."""
    held = event(
        [
            mute("a", capabilities=["x"], interests=["y"]),
            mute("b", interests=["x"]),
            mute("c", interests=["x"]),
            mute("d", capabilities=["y"]),
        ]
    )
    assert nearest(held, [[1, 0], [0, 1]], ["x", "y"], 1) == [[1, 3], [0], [0], [0]]
    assert nearest(held, [[1, 0], [0, 1]], ["x", "y"], 9) == [[1, 2, 3], [0], [0], [0]]


def test_who_gives_and_takes_comes_before_who_only_gives() -> None:
    held = event(
        [
            mute("a", capabilities=["y"], interests=["x"]),
            mute("b", capabilities=["x"]),
            mute("c", capabilities=["x"], interests=["y"]),
        ]
    )
    assert nearest(held, [[1, 0], [0, 1]], ["x", "y"], 1)[0] == [2]


def test_a_shared_language_decides_between_equals() -> None:
    held = event(
        [
            mute("a", interests=["x"], languages=["zh"]),
            mute("b", capabilities=["x"], languages=["de"]),
            mute("c", capabilities=["x"], languages=["en", "zh"]),
        ]
    )
    assert nearest(held, [[1]], ["x"], 1)[0] == [2]


def test_of_many_alike_each_is_somebodys_nearest() -> None:
    held = sellers_and_buyers(10)
    found = nearest(held, [[1]], ["x"], 2)
    assert found[0] == [10, 11]
    assert found[9] == [10, 11]
    assert found[12] == [0, 1]
    chosen = {other for others in found for other in others}
    assert {10, 11, 0, 1} <= chosen


def test_who_is_kept_apart_makes_room_for_others() -> None:
    held = sellers_and_buyers(10)
    apart = [(0, other) for other in range(10, 18)]
    assert nearest(held, [[1]], ["x"], 2, *apart)[0] == [18, 19]
    assert nearest(held, [[1]], ["x"], 2, *[(0, other) for other in range(10, 20)])[0] == []


def test_working_in_blocks_makes_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    held = sellers_and_buyers(10)
    whole = nearest(held, [[1]], ["x"], 3)
    monkeypatch.setattr(candidates, "BLOCK_VALUES", 1)
    assert nearest(held, [[1]], ["x"], 3) == whole


@settings(max_examples=30)
@given(st.integers(2, 8), st.integers(0, 2**32 - 1), st.integers(1, 3))
def test_the_best_by_estimate_are_found(count: int, seed: int, most: int) -> None:
    """Against all pairs, one by one: the estimate is a half of both gains and their harmonic mean."""
    rng = np.random.default_rng(seed)
    like = (rng.random((count, count)) * (rng.random((count, count)) < 0.6)).round(2)
    names = [str(n) for n in range(count)]
    held = event([mute(f"c{n}", capabilities=[str(n)], interests=[str(n)]) for n in range(count)])
    found = nearest(held, like.tolist(), names, most)

    def estimate(one: int, other: int) -> int:
        gain, gift = 200 * like[one, other], 200 * like[other, one]
        both = 2 * gain * gift / (gain + gift) if gain + gift else 0.0
        return int(np.rint(100 * ((gain + gift) / 2 + both)))

    for one in range(count):
        expected = set()
        for side in (like[one, :], like[:, one]):
            able = [other for other in range(count) if other != one and side[other] > 0]
            expected |= set(sorted(able, key=lambda other: (-estimate(one, other), (other - one) % count))[:most])
        assert set(found[one]) == expected


def test_more_words_than_bits_are_no_trouble() -> None:
    many = [f"a{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(80)]
    held = event([mute("a", interests=["x"], languages=many), mute("b", capabilities=["x"])])
    assert nearest(held, [[1]], ["x"], 1) == [[1], [0]]

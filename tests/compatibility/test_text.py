from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from matchmaker.compatibility.text import TextSpace, affinity, cosines

AMONG = ("medical optics", "drones", "焊接", "сварка", "welding")


def cosine(one: str, other: str, *among: str) -> float:
    """The cosine of two texts, among others."""
    space = TextSpace.of([one, other, *among])
    return float(cosines(space.vectors([one]), space.vectors([other]), 0.0).toarray()[0, 0])


@pytest.mark.parametrize("phrase", ["laser", "laser cutting machine", "激光切割机", "лазер", "ឡាស៊ែរ", "ليزر القطع"])
def test_a_phrase_is_wholly_like_itself(phrase: str) -> None:
    assert cosine(phrase, phrase, "welding") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("LASER  Cutter", "laser cutter"), ("Schweißroboter", "SCHWEISSROBOTER"), ("ＬＡＳＥＲ", "laser")],
)
def test_case_spacing_and_width_make_no_difference(one: str, other: str) -> None:
    assert cosine(one, other, "welding") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("laser cutting machine", "laser cutting machines", 0.6),
        ("laser cutting machine", "lazer cutting machine", 0.5),
        ("welding robots", "welding robot", 0.4),
        ("fibre laser", "fiber laser", 0.3),
        ("激光切割机", "激光切割设备", 0.5),
        ("лазерная резка", "лазерной резки", 0.1),
    ],
)
def test_spelling_and_inflection_are_forgiven(one: str, other: str, least: float) -> None:
    assert least <= cosine(one, other, *AMONG) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("bananas", "laser cutting"), ("焊接机器人", "激光切割"), ("laser", "激光"), ("drone", "radar"), ("🚀", "🌍")],
)
def test_unlike_phrases_are_not_alike_at_all(one: str, other: str) -> None:
    assert cosine(one, other, "optics") == 0.0


def test_rare_words_weigh_more() -> None:
    """The machine is in every text, lidar in two."""
    many = [f"machine {name}" for name in ("saw", "press", "lathe", "mill", "drill", "robot", "oven")]
    assert cosine("lidar machine", "lidar sensor", *many) > cosine("lidar machine", "paint machine", *many) > 0


def test_what_stands_in_most_of_many_texts_tells_nothing() -> None:
    many = [f"the {chr(97 + k // 26)}{chr(97 + k % 26)}{chr(97 + k % 7)}word" for k in range(400)]
    assert cosine("the laser", "the radar", *many) == 0.0


def test_the_nearest_text_counts_in_full_each_further_one_less() -> None:
    """0.6 + 0.4/2 + 0.3/3 = 0.9, and 0.5 in any order."""
    found = affinity(np.array([[0.4, 0.6, 0.3], [0.0, 0.5, 0.0]]))
    assert found == pytest.approx([0.9, 0.5])


def test_nothing_is_like_nothing() -> None:
    assert TextSpace.of([]).vectors(["laser"]).nnz == 0
    assert TextSpace.of(["\x1c"]).vectors(["\x1d"]).nnz == 0
    empty = TextSpace.of(["laser"]).vectors([])
    assert empty.shape[0] == 0
    assert cosines(empty, empty, 0.1).shape == (0, 0)


@given(st.integers(1, 12), st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_cosines_are_those_of_the_plain_product(rows: int, columns: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    left, right = (rng.random((count, 7)) * (rng.random((count, 7)) < 0.5) for count in (rows, columns))
    left, right = (m / np.maximum(np.linalg.norm(m, axis=1, keepdims=True), 1e-12) for m in (left, right))
    expected = np.minimum((left @ right.T).round(6), 1.0)
    found = cosines(csr_array(left), csr_array(right), 0.3).toarray()
    sure = np.abs(expected - 0.3) > 1e-5
    assert found[sure] == pytest.approx(np.where(expected > 0.3, expected, 0.0)[sure])

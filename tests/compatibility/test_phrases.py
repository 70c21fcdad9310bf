from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchmaker.compatibility.phrases import (
    LONGEST_PASSAGE,
    LONGEST_PHRASE,
    MOST_PASSAGES,
    letter_groups,
    normal,
    passages,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("laser cutting", ["laser", "cutting", "laser cutting"]),
        ("激光机", ["激光", "光机"]),
        ("光", ["光"]),
        ("激光 cutter", ["激光", "cutter", "激光 cutter"]),
        ("a laser", ["laser"]),
        ("🚀", []),
        ("ليزر القطع", ["ليزر", "القطع", "ليزر القطع"]),
        ("ឡាស៊ែរ", ["ឡា", "ាស", "ស៊", "៊ែ", "ែរ"]),
    ],
)
def test_words_and_neighbours(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("laser", [" lase", "laser", "aser ", " laser", "laser "]),
        ("uav", [" uav "]),
        ("ok", [" ok "]),
        ("激光机", ["激光", "光机", "激光机"]),
        ("co2-laser", [" co2-", "co2-l", "o2-la", "2-las", "-lase", "laser", "aser "]),
        ("", []),
    ],
)
def test_letter_groups_span_a_stem_and_its_ends(text: str, expected: list[str]) -> None:
    found = letter_groups(text)
    assert [group for group in found if len(group) <= 5][: len(expected)] == [g for g in expected if len(g) <= 5]
    assert set(expected) <= set(found)


def test_a_phrase_is_its_own_passage() -> None:
    assert passages("laser cutting, and welding. Also more") == ("laser cutting, and welding. Also more",)


def test_a_description_is_cut_at_sentences_and_clauses() -> None:
    one = "We build laser cutting machines. They cut steel, brass and aluminium!\n我们也生产激光焊接机。"
    text = f"{one} • Service in Europe" * 2
    found = passages(text)
    assert "We build laser cutting machines" in found
    assert "They cut steel" in found
    assert "我们也生产激光焊接机" in found


def test_fifty_thousand_characters_are_read_in_so_many_passages() -> None:
    found = passages("laser cutting machine number one. " * 10 + "word " * 10_000)
    assert 1 < len(found) <= MOST_PASSAGES
    assert max(map(len, found)) <= LONGEST_PASSAGE
    assert len(passages("x" * 50_000)) <= MOST_PASSAGES


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for piece in passages(text):
        assert len(piece) <= max(LONGEST_PHRASE, LONGEST_PASSAGE)
    words(normal(text))
    letter_groups(normal(text))

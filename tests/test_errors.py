"""Errors say what is wrong, and where."""

from __future__ import annotations

import pytest

from matchmaker.errors import InputError, InternalError, MatchmakerError, Mistake, UsageError


@pytest.mark.parametrize(
    ("mistake", "text"),
    [
        (
            Mistake("c", "this is wrong", "f.yaml", 3, 7, "“x”", "Write y."),
            "f.yaml:3:7: this is wrong (found “x”). Write y.",
        ),
        (Mistake("c", "this is wrong", "f.yaml", 3, 7), "f.yaml:3:7: this is wrong."),
        (Mistake("c", "the file is empty", "f.yaml", remedy="Fill it."), "f.yaml: the file is empty. Fill it."),
    ],
)
def test_a_mistake_reads_as_a_sentence_with_its_place(mistake: Mistake, text: str) -> None:
    assert str(mistake) == text


def test_an_input_error_holds_and_tells_all_mistakes() -> None:
    mistakes = (Mistake("a", "first", "f", 1, 1), Mistake("b", "second", "f", 2, 1))
    error = InputError(mistakes)
    assert error.mistakes == mistakes
    assert str(error) == "f:1:1: first.\nf:2:1: second."


def test_an_input_error_without_a_mistake_is_a_bug() -> None:
    with pytest.raises(ValueError, match="at least one mistake"):
        InputError(())


@pytest.mark.parametrize("kind", [InputError, UsageError, InternalError])
def test_every_error_can_be_caught_as_one(kind: type[Exception]) -> None:
    assert issubclass(kind, MatchmakerError)

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from matchmaker.compatibility import Scoring, plugins, vectors_named
from matchmaker.errors import UsageError
from tests.build import event
from tests.compatibility.known import mute


@dataclass
class Entry:
    """An entry point of a plug-in."""

    name: str
    made: Callable[[Sequence[str]], Any]

    def load(self) -> Callable[[Sequence[str]], Any]:
        """The plug-in's function."""
        return self.made


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have these plug-ins installed."""

    def install(*entries: Entry) -> None:
        monkeypatch.setattr(plugins, "entry_points", lambda *, group: entries if group == plugins.GROUP else ())

    return install


def test_an_event_without_a_plug_in_has_no_vectors() -> None:
    assert vectors_named(None) is None


def test_a_plug_in_brings_its_own_likeness(installed: Callable[..., None]) -> None:
    installed(Entry("mine", lambda texts: [[1.0, 0.0]] * len(texts)))
    held = event([mute("a", capabilities=["激光"]), mute("b", interests=["laser"])])
    assert [pair.one.id for pair in Scoring(held, vectors_named("mine")).weighed({})] == ["a"]
    assert list(Scoring(held).weighed({})) == []


def test_a_plug_in_that_is_not_there_is_named(installed: Callable[..., None]) -> None:
    installed(Entry("other", lambda _texts: []))
    with pytest.raises(UsageError, match=r"“mine”, and no plug-in .* \(there are: other\)"):
        vectors_named("mine")
    installed()
    with pytest.raises(UsageError, match="there are: none"):
        vectors_named("mine")


@pytest.mark.parametrize("made", [[[1.0]], [1.0, 2.0], [[np.nan], [1.0]]], ids=["too few", "no rows", "gaps"])
def test_vectors_of_another_shape_or_with_gaps_are_refused(installed: Callable[..., None], made: object) -> None:
    installed(Entry("mine", lambda _texts: made))
    found = vectors_named("mine")
    assert found is not None
    with pytest.raises(UsageError, match="plug-in “mine” have shape"):
        found(["x", "y"])

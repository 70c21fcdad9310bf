"""What is said of an impossible event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matchmaker.clash import Clash, plain, said
from matchmaker.event import Event
from matchmaker.outcome import Impossible
from matchmaker.pipeline import Project


@dataclass(frozen=True)
class Told:
    """A clash as it is said in English."""

    project: Project
    found: Clash

    @property
    def members(self) -> list[tuple[str, str]]:
        """Rules and sentences."""
        return [(one["rule"], one["sentences"]["en"]) for one in self.plain["members"]]

    @property
    def ways(self) -> list[str]:
        """Ways out of one change."""
        return [way["changes"][0]["en"] for way in self.plain["ways"] if len(way["changes"]) == 1]

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return plain(self.found, [self.project.words("en")])

    @property
    def lines(self) -> list[str]:
        """As people read it."""
        return self.lines_in("en")

    def lines_in(self, language: str) -> list[str]:
        """As people read it in a language."""
        return list(said(self.project.words(language), self.found))


def clash(held: Event) -> Told:
    """The clash of an impossible event."""
    project = Project(held)
    assert isinstance(project.schedule(), Impossible)
    return Told(project, project.clash())

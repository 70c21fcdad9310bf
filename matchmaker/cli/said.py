"""Sentences that several commands say."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.pipeline import Project, carried_without_effect


def about_event(project: Project) -> Iterator[str]:
    """The defaults that were used, and what has no effect yet."""
    if project.defaults:
        yield f"defaults used: {'; '.join(project.defaults)}"
    if carried := carried_without_effect(project.event):
        yield f"read and kept, without effect on the schedule in this version: {', '.join(carried)}"

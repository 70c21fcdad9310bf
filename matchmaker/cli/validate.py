"""`match validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.console import Screen, print_json, say_all
from matchmaker.cli.said import about_event, about_phrases
from matchmaker.compatibility import unknown_phrases
from matchmaker.event import GENERAL_TERMS
from matchmaker.pipeline import Project


def validate(
    file: Annotated[Path, typer.Argument(help="The event: a YAML file of profiles, sessions and halls.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")] = False,
) -> None:
    """Check an event file: every mistake at once, with line and column."""
    project = Project.read(file)
    event = project.event
    unknown = unknown_phrases(project.scoring) if _has_own_vocabulary(project) else ()
    if as_json:
        print_json(
            {
                "valid": True,
                "profiles": len(event.profiles),
                "sessions": len(event.sessions),
                "defaults": project.defaults,
                "unknown_phrases": [
                    {"phrase": phrase, "companies": count, "nearest_label": label} for phrase, count, label in unknown
                ],
            }
        )
        return
    screen = Screen()
    summary = f"{len(event.profiles):,} profiles, {len(event.sessions)} sessions, {len(event.halls)} halls"
    screen.say(f"{file}: no mistakes; {summary}")
    say_all(screen, (*about_event(project), *about_phrases(unknown)))


def _has_own_vocabulary(project: Project) -> bool:
    """Whether the organiser gave any terms; with those of the package alone, most phrases are none."""
    return any(not term.id.startswith(GENERAL_TERMS) for term in project.event.vocabulary)

"""`match verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from matchmaker.cli.asked import schedule_named
from matchmaker.cli.console import Screen, print_json, say_all
from matchmaker.pipeline import Project
from matchmaker.rules import RULES

VIOLATIONS = 1


def verify(
    file: Annotated[Path, typer.Argument(help="The event the schedule is for.")],
    schedule: Annotated[Path, typer.Argument(help="The schedule: schedule.json, edited by hand or not.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print machine-readable results on standard output.")] = False,
) -> None:
    """Judge a schedule by every rule, and by the figures it states of itself."""
    plan = schedule_named(schedule)
    project = Project.read(file)
    found = project.violations(plan)
    if as_json:
        rows = [
            {"rule": v.rule, "sentence": v.sentence, "detail": v.detail, "participants": v.participants} for v in found
        ]
        print_json({"valid": not found, "violations": rows})
    else:
        screen = Screen()
        say_all(screen, map(str, found))
        count = f"{len(found)} violation{'' if len(found) == 1 else 's'}"
        kept = f"keeps all {len(RULES)} rules, and its figures add up (bounds are not proven again)"
        verdict = count if found else kept
        screen.say(f"{schedule}: {verdict}")
    if found:
        raise typer.Exit(VIOLATIONS)

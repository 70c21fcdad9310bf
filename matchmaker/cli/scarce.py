"""`match scarce`."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli.asked import blocks
from matchmaker.cli.console import Screen, print_json, run_interruptibly, say_all
from matchmaker.cli.why import AsJson, File, Language, Plan
from matchmaker.inputs import load_schedule
from matchmaker.pipeline import Project
from matchmaker.scarce import plain, said


def scarce(
    file: File,
    schedule: Plan,
    *,
    seed: Annotated[int, typer.Option(min=0, help="Same file, schedule and seed: same answer.")] = 0,
    time_limit: Annotated[float | None, typer.Option(min=0.0, help="End early, after so many seconds.")] = None,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Say what is scarce: what one more table, slot, interpreter, delegate, meeting or hour would add."""
    screen = Screen(time_limit, quiet=as_json)

    def work() -> None:
        plan = load_schedule(schedule)
        project = Project.read(file, screen)
        found = project.scarcity(plan, seed)
        screen.close()
        if as_json:
            print_json(plain(found))
        else:
            codes = (language,) if language is not None else project.event.event.languages
            say_all(screen, blocks(list(said(project.words(code), found)) for code in codes))

    run_interruptibly(work, screen)

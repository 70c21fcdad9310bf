"""`match scarce`."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli.asked import AsJson, File, Language, Plan, Question, answer
from matchmaker.cli.console import Screen
from matchmaker.pipeline import Project
from matchmaker.scarce import Scarcity, plain, said
from matchmaker.schedule import Schedule


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

    def ask(project: Project, plan: Schedule) -> Scarcity:
        return project.scarcity(plan, seed)

    screen = Screen(time_limit, quiet=as_json)
    answer(screen, file, schedule, Question(ask, said, plain), language, as_json=as_json)

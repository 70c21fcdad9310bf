"""`match why` and `match why-not`."""

from __future__ import annotations

from typing import Annotated

import typer

from matchmaker.cli.asked import AsJson, File, Language, Plan, Question, answer, company_named, told_apart, watched
from matchmaker.pipeline import Project
from matchmaker.schedule import Schedule
from matchmaker.why import Day, PairAnswer, Words, plain


def why_not(
    file: File,
    schedule: Plan,
    company: Annotated[str, typer.Argument(metavar="A", help="A company, by id or name.")],
    other: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    *,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Say why two companies do not meet, and what it would take: what would be displaced, and what that costs."""

    def ask(project: Project, plan: Schedule) -> PairAnswer:
        one, two = company_named(project.event, company), company_named(project.event, other)
        told_apart(one, two)
        return project.why_pair(plan, one, two)

    answer(watched(as_json=as_json), file, schedule, Question(ask, Words.answer, plain), language, as_json=as_json)


def why(
    file: File,
    schedule: Plan,
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="A company, by id or name.")],
    *,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Explain a company's day: what was wished and given, what was not and why, and the best it could have had."""

    def ask(project: Project, plan: Schedule) -> Day:
        return project.why_day(plan, company_named(project.event, company))

    answer(watched(as_json=as_json), file, schedule, Question(ask, Words.day, plain), language, as_json=as_json)

"""A page of the reference for every rule, made from the rule itself, and from what its own tests make it say."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Any
from unittest import mock

import pytest

from matchmaker.rules import RULES, Rule, Violation, violations
from matchmaker.solver.constraints import BY_CONSTRUCTION, BY_LIMITS
from tests import build

# What in the event file a rule goes by; nothing where it always holds.
SETTINGS = {
    "known_participants": "`profiles`: `id`",
    "once_per_pair": "",
    "slots_of_sessions": "`sessions`: `day`, `start`, `end`, `slot`, `gap`, `hall`",
    "one_meeting_at_a_time": "`profiles`: `delegates`; `sessions`: `speakers`, `booths`",
    "within_hours": "`profiles`: `available`, `unavailable`",
    "plenaries_are_free": "`sessions` of the kind `plenary`",
    "one_meeting_per_table": "`sessions`: `tables`; `halls`: `tables`",
    "session_capacity": "`sessions`: `capacity`",
    "company_maximum": "`max_meetings` of a profile, else of the `event`",
    "avoided_pairs_apart": "`wishes`: `wish: avoid`, `answer: declined`",
    "same_group_apart": "`profiles`: `group`",
    "competitors_apart": "`profiles`: `competitors`",
    "embargoed_pairs_apart": "`event`: `embargoes`",
    "exclusions_kept": "`profiles`: `excludes`",
    "same_delegation_apart": "`profiles`: `delegation`; `delegations`: `members_meet`",
    "open_wishes_wait": "`event`: `book_open`; `wishes`: `answer`",
    "musts_kept": "`wishes`: `wish: must`",
    "time_to_walk": "`halls`: `walk`",
    "visits_maximum": "`max_visits` of a profile, else of the `event`",
    "session_guests": "`sessions`: `invited`, `signed_up`, `kept_out`, `language`",
    "salon_theme": "`sessions`: `topics`",
    "booths_hosted": "`sessions`: `booths` with their `hours` and `visitors`",
    "needs_served": "`profiles`: `needs`; `sessions`: `advisers`",
    "groups_formed": "`sessions`: `group`",
    "new_faces": "",
    "groups_moderated": "`sessions`: `moderators`",
    "askers_seated": "`sessions`: `round_tables` with `asked_by`",
    "common_language": "`languages` of profiles, delegates, advisers and `interpreters`",
    "interpreters_free": "`interpreters`: `available`, `unavailable`; `halls`: `walk`",
    "interpreters_rest": "`interpreters`: `longest`, `rest`",
    "attendees_named": "`profiles`: `delegates` by name",
    "attendees_free": "`delegates` by name: `available`, `unavailable`; `halls`: `walk`",
    "asked_delegates_attend": "`wishes`: `delegate`",
    "leaders_attend": "`wishes`: `leader`; `delegations`: `leader`",
    "delegation_quota": "`delegations`: `max_meetings`",
    "delegation_shares": "`delegations`: `max_meetings`, `fair_shares`",
}
SIDES = {
    "construction": "What breaks it is no choice that the solver has.",
    "limits": "As limits on how many meetings of some pairs some slots can take; persons are then assigned exactly.",
    "rows": "As rows of the model, each with a price in the proof of the bound.",
}


def rule_page(rule: Rule) -> str:
    """The page of one rule."""
    side = "limits" if rule.name in BY_LIMITS else "construction" if rule.name in BY_CONSTRUCTION else "rows"
    about = inspect.cleandoc(rule.breaches.__doc__ or "").split("\n\n")
    settings = SETTINGS[rule.name]
    module = (rule.breaches.__module__ or "").rpartition(".")[2]
    parts = [
        f"# `{rule.name}`",
        "Generated from the code by `python -m tests.docs`.",
        rule.sentence,
        *(" ".join(part.split()) for part in about if part),
        f"**In the event file:** {settings or 'nothing; it always holds'}.",
        f"**In the solver:** {SIDES[side]}",
        "**What `match verify` says**, for example:",
        f"    {rule.name}: {rule.sentence} {said(rule.name)}",
        f"Checked in `matchmaker/rules/{module}.py`; cases, legal and not, in `tests/rules/test_{rule.name}.py`.",
        "All rules: [Rules and goals](../rules-and-goals.md).",
    ]
    return "\n\n".join(parts) + "\n"


@cache
def said(name: str) -> str:
    """What the rule says of the first breach that its own tests commit."""
    told: list[Violation] = []

    def heard(*arguments: object) -> tuple[Violation, ...]:
        found = violations(*arguments)  # type: ignore[arg-type]
        told.extend(one for one in found if one.rule == name)
        return found

    module = importlib.import_module(f"tests.rules.test_{name}")
    with mock.patch.object(build, "violations", heard):
        for test in _tests(module.__dict__):
            test()
            if told:
                return told[0].detail
    msg = f"no test of {name} breaks it by tests.build"
    raise LookupError(msg)


def _tests(found: dict[str, object]) -> Iterator[Callable[[], object]]:
    """The tests of a module that need nothing but the first case of each of their lists."""
    for name, test in found.items():
        if name.startswith("test_") and callable(test):
            marks: list[pytest.Mark] = getattr(test, "pytestmark", [])
            given: dict[str, object] = {}
            for mark in marks:
                if mark.name == "parametrize":
                    given |= _first(*mark.args[:2])
            if given.keys() == inspect.signature(test).parameters.keys():
                yield partial(test, **given)


def _first(names: str | Sequence[str], cases: Sequence[Any]) -> dict[str, object]:
    """The first case by the names of its values."""
    listed = [one.strip() for one in names.split(",")] if isinstance(names, str) else list(names)
    case = next(iter(cases))
    values = getattr(case, "values", case) if not isinstance(case, dict) else case
    return dict(zip(listed, values if len(listed) > 1 else (values,), strict=True))


def rule_pages() -> dict[str, str]:
    """All pages by the rule's name."""
    return {rule.name: rule_page(rule) for rule in RULES.values()}

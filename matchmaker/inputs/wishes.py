"""Wishes that clash with each other, and musts that can never be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from pydantic import ValidationError

from matchmaker.apart import avoided_pairs_apart, kept_apart_by, rules_used
from matchmaker.errors import Mistake
from matchmaker.event import Answer, Company, Event, Wish, WishKind
from matchmaker.inputs.findings import Finding, entries
from matchmaker.inputs.located import Node
from matchmaker.inputs.sentences import shown
from matchmaker.timetable import Slot, is_present, plenaries, slots_of_event


def clashes(root: Node) -> Iterator[Finding]:
    """Wishes that contradict others."""
    wishes = list(_wishes_of(root))
    avoids = {(owner, wish.company): name for owner, name, _, wish in wishes if wish.wish is WishKind.AVOID}
    declined = {(owner, wish.company) for owner, _, _, wish in wishes if wish.answer is Answer.DECLINED}
    seen: set[tuple[str, str]] = set()
    for owner, _, node, wish in wishes:
        against = avoids.get((wish.company, owner)) or avoids.get((owner, wish.company))
        if wish.company == owner:
            yield Finding(node, "own-wish", "a company cannot wish for itself")
        elif (owner, wish.company) in seen:
            yield Finding(node, "clash", "this company has named the other one before", "Keep one wish.")
        elif wish.wish is WishKind.MUST and wish.answer is Answer.DECLINED:
            yield Finding(node, "clash", "this meeting must be, but the other side declined it", "Drop the must.")
        elif wish.wish is WishKind.MUST and (wish.company, owner) in declined:
            message = "this meeting must be, but this company declined the other one's wish for it"
            yield Finding(node, "clash", message, "Drop the must, or the answer.")
        elif wish.wish is WishKind.MUST and against:
            yield Finding(node, "clash", f"this meeting must be, but {against} avoids it", "Drop one of the two.")
        seen.add((owner, wish.company))


def _wishes_of(root: Node) -> Iterator[tuple[str, str, Node, Wish]]:
    """Company, its name, the node and the wish, for every wish that is right in itself."""
    for entry in entries(root, "profiles"):
        node = entry.value.get("wishes")
        owner = entry.value.get("id") or entry.value.get("name")
        name = entry.value.get("name") or owner
        if node is None or owner is None or not isinstance(node.value, list):
            continue
        for wish in node.value:
            try:
                value = Wish.model_validate(wish.plain())
            except ValidationError:
                continue  # reported where the entry is validated
            yield str(owner.value).strip(), str(name.value).strip(), wish.value["company"], value


def impossible_musts(event: Event, root: Node, file: str) -> Iterator[Mistake]:
    """Musts that no schedule can keep, whatever else it holds: each with its reason.

    Avoided and declined ones are told of in `clashes`.
    """
    rules = [rule for rule in rules_used(event) if rule.reason is not avoided_pairs_apart]
    chances = _chances(event)
    for number, company in enumerate(event.profiles):
        for place, wish in enumerate(company.wishes):
            if wish.wish is not WishKind.MUST:
                continue
            other = event.company[wish.company]
            node = root.at(("profiles", number, "wishes", place, "company"))
            found = kept_apart_by(rules, event, company, other)
            if found is not None:
                message, remedy = f"this meeting must be, but {found[1]}", "Drop the must, or what keeps them apart."
                yield Mistake("clash", message, file, node.line, node.column, shown(wish.company), remedy)
            elif chances(company.id).isdisjoint(chances(other.id)):
                message = "this meeting must be, but the two are never present together where meetings are held"
                remedy = "Drop the must, or change their hours or the guests of a session."
                yield Mistake("never-together", message, file, node.line, node.column, shown(wish.company), remedy)


def _chances(event: Event) -> Callable[[str], frozenset[Slot]]:
    """For a company, the slots in which it may meet anybody: it is admitted and there, and no plenary is held."""
    zone, closed = event.event.zone, plenaries(event)
    free = [slot for slot in slots_of_event(event) if not any(span.overlaps(slot.span) for span in closed)]

    @cache
    def chances(company: str) -> frozenset[Slot]:
        who: Company = event.company[company]
        return frozenset(
            slot for slot in free if event.session[slot.session].admits(company) and is_present(who, slot.span, zone)
        )

    return chances

"""What is said twice: ids that must differ, and ways between halls that are told from both ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from matchmaker.inputs.findings import Finding, delegates, entries, ids, ids_of, keys_at, listed, texts_at, word
from matchmaker.inputs.located import Node

SECTIONS = ("halls", "sessions", "vocabulary", "delegations", "interpreters", "profiles")


def repeated_ids(root: Node) -> Iterator[Finding]:
    """Ids that two entries of a section share, or two persons within an entry."""
    for section in SECTIONS:
        yield from _repeated(ids(root, section))
    for session in entries(root, "sessions"):
        yield from _repeated(ids_of(listed(session, "advisers")))
        yield from _repeated(ids_of(listed(session, "moderators")))
        yield from _repeated_booths(session)
    for company in entries(root, "profiles"):
        yield from _repeated(delegates(company))


def _repeated(found: Iterable[tuple[str, Node]]) -> Iterator[Finding]:
    first: dict[str, Node] = {}
    for name, node in found:
        if name in first:
            message = f"this id is taken: the entry on line {first[name].line} has it too"
            yield Finding(node, "duplicate-id", message, "Give each entry an id of its own.")
        first.setdefault(name, node)


def _repeated_booths(session: Node) -> Iterator[Finding]:
    first: dict[str, Node] = {}
    for node in (*texts_at(session, ("booths",)), *texts_at(session, ("booths", "exhibitor"))):
        if word(node) in first:
            message = f"this exhibitor has a booth here already, on line {first[word(node)].line}"
            yield Finding(node, "duplicate-id", message, "Keep one booth, with the hours of both.")
        first.setdefault(word(node), node)


def ways(root: Node) -> Iterator[Finding]:
    """Walking times that lead nowhere, or differ between the two ends of a way."""
    told: dict[frozenset[str], Node] = {}
    for hall in entries(root, "halls"):
        for name, _ in ids_of([hall]):
            for key in keys_at(hall, "walk"):
                minutes = hall.value["walk"].value[key.value]
                first = told.setdefault(frozenset((name, word(key))), minutes)
                if word(key) == name:
                    yield Finding(key, "own-way", "this is the way from a hall to itself", "Drop it.")
                elif first.value != minutes.value and {type(first.value), type(minutes.value)} == {str}:
                    message = f"this way takes {first.value} minutes according to line {first.line}"
                    yield Finding(minutes, "clash", message, "Say it once, or the same at both halls.")

"""What a session says of its tables and guests that cannot be all true."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.event import HOSTING, SessionKind
from matchmaker.inputs.findings import Finding, entries, ids_of, kind_of, listed, texts_at, word
from matchmaker.inputs.located import Node


def contradictions(root: Node) -> Iterator[Finding]:
    """Every session with too few tables, none at all, or guests that it lets in and keeps out."""
    counted = {name for hall in entries(root, "halls") if _says_tables(hall) for name, _ in ids_of([hall])}
    for session in entries(root, "sessions"):
        yield from _no_tables(session, counted)
        yield from _too_many_topics(session)
        yield from _guests(session)


def _no_tables(session: Node, counted: set[str]) -> Iterator[Finding]:
    """Nothing says how many tables there are; `counted` are the halls that say it."""
    halls = {word(node) for node in texts_at(session, ("hall",))}
    needs = kind_of(session) in HOSTING
    if kind_of(session) == SessionKind.DIALOGUE:
        needs = not listed(session, "round_tables")
    if needs and not _says_tables(session) and halls and not halls & counted:
        message = "nothing says how many tables this session has"
        yield Finding(session, "no-tables", message, "Write “tables” for the session or its hall.")


def _says_tables(entry: Node) -> bool:
    return "tables" in entry.value and entry.value["tables"].value is not None


def _too_many_topics(session: Node) -> Iterator[Finding]:
    topics = len(listed(session, "round_tables"))
    for node in texts_at(session, ("tables",)):
        if node.value.strip().isdecimal() and int(node.value) < topics:
            message = f"there are {topics} round tables with a topic, and only {int(node.value)} tables"
            yield Finding(node, "too-many-tables", message, f"Write {topics} or more, or drop topics.")


def _guests(session: Node) -> Iterator[Finding]:
    """Companies let in and kept out, and those who asked for a round table that they may not sit at."""
    out = {word(node) for node in texts_at(session, ("kept_out",))}
    let_in = [node for key in ("invited", "signed_up") for node in texts_at(session, (key,))]
    for node in let_in:
        if word(node) in out:
            message = "this company is both let in and kept out"
            yield Finding(node, "clash", message, "Keep one of the two.")
    names = {word(node) for node in let_in}
    for node in texts_at(session, ("round_tables", "asked_by")):
        if word(node) in out or (names and word(node) not in names):
            message = "this company asked for a round table, but the session does not admit it"
            yield Finding(node, "clash", message, "Admit it, or drop the table.")

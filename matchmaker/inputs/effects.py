"""What is written where it would have no effect: told, rather than ignored in silence."""

from __future__ import annotations

from collections.abc import Iterator

from matchmaker.event import SessionKind, Settings
from matchmaker.inputs.findings import Finding, entries, keys_at, kind_of, texts_at, word
from matchmaker.inputs.located import Node

# What only sessions of one kind have.
BELONGS_TO = {
    "round_tables": SessionKind.DIALOGUE,
    "group": SessionKind.DIALOGUE,
    "moderators": SessionKind.DIALOGUE,
    "advisers": SessionKind.CONSULTATION,
    "booths": SessionKind.EXHIBITION,
}
CODE = "no-effect"


def without_effect(root: Node, settings: Settings) -> Iterator[Finding]:
    """Every key that would change nothing."""
    for session in entries(root, "sessions"):
        for key, node in session.keys.items():
            kind = BELONGS_TO.get(key)
            if kind is not None and kind_of(session) in set(SessionKind) - {kind}:
                message = f"this has no effect in a session of kind {kind_of(session)}"
                yield Finding(node, CODE, message, f"It belongs to a session of kind {kind.value}.")
    for delegation in entries(root, "delegations"):
        if _says(delegation, "at_home") and not _says(delegation, "leader"):
            message = "nobody seeks partners for the members at home: this delegation has no leader"
            yield Finding(delegation.keys["at_home"], CODE, message, "Name one of the companies as its leader.")
    for company in entries(root, "profiles"):
        yield from _minimums(company, settings)


def _minimums(company: Node, settings: Settings) -> Iterator[Finding]:
    """Meetings promised for a purpose that the company does not have, so that none could count."""
    own = {word(node) for node in (*texts_at(company, ("purposes",)), *keys_at(company, "purposes"))}
    if any(True for _ in texts_at(company, ("investment", "raises"))):
        own.add("investment")
    for key in keys_at(company, "minimums"):
        if word(key) not in own and word(key) in settings.purposes:
            message = "this company has not come for this purpose, so no meeting would count"
            yield Finding(key, CODE, message, "Add it to its purposes.")


def _says(entry: Node, key: str) -> bool:
    return key in entry.value and entry.value[key].value is not None

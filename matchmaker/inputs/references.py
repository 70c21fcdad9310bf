"""Who names whom: every id in the file that stands for an entry elsewhere, or for a person of one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from matchmaker.event import Settings
from matchmaker.inputs.findings import Finding, delegates, entries, ids, ids_of, keys_at, listed, texts_at, word
from matchmaker.inputs.located import Node
from matchmaker.inputs.sentences import nearest

# Which key of which section (or of the entries of a list below it) names an entry of which section.
REFERENCES = (
    ("sessions", ("hall",), "halls", "hall"),
    ("sessions", ("invited",), "profiles", "company"),
    ("sessions", ("signed_up",), "profiles", "company"),
    ("sessions", ("kept_out",), "profiles", "company"),
    ("sessions", ("speakers",), "profiles", "company"),
    ("sessions", ("group", "apart"), "profiles", "company"),
    ("sessions", ("round_tables", "asked_by"), "profiles", "company"),
    ("sessions", ("booths",), "profiles", "company"),
    ("sessions", ("booths", "exhibitor"), "profiles", "company"),
    ("delegations", ("leader",), "profiles", "participant"),
    ("vocabulary", ("broader",), "vocabulary", "term"),
    ("vocabulary", ("narrower",), "vocabulary", "term"),
    ("profiles", ("delegation",), "delegations", "delegation"),
    ("profiles", ("wishes", "company"), "profiles", "company"),
    ("profiles", ("competitors",), "profiles", "company"),
    ("profiles", ("met", "company"), "profiles", "company"),
)

# Searching for the id that was meant takes time. When nearly all are wrong, the first few tell why.
HINTS = 50


def unknown_entries(root: Node, terms: Collection[str]) -> Iterator[Finding]:
    """References to entries that are none. `terms` are the ids of terms in other files."""
    hints = HINTS
    for section, keys, target, what in REFERENCES:
        known = frozenset(name for name, _ in ids(root, target))
        if target == "vocabulary":
            known |= frozenset(terms)
        for entry in entries(root, section):
            for node in texts_at(entry, keys):
                if word(node) not in known:
                    hint = nearest(node.value, known) if (hints := hints - 1) >= 0 else ""
                    yield Finding(node, "unknown-reference", f"there is no {what} with this id", hint)
    halls = frozenset(name for name, _ in ids(root, "halls"))
    for hall in entries(root, "halls"):
        for node in keys_at(hall, "walk"):
            if word(node) not in halls:
                yield Finding(node, "unknown-reference", "there is no hall with this id", nearest(node.value, halls))


def unknown_delegates(root: Node) -> Iterator[Finding]:
    """Delegates asked for at a meeting or sent to a booth whom their company does not name."""
    people = {
        name: frozenset(person for person, _ in delegates(company))
        for company in entries(root, "profiles")
        for name, _ in ids_of([company])
    }
    for section, key, owner, person in (
        ("profiles", "wishes", "company", "delegate"),
        ("sessions", "booths", "exhibitor", "host"),
    ):
        for entry in entries(root, section):
            for found in listed(entry, key):
                for named in texts_at(found, (owner,)):
                    for node in texts_at(found, (person,)):
                        known = people.get(word(named))
                        if known is not None and word(node) not in known:
                            yield _no_delegate(node, word(named), known)


def _no_delegate(node: Node, company: str, known: frozenset[str]) -> Finding:
    message = f"{company} names no delegate with this id" if known else f"{company} names no delegates"
    remedy = nearest(node.value, known) or "List its people under “delegates”, by name."
    return Finding(node, "unknown-reference", message, remedy)


def unknown_purposes(root: Node, settings: Settings) -> Iterator[Finding]:
    """Purposes that are none of the event's."""
    event = root.value.get("event")
    for entry in entries(root, "profiles"):
        yield from _not_purposes((*texts_at(entry, ("purposes",)), *keys_at(entry, "purposes")), settings)
        yield from _not_purposes(keys_at(entry, "minimums"), settings)
    if event is not None:
        yield from _not_purposes(texts_at(event, ("alike",)), settings)


def _not_purposes(nodes: Collection[Node] | Iterator[Node], settings: Settings) -> Iterator[Finding]:
    for node in nodes:
        if node.value.strip() not in settings.purposes:
            remedy = nearest(node.value, settings.purposes) or f"Choices: {', '.join(settings.purposes)}."
            yield Finding(node, "unknown-reference", "this is not one of the event's purposes", remedy)


def circles(root: Node) -> Iterator[Finding]:
    """Terms that would be broader than themselves."""
    links = list(_broader_links(root))
    broader: dict[str, list[str]] = {}
    for narrow, wide, _ in links:
        broader.setdefault(narrow, []).append(wide)
    for narrow, wide, node in links:
        if narrow in _above(wide, broader):
            if wide in broader.get(narrow, []) and narrow in broader.get(wide, []) and narrow != wide:
                message = f"“{wide}” would be both broader and narrower than “{narrow}”"
            else:
                message = f"“{narrow}” would be broader than itself"
            yield Finding(node, "circle", message, "Drop one of the links.")


def _broader_links(root: Node) -> Iterator[tuple[str, str, Node]]:
    """Narrower term, broader term, and the node that says so."""
    for entry in entries(root, "vocabulary"):
        for name in texts_at(entry, ("id",)):
            for node in texts_at(entry, ("broader",)):
                yield word(name), word(node), node
            for node in texts_at(entry, ("narrower",)):
                yield word(node), word(name), node


def _above(start: str, broader: dict[str, list[str]]) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        fresh = [name for name in broader.get(todo.pop(), []) if name not in seen]
        seen.update(fresh)
        todo += fresh
    return seen

"""What no single entry can show: ids that must differ, references that must resolve, wishes that must not clash.

These checks read the file's nodes rather than the validated entries, so that a mistake elsewhere in an entry hides
none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pydantic import ValidationError

from matchmaker.apart import avoided_pairs_apart, kept_apart_by, rules_used
from matchmaker.errors import Mistake
from matchmaker.event import HOSTING, Answer, Event, Settings, Wish, WishKind
from matchmaker.inputs.located import Node
from matchmaker.inputs.sentences import nearest, shown

# Which key of which section (or of the entries of a list below it) names an entry of which section.
REFERENCES = (
    ("sessions", ("hall",), "halls", "hall"),
    ("delegations", ("leader",), "profiles", "company"),
    ("vocabulary", ("broader",), "vocabulary", "term"),
    ("vocabulary", ("narrower",), "vocabulary", "term"),
    ("profiles", ("delegation",), "delegations", "delegation"),
    ("profiles", ("wishes", "company"), "profiles", "company"),
    ("profiles", ("competitors",), "profiles", "company"),
    ("profiles", ("met", "company"), "profiles", "company"),
)

# Searching for the id that was meant takes time. When nearly all are wrong, the first few tell why.
HINTS = 50


@dataclass(frozen=True, slots=True)
class _Finding:
    node: Node
    code: str
    message: str
    remedy: str = ""


def misfits(root: Node, settings: Settings, file: str, terms: Collection[str] = ()) -> Iterator[Mistake]:
    """Every entry that does not fit the others. `terms` are the ids of terms in other files."""
    for found in _findings(root, settings, terms):
        node = found.node
        value = shown(node.value) if isinstance(node.value, str) else ""
        yield Mistake(found.code, found.message, file, node.line, node.column, value, found.remedy)


def _findings(root: Node, settings: Settings, terms: Collection[str]) -> Iterator[_Finding]:
    for section in ("halls", "sessions", "vocabulary", "delegations", "interpreters", "profiles"):
        yield from _repeated_ids(root, section)
    hints = HINTS
    for section, keys, target, what in REFERENCES:
        known = frozenset(name for name, _ in _ids(root, target))
        if target == "vocabulary":
            known |= frozenset(terms)
        for entry in _entries(root, section):
            for node in _texts_at(entry, keys):
                if node.value.strip() not in known:
                    message = f"there is no {what} with this id"
                    hint = nearest(node.value, known) if (hints := hints - 1) >= 0 else ""
                    yield _Finding(node, "unknown-reference", message, hint)
    yield from _circles(root)
    yield from _purposes(root, settings)
    yield from _sessions_without_tables(root)
    yield from _wishes(root)


def _entries(root: Node, section: str) -> Iterator[Node]:
    node = root.value.get(section)
    if node is not None and isinstance(node.value, list):
        yield from (entry for entry in node.value if isinstance(entry.value, dict))


def _texts_at(node: Node, keys: tuple[str, ...]) -> Iterator[Node]:
    """The text nodes below `node` at `keys`, through lists."""
    if isinstance(node.value, list):
        for entry in node.value:
            yield from _texts_at(entry, keys)
    elif keys and isinstance(node.value, dict) and keys[0] in node.value:
        yield from _texts_at(node.value[keys[0]], keys[1:])
    elif not keys and isinstance(node.value, str):
        yield node


def _ids(root: Node, section: str) -> Iterator[tuple[str, Node]]:
    return _ids_of(_entries(root, section))


def _ids_of(entries: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """The id of every entry, or the name that stands for it."""
    for entry in entries:
        node = entry.value.get("id") or entry.value.get("name")
        if node is not None and isinstance(node.value, str):
            yield node.value.strip(), node


def _repeated_ids(root: Node, section: str) -> Iterator[_Finding]:
    first: dict[str, Node] = {}
    for name, node in _ids(root, section):
        if name in first:
            message = f"this id is taken: the entry on line {first[name].line} has it too"
            yield _Finding(node, "duplicate-id", message, "Give each entry an id of its own.")
        first.setdefault(name, node)


def _circles(root: Node) -> Iterator[_Finding]:
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
            yield _Finding(node, "circle", message, "Drop one of the links.")


def _broader_links(root: Node) -> Iterator[tuple[str, str, Node]]:
    """Narrower term, broader term, and the node that says so."""
    for entry in _entries(root, "vocabulary"):
        for name in _texts_at(entry, ("id",)):
            for node in _texts_at(entry, ("broader",)):
                yield name.value.strip(), node.value.strip(), node
            for node in _texts_at(entry, ("narrower",)):
                yield node.value.strip(), name.value.strip(), node


def _above(start: str, broader: dict[str, list[str]]) -> set[str]:
    seen, todo = {start}, [start]
    while todo:
        fresh = [name for name in broader.get(todo.pop(), []) if name not in seen]
        seen.update(fresh)
        todo += fresh
    return seen


def _purposes(root: Node, settings: Settings) -> Iterator[_Finding]:
    for entry in _entries(root, "profiles"):
        for node in _texts_at(entry, ("purposes",)):
            if node.value.strip() not in settings.purposes:
                yield _no_purpose(node, settings)
    event = root.value.get("event")
    for node in _texts_at(event, ("alike",)) if event is not None else ():
        if node.value.strip() not in settings.purposes:
            yield _no_purpose(node, settings)


def _no_purpose(node: Node, settings: Settings) -> _Finding:
    remedy = nearest(node.value, settings.purposes) or f"Choices: {', '.join(settings.purposes)}."
    return _Finding(node, "unknown-reference", "this is not one of the event's purposes", remedy)


def _sessions_without_tables(root: Node) -> Iterator[_Finding]:
    counted = {name for hall in _entries(root, "halls") if _says_tables(hall) for name, _ in _ids_of([hall])}
    for session in _entries(root, "sessions"):
        kinds = {node.value for node in _texts_at(session, ("kind",))}
        halls = {node.value.strip() for node in _texts_at(session, ("hall",))}
        if kinds & HOSTING and not _says_tables(session) and halls and not halls & counted:
            message = "nothing says how many tables this session has"
            yield _Finding(session, "no-tables", message, "Write “tables” for the session or its hall.")


def _says_tables(entry: Node) -> bool:
    return "tables" in entry.value and entry.value["tables"].value is not None


def _wishes_of(root: Node) -> Iterator[tuple[str, str, Node, Wish]]:
    """Company, its name, the node and the wish, for every wish that is right in itself."""
    for entry in _entries(root, "profiles"):
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


def _wishes(root: Node) -> Iterator[_Finding]:
    wishes = list(_wishes_of(root))
    avoids = {(owner, wish.company): name for owner, name, _, wish in wishes if wish.wish is WishKind.AVOID}
    declined = {(owner, wish.company) for owner, _, _, wish in wishes if wish.answer is Answer.DECLINED}
    seen: set[tuple[str, str]] = set()
    for owner, _, node, wish in wishes:
        against = avoids.get((wish.company, owner)) or avoids.get((owner, wish.company))
        if wish.company == owner:
            yield _Finding(node, "own-wish", "a company cannot wish for itself")
        elif (owner, wish.company) in seen:
            yield _Finding(node, "clash", "this company has named the other one before", "Keep one wish.")
        elif wish.wish is WishKind.MUST and wish.answer is Answer.DECLINED:
            yield _Finding(node, "clash", "this meeting must be, but the other side declined it", "Drop the must.")
        elif wish.wish is WishKind.MUST and (wish.company, owner) in declined:
            message = "this meeting must be, but this company declined the other one's wish for it"
            yield _Finding(node, "clash", message, "Drop the must, or the answer.")
        elif wish.wish is WishKind.MUST and against:
            yield _Finding(node, "clash", f"this meeting must be, but {against} avoids it", "Drop one of the two.")
        seen.add((owner, wish.company))


def musts_kept_apart(event: Event, root: Node, file: str) -> Iterator[Mistake]:
    """Musts between companies that a hard rule keeps apart. Avoided and declined ones are told of in `misfits`."""
    rules = [rule for rule in rules_used(event) if rule.reason is not avoided_pairs_apart]
    for number, company in enumerate(event.profiles if rules else ()):
        for place, wish in enumerate(company.wishes):
            if wish.wish is WishKind.MUST:
                found = kept_apart_by(rules, event, company, event.company[wish.company])
                if found is not None:
                    node = root.at(("profiles", number, "wishes", place, "company"))
                    message = f"this meeting must be, but {found[1]}"
                    remedy = "Drop the must, or what keeps them apart."
                    yield Mistake("clash", message, file, node.line, node.column, shown(wish.company), remedy)

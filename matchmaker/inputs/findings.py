"""Looking around in an event file's nodes, for checks that read those rather than the validated entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matchmaker.inputs.located import Node


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a node: what, and what would be right."""

    node: Node
    code: str
    message: str
    remedy: str = ""


def word(node: Node) -> str:
    """A node's text as an id is compared: blanks do no harm."""
    return " ".join(node.value.split())


def entries(root: Node, section: str) -> Iterator[Node]:
    """The entries of a section that are mappings."""
    node = root.value.get(section)
    if node is not None and isinstance(node.value, list):
        yield from (entry for entry in node.value if isinstance(entry.value, dict))


def listed(entry: Node, key: str) -> tuple[Node, ...]:
    """What an entry lists under a key; a single text is a list of one."""
    node = entry.value.get(key)
    if node is None or not isinstance(node.value, list | str):
        return ()
    return (node,) if isinstance(node.value, str) else tuple(node.value)


def texts_at(node: Node, keys: tuple[str, ...]) -> Iterator[Node]:
    """The text nodes below `node` at `keys`, through lists."""
    if isinstance(node.value, list):
        for entry in node.value:
            yield from texts_at(entry, keys)
    elif keys and isinstance(node.value, dict) and keys[0] in node.value:
        yield from texts_at(node.value[keys[0]], keys[1:])
    elif not keys and isinstance(node.value, str):
        yield node


def keys_at(entry: Node, key: str) -> Iterator[Node]:
    """The keys of the mapping that an entry has under a key."""
    node = entry.value.get(key)
    if node is not None and isinstance(node.value, dict):
        yield from node.keys.values()


def ids_of(nodes: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """The id of every entry, or the name that stands for it; of an entry that is only a text, that."""
    for entry in nodes:
        node = entry if isinstance(entry.value, str) else None
        if isinstance(entry.value, dict):
            node = entry.value.get("id") or entry.value.get("name")
        if node is not None and isinstance(node.value, str):
            yield word(node), node


def ids(root: Node, section: str) -> Iterator[tuple[str, Node]]:
    """The ids of a section's entries."""
    return ids_of(entries(root, section))


def delegates(company: Node) -> Iterator[tuple[str, Node]]:
    """The ids of the delegates that a company names."""
    return ids_of(listed(company, "delegates")) if isinstance(_under(company, "delegates"), list) else iter(())


def kind_of(session: Node) -> str:
    """A session's kind as written, if it is."""
    written = _under(session, "kind")
    return written.strip() if isinstance(written, str) else ""


def _under(entry: Node, key: str) -> object:
    return entry.value[key].value if key in entry.value else None

"""What no single entry can show: all that does not fit together in a file.

These checks read the file's nodes rather than the validated entries, so that a mistake elsewhere in an entry hides
none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from matchmaker.errors import Mistake
from matchmaker.event import Settings
from matchmaker.inputs.doubles import repeated_ids, ways
from matchmaker.inputs.effects import without_effect
from matchmaker.inputs.findings import Finding
from matchmaker.inputs.located import Node
from matchmaker.inputs.references import circles, unknown_delegates, unknown_entries, unknown_purposes
from matchmaker.inputs.sentences import shown
from matchmaker.inputs.sessions import contradictions
from matchmaker.inputs.wishes import clashes


def misfits(root: Node, settings: Settings, file: str, terms: Collection[str] = ()) -> Iterator[Mistake]:
    """Every entry that does not fit the others. `terms` are the ids of terms in other files."""
    for found in _findings(root, settings, terms):
        node = found.node
        value = shown(node.value) if isinstance(node.value, str) else ""
        yield Mistake(found.code, found.message, file, node.line, node.column, value, found.remedy)


def _findings(root: Node, settings: Settings, terms: Collection[str]) -> Iterator[Finding]:
    yield from repeated_ids(root)
    yield from unknown_entries(root, terms)
    yield from unknown_delegates(root)
    yield from unknown_purposes(root, settings)
    yield from circles(root)
    yield from ways(root)
    yield from contradictions(root)
    yield from without_effect(root, settings)
    yield from clashes(root)

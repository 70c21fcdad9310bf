"""YAML with places: the only home of PyYAML.

The text becomes a tree of plain values in which every scalar is text exactly as written (`NO` is Norway, `3.10` keeps
its zero, `12:30` is no number) and every value knows its line and column. Reading is by events, without
recursion, and refuses what an event file never needs and an attacker might use: anchors and aliases (bombs), tags,
duplicate keys, control characters, several documents, very deep nesting, very large files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import yaml

from matchmaker.errors import InputError, Mistake

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 32
SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")
# Values in a file; 100,000 profiles have some 3,000,000.
MAX_NODES = 4_000_000
# What an unquoted scalar may look like to mean "nothing here".
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
# Written as escapes only. They do harm in terminals and pages, and YAML and JSON disagree on reading them back.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

type_name = {"text": "a text", "list": "a list", "mapping": "a mapping (key: value)", "nothing": "nothing"}


NO_KEYS: dict[str, Node] = {}


@dataclass(slots=True)
class Node:
    """A value at a place. `value` is text, None, a list of nodes, or a dict of nodes; `keys` has the keys' nodes."""

    value: Any
    line: int
    column: int
    keys: dict[str, Node] = field(default_factory=lambda: NO_KEYS)

    @property
    def shape(self) -> str:
        """What kind of value this is, in words."""
        names = {str: "text", list: "list", dict: "mapping", type(None): "nothing"}
        return type_name[names[type(self.value)]]

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def at(self, path: tuple[int | str, ...]) -> Node:
        """The node at `path`, or the nearest one above it that exists."""
        node = self
        for step in path:
            children = node.value
            if isinstance(children, dict) and step in children:
                node = children[str(step)]
            elif isinstance(children, list) and isinstance(step, int) and step < len(children):
                node = children[step]
            else:
                break
        return node


def control_character(text: str, file: str, line: int, column: int) -> Mistake:
    """The mistake of a text that `CONTROL` finds something in."""
    found = CONTROL.search(text)
    value = f"U+{ord(found.group()):04X}" if found is not None else ""
    return Mistake("control-character", "control characters are not allowed", file, line, column, value)


def read_bytes(path: Path) -> bytes:
    """The file's bytes, or an `InputError` that says why not."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise InputError((Mistake("no-file", "there is no such file", str(path)),)) from None
    except IsADirectoryError:
        raise InputError((Mistake("no-file", "this is a folder, not a file", str(path)),)) from None
    except OSError as error:
        raise InputError((Mistake("no-file", f"cannot be read: {error.strerror}", str(path)),)) from None
    if len(data) > MAX_BYTES:
        remedy = f"At most {MAX_BYTES // 1024**2} MB are read."
        raise InputError((Mistake("too-large", "the file is too large", str(path), remedy=remedy),))
    return data


def decode(data: bytes, file: str) -> str:
    """The text of a UTF-8 file (with or without a byte order mark)."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _end_of(error.object[: error.start])
        value = f"byte 0x{error.object[error.start]:02x}"
        mistake = Mistake("not-utf8", "this is not UTF-8 text", file, line, column, value, "Save the file as UTF-8.")
        raise InputError((mistake,)) from None


def _end_of(before: bytes) -> tuple[int, int]:
    """Line and column, in characters, of what follows."""
    text = before.decode()
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _whole_characters(text: str) -> str:
    """JSON writes rare characters as two escapes, which YAML does not know; joined, they are one."""
    return (
        SURROGATES.sub(lambda pair: json.loads(f'"{pair.group()}"'), text) if text.lstrip()[:1] in {"[", "{"} else text
    )


def parse_yaml(data: bytes, file: str) -> tuple[Node, list[Mistake]]:
    """The whole file as a tree of nodes, and the mistakes of form that did not end reading.

    Raises:
        InputError: with those that did.
    """
    text = _whole_characters(decode(data, file))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if mark and mark.index >= len(text):  # libyaml's line after the last one
            line, column = _end_of(data)
        builder.refuse("not-yaml", f"this is not YAML: {error.problem or error.context}", line, column)
    except yaml.reader.ReaderError as error:
        line, column = _end_of(text.encode()[: error.position])  # libyaml counts bytes
        code = error.character if isinstance(error.character, int) else ord(error.character[:1])
        builder.refuse("not-yaml", f"character U+{code:04X} is not allowed in YAML", line, column)
    if builder.root is None:
        raise InputError((Mistake("empty", "the file is empty", file, remedy="Write a list of profiles."),))
    return builder.root, builder.mistakes


def without_echoes(form: list[Mistake], found: Iterable[Mistake]) -> list[Mistake]:
    """All mistakes in reading order. What is found where an alias stood is no mistake of its own."""
    aliases = {(one.line, one.column) for one in form if one.code == "alias"}
    own = (one for one in found if (one.line, one.column) not in aliases)
    return sorted(dict.fromkeys((*form, *own)), key=lambda one: (one.line, one.column, one.code))


@dataclass(slots=True)
class _Builder:
    """Builds the tree from YAML events with a stack of open containers."""

    file: str
    root: Node | None = None
    mistakes: list[Mistake] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)
    pending: list[Node | None] = field(default_factory=list)
    nodes: int = 0

    def note(self, code: str, message: str, line: int, column: int, value: str = "", remedy: str = "") -> None:
        self.mistakes.append(Mistake(code, message, self.file, line, column, value, remedy))

    def refuse(self, code: str, message: str, line: int, column: int) -> NoReturn:
        """Note the mistake that ends reading."""
        self.note(code, message, line, column)
        raise InputError(tuple(self.mistakes)) from None

    def take(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if isinstance(event, yaml.AliasEvent):
            self.note("alias", "aliases are not allowed", line, column, f"*{event.anchor}", "Write the value out.")
            self.place(Node("", line, column))
            return
        if getattr(event, "anchor", None):
            self.note("anchor", "anchors are not allowed", line, column, f"&{event.anchor}", "Write the value out.")
        if getattr(event, "tag", None):
            self.note("tag", "tags are not allowed", line, column, str(event.tag), "Write the plain value.")
        if isinstance(event, yaml.ScalarEvent):
            nothing = event.implicit[0] and event.value in NOTHING
            if (found := CONTROL.search(event.value)) is not None:
                what = f"U+{ord(found.group()):04X}"
                self.note("control-character", "control characters are not allowed", line, column, what)
            self.place(Node(None if nothing else event.value, line, column))
        elif isinstance(event, yaml.MappingStartEvent):
            self.open(Node({}, line, column, {}))
        elif isinstance(event, yaml.SequenceStartEvent):
            self.open(Node([], line, column))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self.pending.pop()
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.refuse("documents", "a second document begins here; one file is one event", line, column)

    def open(self, node: Node) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.refuse("too-deep", f"nested deeper than {MAX_DEPTH} levels", node.line, node.column)
        self.place(node)
        self.stack.append(node)
        self.pending.append(None)

    def place(self, node: Node) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.refuse("too-large", f"the file holds more than {MAX_NODES:,} values", node.line, node.column)
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1], self.pending[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif key is None:
            self.pending[-1] = self.as_key(node)
        else:
            self.pending[-1] = None
            self.put(parent, key, node)

    def as_key(self, node: Node) -> Node:
        if isinstance(node.value, str):
            return node
        self.note("key", "a key must be a text", node.line, node.column, node.shape)
        return Node(None, node.line, node.column)

    def put(self, parent: Node, key: Node, node: Node) -> None:
        if key.value is None:
            return
        first = parent.keys.get(key.value)
        if first is not None:
            message = f"this key stands twice in one mapping, first on line {first.line}"
            self.note("duplicate-key", message, key.line, key.column, key.value, "Keep one of them.")
            return
        parent.keys[key.value] = key
        parent.value[key.value] = node

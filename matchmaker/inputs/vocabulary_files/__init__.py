"""Vocabularies from files: YAML or JSON, CSV, SKOS; and the one that comes with the package."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from matchmaker.errors import InputError, Mistake
from matchmaker.event import GENERAL_VOCABULARY
from matchmaker.inputs.located import Node, parse_yaml, read_bytes
from matchmaker.inputs.vocabulary_files.csv_file import parse_csv
from matchmaker.inputs.vocabulary_files.skos import parse_skos

Parsed = tuple[Node, list[Mistake]]


def _parse_yaml(data: bytes, file: str) -> Parsed:
    root, mistakes = parse_yaml(data, file)
    if isinstance(root.value, list):
        root = Node({"vocabulary": root}, root.line, root.column)
    if not isinstance(root.value, dict) or "vocabulary" not in root.value:
        message = "this should be a list of terms, or a mapping with “vocabulary”"
        raise InputError((*mistakes, Mistake("wrong-type", message, file, root.line, root.column, root.shape)))
    return root, mistakes


PARSERS: dict[str, Callable[[bytes, str], Parsed]] = {
    ".yaml": _parse_yaml,
    ".yml": _parse_yaml,
    ".json": _parse_yaml,
    ".csv": parse_csv,
    ".ttl": lambda data, file: parse_skos(data, file, "turtle"),
    ".rdf": lambda data, file: parse_skos(data, file, "xml"),
    ".xml": lambda data, file: parse_skos(data, file, "xml"),
}


def read_vocabulary(name: str, folder: Path) -> tuple[Node, list[Mistake], str]:
    """The terms of a vocabulary as the `vocabulary` section of an event, mistakes of form, and the file's name.

    `name` is a path, relative to `folder`, or that of the vocabulary in the package.

    Raises:
        InputError: if the file cannot be read as what its name says.
    """
    if name == GENERAL_VOCABULARY:
        shipped = files("matchmaker").joinpath("vocabularies", f"{GENERAL_VOCABULARY}.csv")
        return *parse_csv(shipped.read_bytes(), shipped.name), shipped.name
    path = folder / name
    parser = PARSERS.get(path.suffix.lower())
    if parser is None:
        remedy = f"Known: {', '.join(PARSERS)}, and {GENERAL_VOCABULARY}."
        raise InputError((Mistake("bad-form", "this is no kind of vocabulary file", str(path), remedy=remedy),))
    return *parser(read_bytes(path), str(path)), str(path)

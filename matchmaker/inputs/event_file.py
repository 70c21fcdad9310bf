"""`profiles.yaml` to an `Event`: read, shape, validate each entry, resolve references, fill in defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ValidationError

from matchmaker.errors import InputError, Mistake
from matchmaker.event import Company, Delegation, Event, Hall, Interpreter, Session, Settings, Term
from matchmaker.inputs.defaults import fill_in
from matchmaker.inputs.located import Node, parse_yaml, read_bytes, without_echoes
from matchmaker.inputs.misfits import misfits
from matchmaker.inputs.notes import notes_on
from matchmaker.inputs.programme import misplanned
from matchmaker.inputs.sentences import mistake, nearest, shown
from matchmaker.inputs.terms import merged, shared_labels
from matchmaker.inputs.vocabulary_files import read_vocabulary
from matchmaker.inputs.wishes import impossible_musts

SECTIONS: dict[str, type[BaseModel]] = {
    "halls": Hall,
    "sessions": Session,
    "vocabulary": Term,
    "delegations": Delegation,
    "interpreters": Interpreter,
    "profiles": Company,
}
# Where the id may be left out, the name stands for it.
NAMED_BY_NAME = frozenset({"profiles", "halls", "sessions", "delegations", "interpreters"})


@dataclass(frozen=True, slots=True)
class Loaded:
    """An event as read.

    `defaults` says, a sentence each, what the file left open and was assumed; `notes`, what could be read in two ways.
    """

    event: Event
    defaults: tuple[str, ...]
    notes: tuple[str, ...] = ()


def load_event(path: Path) -> Loaded:
    """Read the event file at `path` (YAML or JSON, UTF-8, at most 64 MB).

    Raises:
        InputError: with every mistake in the file, in reading order.
    """
    return parse_event(read_bytes(path), str(path))


def parse_event(data: bytes, file: str) -> Loaded:
    """As `load_event`, from bytes; `file` is the name used in messages."""
    root, form = parse_yaml(data, file)
    if isinstance(root.value, list):  # nothing but profiles
        root = Node({"profiles": root}, root.line, root.column)
    if not isinstance(root.value, dict):
        message = "this should be a list of profiles, or a mapping with “profiles”"
        raise InputError((*form, Mistake("wrong-type", message, file, root.line, root.column, root.shape)))
    settings, mistakes = _read_settings(root, file)
    mistakes += _unknown_sections(root, file)
    entries: dict[str, list[BaseModel]] = {section: [] for section in SECTIONS}
    for section, found in entries.items():
        mistakes += _read_section(section, root, file, found)
    shared = _Vocabularies(settings, Path(file).parent)
    mistakes += misfits(root, settings, file, shared.ids)
    mistakes += _programme(root, settings, entries, file)
    wrong = without_echoes(form, mistakes)
    if wrong or shared.mistakes:
        raise InputError((*wrong, *shared.mistakes))
    own = [entry for entry in entries["vocabulary"] if isinstance(entry, Term)]
    notes = [note for source in (own, *shared.sources) for note in shared_labels(source)]
    event = Event.model_validate({"event": settings, **entries, "vocabulary": merged((own, *shared.sources))})
    complete, defaults = fill_in(event)
    if impossible := tuple(impossible_musts(complete, root, file)):
        raise InputError(impossible)
    return Loaded(complete, defaults, (*notes, *notes_on(complete)))


class _Vocabularies:
    """The vocabularies that an event names, each read from its file."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.sources: list[list[Term]] = []
        self.mistakes: list[Mistake] = []
        for name in settings.vocabularies:
            found: list[BaseModel] = []
            try:
                root, form, file = read_vocabulary(name, folder)
                wrong = [*_read_section("vocabulary", root, file, found), *misfits(root, settings, file)]
                self.mistakes += without_echoes(form, wrong)
            except InputError as error:
                self.mistakes += error.mistakes
            self.sources.append([entry for entry in found if isinstance(entry, Term)])

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all their terms."""
        return frozenset(term.id for source in self.sources for term in source)


def _programme(root: Node, settings: Settings, entries: dict[str, list[BaseModel]], file: str) -> Iterator[Mistake]:
    """What is wrong with the sessions together, if each of them could be read."""
    sessions = [entry for entry in entries["sessions"] if isinstance(entry, Session)]
    written = root.value.get("sessions")
    if written is not None and isinstance(written.value, list) and len(written.value) == len(sessions):
        halls = [entry for entry in entries["halls"] if isinstance(entry, Hall)]
        yield from misplanned(settings, halls, sessions, root, file)


def _unknown_sections(root: Node, file: str) -> Iterator[Mistake]:
    known = ("event", *SECTIONS)
    for key, place in root.keys.items():
        if key not in known:
            remedy = nearest(key, known) or f"Known here: {', '.join(known)}."
            yield Mistake("unknown-key", "this key is not known", file, place.line, place.column, shown(key), remedy)


def _read_settings(root: Node, file: str) -> tuple[Settings, list[Mistake]]:
    node = root.value.get("event")
    if node is None or node.value is None:
        return Settings(), []
    try:
        return Settings.model_validate(node.plain()), []
    except ValidationError as found:
        return Settings(), [mistake(error, Settings, ("event",), root, file) for error in found.errors()]


def _read_section(section: str, root: Node, file: str, entries: list[BaseModel]) -> Iterator[Mistake]:
    """Append the section's entries, and yield the mistakes in those that cannot be."""
    node = root.value.get(section)
    if node is None or not node.value:
        if section == "profiles":
            place = node or root
            yield Mistake("missing", "there are no profiles", file, place.line, place.column)
        return
    if not isinstance(node.value, list):
        yield Mistake("wrong-type", f"“{section}” must be a list", file, node.line, node.column, node.shape)
        return
    model = SECTIONS[section]
    for index, entry in enumerate(node.value):
        raw = entry.plain()
        named = isinstance(raw, dict) and "id" not in raw and section in NAMED_BY_NAME
        try:
            entries.append(model.model_validate({**raw, "id": raw.get("name")} if named else raw))
        except ValidationError as found:
            for error in found.errors():
                if not (named and error["loc"] == ("id",)):  # the name, which stands for it, is reported
                    yield mistake(error, model, (section, index), root, file)

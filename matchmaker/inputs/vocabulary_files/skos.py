"""A vocabulary as SKOS (W3C 2009), in Turtle or RDF/XML. The only home of rdflib.

Concepts become terms: their IRI is the id, `skos:prefLabel` the labels, `skos:altLabel` and `skos:hiddenLabel` the
synonyms, `skos:broader` and `skos:narrower` the links to other concepts of the file. Nothing is fetched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.sax import SAXParseException

from matchmaker.errors import InputError, Mistake
from matchmaker.inputs.located import CONTROL, Node, control_character

if TYPE_CHECKING:
    from rdflib import Graph

# An entity that stands for a short text is an abbreviation, as editors of ontologies write them; one that holds others,
# a long text, or another file may be made to exhaust or to spy. In UTF-16, a file with entities is no RDF/XML for us.
ENTITY = re.compile(rb"<!ENTITY\s+(?P<parameter>%\s*)?[^\s>]+\s+(?P<value>\"[^\"&%]{0,200}\"|'[^'&%]{0,200}')?")
ANY_ENTITY = re.compile(rb"<!ENTITY|<\0!\0E\0N\0T|\0<\0!\0E\0N\0T")

NAMES = {"turtle": "Turtle", "xml": "RDF/XML"}


def parse_skos(data: bytes, file: str, form: str) -> tuple[Node, list[Mistake]]:
    """The concepts as the `vocabulary` section of an event, in the order of their IRIs. RDF knows no lines.

    Raises:
        InputError: if the file is not in its form, or has no concept.
    """
    # Imported here, as few events have such a file.
    from rdflib import Graph  # noqa: PLC0415
    from rdflib.plugins.parsers.notation3 import BadSyntax  # noqa: PLC0415

    # rdflib reports oddities (a malformed date) there, which do not concern a vocabulary.
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    if form == "xml" and _has_harmful_entities(data):
        raise _unreadable(form, file, 0, "entities may only abbreviate short texts")
    graph = Graph()
    try:
        graph.parse(data=data, format=form)
    except BadSyntax as error:
        raise _unreadable(form, file, error.lines + 1, str(error._why)) from None  # noqa: SLF001
    except SAXParseException as error:
        raise _unreadable(form, file, error.getLineNumber() or 0, error.getMessage()) from None
    except Exception as error:  # noqa: BLE001 — rdflib's parsers may raise anything on what is no RDF
        said = str(error).splitlines() or [type(error).__name__]
        raise _unreadable(form, file, 0, said[0]) from None
    concepts = _concepts(graph)
    known = frozenset(concepts)
    terms = [Node(dict(_term(graph, concept, known)), 0, 0) for concept in concepts]
    if not terms:
        raise InputError((Mistake("empty", "there is no skos:Concept in this file", file),))
    texts = sorted(str(node) for node in graph.all_nodes() if CONTROL.search(str(node)))
    mistakes = [control_character(text, file, 0, 0) for text in texts]
    return Node({"vocabulary": Node(terms, 0, 0)}, 0, 0), mistakes


def _has_harmful_entities(data: bytes) -> bool:
    """Whether an entity is anything but an abbreviation of a short text."""
    plain = [found for found in ENTITY.finditer(data) if found["value"] and not found["parameter"]]
    return len(plain) < len(ANY_ENTITY.findall(data))


def _unreadable(form: str, file: str, line: int, why: str) -> InputError:
    return InputError((Mistake("bad-form", f"this is not {NAMES[form]}: {why}", file, line, 1 if line else 0),))


def _concepts(graph: Graph) -> list[Any]:
    from rdflib import RDF, SKOS  # noqa: PLC0415

    return sorted(set(graph.subjects(RDF.type, SKOS.Concept)))


def _term(graph: Graph, concept: Any, known: frozenset[Any]) -> Iterator[tuple[str, Node]]:
    from rdflib import SKOS  # noqa: PLC0415

    yield "id", _text(concept)
    labels: dict[str, Node] = {}
    synonyms = []
    for label in sorted(graph.objects(concept, SKOS.prefLabel), key=_sorted):
        language = str(getattr(label, "language", None) or "und")
        if language in labels:
            synonyms.append(_text(label))
        else:
            labels[language] = _text(label)
    synonyms += [
        _text(label)
        for kind in (SKOS.altLabel, SKOS.hiddenLabel)
        for label in sorted(graph.objects(concept, kind), key=_sorted)
    ]
    yield "labels", Node(labels, 0, 0)
    yield "synonyms", Node([one for one in synonyms if one.value], 0, 0)
    for key, link in (("broader", SKOS.broader), ("narrower", SKOS.narrower)):
        linked = sorted((other for other in graph.objects(concept, link) if other in known), key=str)
        yield key, Node([_text(other) for other in linked], 0, 0)


def _sorted(label: Any) -> tuple[str, str]:
    return str(getattr(label, "language", None) or ""), str(label)


def _text(node: Any) -> Node:
    return Node(str(node), 0, 0)

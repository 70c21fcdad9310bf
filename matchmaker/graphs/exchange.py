"""The graph in formats that other tools open: GraphML and GEXF (Gephi, yEd), CSV (spreadsheets), JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from typing import Any

import networkx as nx

from matchmaker.compatibility.criteria import CRITERIA
from matchmaker.compatibility.weighing import BOTH_SIDES
from matchmaker.graphs.book import GraphBook

COLUMNS = (*(criterion.__name__ for criterion in CRITERIA), BOTH_SIDES)
# A spreadsheet would take a cell that starts so for a formula.
FORMULA = re.compile(r"^[=+\-@\t\r]")
# networkx writes the day on which a GEXF file was made; the same input should give the same bytes.
DATED = re.compile(r' lastmodifieddate="[^"]*"')


def as_graphml(book: GraphBook) -> bytes:
    """GraphML: companies with name, country, kind, community; edges with weight, reasons, points of each criterion."""
    out = io.BytesIO()
    nx.write_graphml(_plain(book), out, encoding="utf-8")
    return out.getvalue()


def as_gexf(book: GraphBook) -> bytes:
    """GEXF 1.2, with the same attributes."""
    text = "\n".join(nx.generate_gexf(_plain(book), encoding="utf-8"))
    return (DATED.sub("", text) + "\n").encode()


def _plain(book: GraphBook) -> nx.Graph[str]:
    plain: nx.Graph[str] = nx.Graph(name=book.event.event.name)
    for company in book.event.profiles:
        about = {"name": company.name, "country": company.country, "kind": company.kind.value}
        plain.add_node(company.id, label=book.name(company), community=book.home[company.id], **about)
    for one, other, data in book.edges():
        points = {name: value for name, value in _points(data).items() if value}
        attributes = {"weight": data["weight"], "must": data["must"], "reasons": _reasons(data), **points}
        plain.add_edge(one.id, other.id, **attributes)
    return plain


def _points(data: dict[str, Any]) -> dict[str, int]:
    found = Counter(dict.fromkeys(COLUMNS, 0))
    for item in data["evidence"]:
        found[item.criterion] += item.points
    return dict(found)


def _reasons(data: dict[str, Any]) -> str:
    return "; ".join(item.reason for item in data["evidence"])


def as_csv(book: GraphBook) -> bytes:
    """A row for each edge, heaviest first, in UTF-8 with a byte order mark, as spreadsheets like it."""
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    ends = [f"{key}_{end}" for end in (1, 2) for key in ("company", "name", "country")]
    rows.writerow([*ends, "weight", "must", "reasons", *COLUMNS])
    for one, other, data in sorted(book.edges(), key=lambda edge: -edge[2]["weight"]):
        texts = [cell for company in (one, other) for cell in (company.id, company.name, company.country)]
        cells = [*map(_cell, texts), data["weight"], "yes" if data["must"] else "", _cell(_reasons(data))]
        rows.writerow([*cells, *_points(data).values()])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _cell(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def as_json(book: GraphBook) -> bytes:
    """Everything: companies, edges with their evidence, what rules removed, phrases that are no terms, communities."""
    edges = [
        {
            "participants": [one.id, other.id],
            "weight": data["weight"],
            "must": data["must"],
            "evidence": [
                {"criterion": it.criterion, "points": it.points, "profits": it.profits, "reason": it.reason}
                for it in data["evidence"]
            ],
        }
        for one, other, data in book.edges()
    ]
    value = {
        "format": "matchmaker.graph/1",
        "event": book.event.event.name,
        "companies": [
            {
                "id": company.id,
                "name": company.name,
                "country": company.country,
                "kind": company.kind.value,
                "community": book.home[company.id],
            }
            for company in book.event.profiles
        ],
        "edges": edges,
        "communities": [
            {"number": it.number, "themes": it.themes, "members": [company.id for company in it.members]}
            for it in book.communities
        ],
        "bridges": [
            {"company": it.company.id, "participation": round(it.participation, 4), "reaches": it.reaches}
            for it in book.bridges
        ],
        "removed": [{"rule": it.rule, "participants": it.participants, "reason": it.reason} for it in book.removed],
        "unknown_phrases": [
            {"phrase": phrase, "companies": count, "nearest_label": label} for phrase, count, label in book.unknown
        ],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()

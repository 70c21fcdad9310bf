"""The compatibility graph for other tools, and drawn for people: values in, bytes out."""

from collections.abc import Callable

from matchmaker.graphs.book import GraphBook
from matchmaker.graphs.exchange import as_csv, as_gexf, as_graphml, as_json
from matchmaker.graphs.page import as_html
from matchmaker.graphs.picture import as_png

FORMATS: dict[str, Callable[[GraphBook], bytes]] = {
    ".graphml": as_graphml,
    ".gexf": as_gexf,
    ".csv": as_csv,
    ".json": as_json,
    ".html": as_html,
    ".png": as_png,
}

__all__ = ["FORMATS", "GraphBook"]

"""Event to graph: who suits whom, how much, and why."""

from matchmaker.compatibility.evidence import Evidence, Wording
from matchmaker.compatibility.explaining import (
    explain,
    partners_of,
    said_of_best,
    said_of_pair,
    unknown_phrases,
)
from matchmaker.compatibility.graph import Graph, build_graph, graph_of
from matchmaker.compatibility.needs import Consultation, need_evidence, need_weights
from matchmaker.compatibility.plugins import vectors_named
from matchmaker.compatibility.scoring import Removed, Scoring

__all__ = [
    "Consultation",
    "Evidence",
    "Graph",
    "Removed",
    "Scoring",
    "Wording",
    "build_graph",
    "explain",
    "graph_of",
    "need_evidence",
    "need_weights",
    "partners_of",
    "said_of_best",
    "said_of_pair",
    "unknown_phrases",
    "vectors_named",
]

"""Event to graph: who suits whom, how much, and why."""

from matchmaker.compatibility.criteria import Evidence
from matchmaker.compatibility.graph import Graph, build_graph

__all__ = ["Evidence", "Graph", "build_graph"]

"""Event to graph: who suits whom, how much, and why."""

from matchmaker.compatibility.graph import Evidence, Graph, build_graph

__all__ = ["Evidence", "Graph", "build_graph"]

"""Problem to outcome: the only package that imports ortools.

The steps, each replaceable and testable alone: `musts` (what has to be), `relax` (what no schedule can beat), `choose`
(which pairs), `place` (in which slots), `improve` (both, by neighbourhoods), `allot` (in which sessions),
`certificate` (the proof in whole numbers), `solve` (their order).
"""

from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.solve import solve

__all__ = ["Control", "Quiet", "solve"]

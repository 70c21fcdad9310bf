"""Problem to outcome: the only package that imports ortools.

The steps, each replaceable and testable alone: `musts` (what has to be), `relax` (what no schedule can beat), `grant`
(promises for purposes), `narrow` and `groups` (round tables, with `packing`; their bound: `groupbound`, `densest`),
`choose` (which pairs), `secure` (what single companies need), `place` (in which slots), `search` (both, where slots are
scarce), `allot` (in which sessions), `staff` (which persons), `exchange` (what was left out, for what is worth less),
`settle` (calm days), `exact` (small events whole), `rework` (other orders of goals), `certificate`, `bounds` and
`standing` (the proof in whole numbers), `solve` (their order).

Questions about a schedule: `swap` (what it takes to fit one more pair in), `alone` (one company's best day), `further`
(how much better it can become from where it stands).
Of an impossible event: `diagnose` (what clashes: `demands`, `conflict`; and what would help: `remedies`, `possible`).
"""

from matchmaker.solver.alone import best_alone
from matchmaker.solver.demands import Absences, Demand
from matchmaker.solver.diagnose import Diagnosis, diagnose, ways_out
from matchmaker.solver.further import Furthered, further
from matchmaker.solver.parts import of_pairs
from matchmaker.solver.possible import possible
from matchmaker.solver.progress import Control, Quiet
from matchmaker.solver.remedies import Change, changed
from matchmaker.solver.solve import solve
from matchmaker.solver.staff import Staffed
from matchmaker.solver.swap import NoSwap, Swap, swap

__all__ = [
    "Absences",
    "Change",
    "Control",
    "Demand",
    "Diagnosis",
    "Furthered",
    "NoSwap",
    "Quiet",
    "Staffed",
    "Swap",
    "best_alone",
    "changed",
    "diagnose",
    "further",
    "of_pairs",
    "possible",
    "solve",
    "swap",
    "ways_out",
]

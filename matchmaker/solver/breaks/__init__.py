"""Place given meetings with the fewest breaks, fairly: the B2B meeting scheduling problem.

Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret: Constraint Solving Approaches to the Business-to-Business
Meeting Scheduling Problem. Journal of Artificial Intelligence Research 74 (2022), "the paper" in this package. Nothing
is selected here: every meeting takes place, and the question is when.

The modules: `problem` (what is given, and what a break is), `outcome` (what solving ends in), `propagate` (slots no
schedule can use), `counting` and `model` (the rules for CP-SAT), `strategies` (ways to search), `portfolio` (their
order).
"""

from matchmaker.solver.breaks.outcome import Impossible, Outcome, Placed, Undecided
from matchmaker.solver.breaks.portfolio import solve
from matchmaker.solver.breaks.problem import BreaksProblem, breaks_of

__all__ = ["BreaksProblem", "Impossible", "Outcome", "Placed", "Undecided", "breaks_of", "solve"]

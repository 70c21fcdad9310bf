"""What is scarce: what one more table, slot, interpreter, delegate, meeting or hour would add to a schedule.

`changes` are what an organiser could add and the event with it, `weighing` finds what that is worth, `words` say it.
"""

from matchmaker.scarce.changes import Change, Kind, changed
from matchmaker.scarce.weighing import Scarcity, Worth, plain, weigh_changes
from matchmaker.scarce.words import said

__all__ = ["Change", "Kind", "Scarcity", "Worth", "changed", "plain", "said", "weigh_changes"]

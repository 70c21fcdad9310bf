"""An impossible event: the wishes and limits that clash, and the smallest changes that help, each verified.

`diagnosing` asks the solver, which needs `absences`; `arranging` tries changes of persons, lists and quotas
(`candidates`, each an `easing` of the event); `telling` makes sentences of what is found, `values` are what they are,
and `words` and `sentences` say them.
"""

from matchmaker.clash.diagnosing import clash
from matchmaker.clash.values import Clash, Member, Way
from matchmaker.clash.words import plain, said

__all__ = ["Clash", "Member", "Way", "clash", "plain", "said"]

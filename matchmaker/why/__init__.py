"""Why this meeting, why not that one, why this day: answers from the schedule itself, computed and not guessed.

`facts` gathers what answers are drawn from, `pair` and `day` find them, `values` are what they are, `words` and
`sentences` say them. `clash` tells what makes an event impossible, and what would help.
"""

from matchmaker.why.clash import Clash, clash
from matchmaker.why.day import why_day
from matchmaker.why.facts import Facts
from matchmaker.why.pair import why_pair
from matchmaker.why.values import Day, PairAnswer, plain
from matchmaker.why.words import Words

__all__ = ["Clash", "Day", "Facts", "PairAnswer", "Words", "clash", "plain", "why_day", "why_pair"]

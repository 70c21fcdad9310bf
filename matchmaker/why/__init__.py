"""Why this meeting, why not that one, why this day: answers from the schedule itself, computed and not guessed.

`facts` gathers what answers are drawn from, `hindrances` what stands in the way of a pair and `barring` the rules that
do, `pair` and `day` find the answers, `values` are what they are, `words` and `sentences` say them. What makes an event
impossible: `matchmaker.clash`.
"""

from matchmaker.why.day import why_day
from matchmaker.why.facts import Facts, facts_of
from matchmaker.why.pair import why_pair
from matchmaker.why.values import Day, PairAnswer, plain
from matchmaker.why.words import Words

__all__ = ["Day", "Facts", "PairAnswer", "Words", "facts_of", "plain", "why_day", "why_pair"]

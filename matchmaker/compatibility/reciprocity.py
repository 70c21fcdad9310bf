"""Both sides count: how the gains of two sides become one weight.

A people-to-people recommendation succeeds only if both sides profit, so it is not enough to add up what each gains.
RECON (Pizzato et al. 2010, "RECON: a reciprocal recommender for online dating") takes the harmonic mean of the two
sides, which is nearer to the smaller one; Neve and Palomares (2019, "Aggregation strategies in user-to-user reciprocal
recommender systems") compare it with other means. A harmonic mean alone would give nothing to a pair of which only
one side says what it seeks, and at a fair many a seller only sells. So the arithmetic mean of both gains counts once,
and on top of it the harmonic mean `reciprocity` times.
"""

from __future__ import annotations

# `reciprocity` is in tenths.
TENTHS = 10


def mutual_points(gain_one: int, gain_other: int, reciprocity: int) -> int:
    """Points, on top of half of each gain, for both sides profiting: `reciprocity` tenths of the harmonic mean.

    >>> mutual_points(200, 200, 30), mutual_points(200, 100, 30), mutual_points(400, 0, 30)
    (600, 400, 0)
    """
    total = gain_one + gain_other
    return (reciprocity * 2 * gain_one * gain_other + TENTHS // 2 * total) // (TENTHS * total) if total > 0 else 0

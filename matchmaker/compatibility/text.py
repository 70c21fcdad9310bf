"""Free text against free text, in any language: rare words weigh more, spelling and inflection are forgiven.

A text is a vector of two halves: TF-IDF over its words and pairs of neighbouring words, and TF-IDF over groups of 5 and
6 letters (Salton and Buckley 1988, with sublinear term frequency). Words tell topics apart; letter groups see through
inflection, compounds and misspelling, and need no segmentation of Chinese (McNamee and Mayfield 2004). What stands in
more than 30 % of the texts tells nothing and is left out, so no language needs a list of stop words. The only home
of scikit-learn and sparse_dot_topn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, csr_matrix, hstack

from matchmaker.compatibility.phrases import letter_groups, normal, words

# What stands in more texts than this part of them is left out, but only if it stands in more than this many.
TOO_COMMON, NEVER_TOO_COMMON = 0.3, 100
# The last bits of a logarithm may differ between processors; what is rounded to these digits does not.
DIGITS = 6
# Texts that one text is compared with any further, the nearest ones: so many at least.
NEAREST = 200


def affinity(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """How well several texts together meet one: the nearest counts in full, the next half, then a third, and so on.

    `cosines` has shape (texts met, texts of one company), each row in any order; the result has shape (texts met,).
    An ordered weighted average (Yager 1988) with harmonic weights, unnormalised: more texts on a matter say more.
    """
    ranked: NDArray[np.float64] = -np.sort(-cosines, axis=1) / np.arange(1, cosines.shape[1] + 1)
    total: NDArray[np.float64] = ranked.sum(axis=1)
    return total


@dataclass(frozen=True, slots=True)
class TextSpace:
    """Vectors for texts, with the rarity of words learnt from all texts of the event."""

    halves: tuple[Any, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> TextSpace:
        """Learn from these texts, each counted once."""
        # Imported here, as it takes a second that most commands need not wait.
        from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

        known = sorted({normal(text) for text in texts})
        most = max(round(TOO_COMMON * len(known)), NEVER_TOO_COMMON)
        analyzers: tuple[Callable[[str], list[str]], ...] = (words, letter_groups)
        found = []
        for analyzer in analyzers:
            half = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, max_df=most)
            if any(analyzer(text) for text in known):
                found.append(half.fit(known))
        return cls(tuple(found))

    def vectors(self, texts: Sequence[str]) -> csr_array:
        """A row of length 1 for each text (0 where nothing of it is known); shape (texts, features)."""
        if not self.halves or not texts:
            return csr_array((len(texts), 1), dtype=np.float64)
        plain = [normal(text) for text in texts]
        return csr_array(hstack([half.transform(plain) * np.sqrt(0.5) for half in self.halves], format="csr"))


@dataclass(frozen=True, slots=True)
class Against:
    """Vectors that others are compared with, turned once for all comparisons."""

    columns: csr_matrix

    @classmethod
    def of(cls, rows: csr_array) -> Against:
        """Turn the vectors, shape (texts, features)."""
        return cls(csr_matrix(rows.T.tocsr()))

    def cosines(self, rows: csr_array, least: float, most: int = NEAREST) -> csr_array:
        """Cosines of at least `least`, the `most` largest of each row; sparse, shape (rows, texts)."""
        from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415

        shape = (rows.shape[0], self.columns.shape[1])
        if not all(shape) or not rows.nnz or not self.columns.nnz:
            return csr_array(shape, dtype=np.float64)
        most = min(most, shape[1])
        found = csr_array(sp_matmul_topn(csr_matrix(rows), self.columns, top_n=most, threshold=least, sort=False))
        found.data = np.minimum(found.data.round(DIGITS), 1.0)
        return found


def cosines(rows: csr_array, columns: csr_array, least: float) -> csr_array:
    """Cosines of at least `least` between the rows of two arrays of vectors; sparse, shape (rows, columns)."""
    return Against.of(columns).cosines(rows, least)

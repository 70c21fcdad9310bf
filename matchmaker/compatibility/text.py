"""Likeness of phrases: by vocabulary where both are terms of it, by their letters otherwise.

The only home of scikit-learn. Free text is compared by TF-IDF over character n-grams (Salton and
Buckley 1988; n-grams within word boundaries need no segmentation of Chinese and forgive inflection and spelling).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import coo_array, csr_array

from matchmaker.compatibility.vocabulary import Vocabulary, normal

# Below this, likeness of letters says nothing.
LEAST = 0.4
BLOCK = 1000
# The last bits of a logarithm may differ between processors; what is rounded to these digits does not.
DIGITS = 6


def likenesses(offered: Sequence[str], sought: Sequence[str], vocabulary: Vocabulary) -> csr_array:
    """Likeness of each phrase offered (columns) to each phrase sought (rows), 0 to 1, sparse.

    Shape (len(sought), len(offered)). A pair of vocabulary terms is judged by the vocabulary alone.
    """
    shape = (len(sought), len(offered))
    if not offered or not sought:
        return csr_array(shape, dtype=np.float64)
    text = _by_letters(offered, sought)
    terms = _by_vocabulary(offered, sought, vocabulary)
    in_vocabulary = [
        np.array([normal(phrase) in vocabulary.term_of for phrase in phrases]) for phrases in (sought, offered)
    ]
    entries = text.tocoo()
    both = in_vocabulary[0][entries.row] & in_vocabulary[1][entries.col]
    text = coo_array((entries.data[~both], (entries.row[~both], entries.col[~both])), shape).tocsr()
    return csr_array(text.maximum(terms))


def _by_letters(offered: Sequence[str], sought: Sequence[str]) -> csr_array:
    # Imported here, as it takes a second that most commands need not wait.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    words = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, preprocessor=normal)
    try:
        words.fit([*offered, *sought])
    except ValueError:  # nothing but single characters
        return csr_array((len(sought), len(offered)), dtype=np.float64)
    have, want = words.transform(offered), words.transform(sought)
    blocks = []
    for start in range(0, len(sought), BLOCK):
        block = (want[start : start + BLOCK] @ have.T).tocoo()
        block.data = block.data.round(DIGITS)
        keep = block.data >= LEAST
        rows = block.row[keep] + start
        blocks.append((np.minimum(block.data[keep], 1.0), rows, block.col[keep]))
    data, rows, columns = (np.concatenate([block[part] for block in blocks]) for part in range(3))
    return csr_array((data, (rows, columns)), (len(sought), len(offered)))


def _by_vocabulary(offered: Sequence[str], sought: Sequence[str], vocabulary: Vocabulary) -> csr_array:
    columns_of = defaultdict(list)
    for column, phrase in enumerate(offered):
        if (term := vocabulary.term_of.get(normal(phrase))) is not None:
            columns_of[term].append(column)
    like = _like_terms(vocabulary, frozenset(columns_of))
    data, rows, columns = [], [], []
    for row, phrase in enumerate(sought):
        for have, value in like.get(vocabulary.term_of.get(normal(phrase), ""), ()):
            for column in columns_of[have]:
                data.append(value)
                rows.append(row)
                columns.append(column)
    return csr_array((np.array(data, dtype=np.float64), (rows, columns)), (len(sought), len(offered)))


def _like_terms(vocabulary: Vocabulary, offered: frozenset[str]) -> dict[str, list[tuple[str, float]]]:
    """For each term that may be sought, the offered terms that meet it."""
    like: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for have in sorted(offered):
        related = set(vocabulary.above[have]) | {term for term, above in vocabulary.above.items() if have in above}
        for want in related:
            if (value := vocabulary.term_likeness(have, want)) > 0:
                like[want].append((have, value))
    return like


def nearest_both_ways(
    like: csr_array, offers: Sequence[Sequence[int]], seeks: Sequence[Sequence[int]], most: int
) -> list[tuple[int, ...]]:
    """For each company, the `most` others that best meet its interests, and the `most` whose interests it best meets.

    `offers[c]` and `seeks[c]` are the columns and the rows of `like` for company c.
    """
    givers = nearest_companies(best_offers(like, offers), seeks, most)
    seekers = nearest_companies(best_offers(csr_array(like.T), seeks), offers, most)
    return [one + other for one, other in zip(givers, seekers, strict=True)]


def best_offers(like: csr_array, offers: Sequence[Sequence[int]]) -> csr_array:
    """Best likeness per company: `offers[c]` lists the columns of `like` that company c offers.

    Shape (phrases sought, companies).
    """
    sizes = [len(offer) for offer in offers]
    owners = np.repeat(np.arange(len(offers)), sizes)
    columns = np.fromiter((column for offer in offers for column in offer), dtype=np.int64, count=sum(sizes))
    order = np.argsort(columns, kind="stable")
    owners, columns = owners[order], columns[order]
    entries = like.tocoo()
    first, last = np.searchsorted(columns, entries.col, "left"), np.searchsorted(columns, entries.col, "right")
    counts = last - first
    rows, data = np.repeat(entries.row, counts), np.repeat(entries.data, counts)
    ends = np.cumsum(counts)
    spread = np.arange(counts.sum()) - np.repeat(ends - counts, counts) + np.repeat(first, counts)
    return _largest(rows, owners[spread], data, (like.shape[0], len(offers)))


def _largest(rows: np.ndarray, columns: np.ndarray, data: np.ndarray, shape: tuple[int, int]) -> csr_array:
    """Sparse array of the largest value at each place."""
    order = np.lexsort((data, columns, rows))
    rows, columns, data = rows[order], columns[order], data[order]
    last = np.append((rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1]), [True] if len(rows) else [])
    keep = last.astype(bool)
    return csr_array((data[keep], (rows[keep], columns[keep])), shape)


def nearest_companies(best: csr_array, interests: Sequence[Sequence[int]], most: int) -> list[tuple[int, ...]]:
    """For each company, the `most` others that best meet its interests (rows of `best`), best first.

    Each further interest met counts half of the one before. Among equals those come first that follow the company in
    order, as on a ring: where many are alike, each is somebody's nearest.
    """
    ring = np.arange(len(interests))
    found: list[tuple[int, ...]] = []
    for company, rows in enumerate(interests):
        if not rows:
            found.append(())
            continue
        values = -np.sort(-best[list(rows)].toarray(), axis=0)
        score = (values * 0.5 ** np.arange(len(rows))[:, None]).sum(axis=0)
        score[company] = 0.0
        top = np.lexsort(((ring - company) % len(ring), -score))[:most]
        found.append(tuple(int(other) for other in top if score[other] > 0))
    return found

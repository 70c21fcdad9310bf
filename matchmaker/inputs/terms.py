"""All vocabularies of an event as one: terms of different sources that share an id or a label are the same term."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from matchmaker.event import Term

MOST_SHOWN = 5


def merged(sources: Iterable[Sequence[Term]]) -> tuple[Term, ...]:
    """The terms of all sources, those of the first source first. The first source has its ids and labels kept."""
    terms: dict[str, Term] = {}
    owner: dict[str, str] = {}
    for source in sources:
        same = {term.id: _same(term, terms, owner) for term in source}
        for term in source:
            own = same[term.id]
            links = {
                key: tuple(dict.fromkeys(same.get(one, one) for one in getattr(term, key) if same.get(one, one) != own))
                for key in ("broader", "narrower")
            }
            fresh = term.model_copy(update={"id": own, **links})
            terms[own] = _joined(terms[own], fresh) if own in terms else fresh
        for term in source:
            for label in _labels(term):
                owner.setdefault(label, same[term.id])
    return tuple(terms.values())


def _same(term: Term, terms: dict[str, Term], owner: dict[str, str]) -> str:
    """The id of the term of an earlier source that this one is, or its own."""
    if term.id in terms:
        return term.id
    return next((owner[label] for label in _labels(term) if label in owner), term.id)


def _joined(first: Term, second: Term) -> Term:
    labels = second.labels | first.labels
    others = [label for language, label in second.labels.items() if labels[language] != label]
    return first.model_copy(
        update={
            "labels": labels,
            "synonyms": tuple(dict.fromkeys((*first.synonyms, *others, *second.synonyms))),
            "broader": tuple(dict.fromkeys((*first.broader, *second.broader))),
            "narrower": tuple(dict.fromkeys((*first.narrower, *second.narrower))),
        }
    )


def shared_labels(terms: Iterable[Term]) -> Iterator[str]:
    """A sentence if terms of one source share labels: the first term has them."""
    first: dict[str, Term] = {}
    shared: list[str] = []
    for term in terms:
        for label, text in dict(zip(_labels(term), _texts(term), strict=True)).items():
            if first.setdefault(label, term) is not term:
                shared.append(f"“{text}” ({first[label].id}, not {term.id})")
    if shared:
        more = f" and {len(shared) - MOST_SHOWN} more" if len(shared) > MOST_SHOWN else ""
        yield f"labels of two terms, which the first one has: {', '.join(shared[:MOST_SHOWN])}{more}"


def _texts(term: Term) -> tuple[str, ...]:
    return (term.id, *term.labels.values(), *term.synonyms)


def _labels(term: Term) -> tuple[str, ...]:
    """All that stands for the term, as compared."""
    return tuple(" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in _texts(term))

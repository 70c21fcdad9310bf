"""What companies need, and which advisers know about it: what a consultation weighs, and its reason.

A need meets an adviser's expertise as an interest meets a capability: by the vocabulary, by text, and in any language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from matchmaker.compatibility.evidence import Evidence, Phrase
from matchmaker.compatibility.scoring import Scoring
from matchmaker.event import Event
from matchmaker.programme import Adviser

# A company's id, its need as written, an adviser's id.
Consultation = tuple[str, str, str]


def need_weights(scoring: Scoring) -> dict[Consultation, int]:
    """What each consultation with an adviser who fits weighs: points, at least 1. Who does not fit is left out."""
    return {consultation: max(1, found.points) for consultation, found in need_evidence(scoring).items()}


def need_evidence(scoring: Scoring) -> dict[Consultation, Evidence]:
    """For each need the advisers who know about it, by company in file order: how well, and by which expertise.

    An adviser of several sessions knows everything that any of them says.
    """
    event, persons = scoring.event, _advisers(scoring.event)
    needs = tuple(sorted({need for company in event.profiles for need in company.needs}))
    expertise = tuple(sorted({text for _, known in persons.values() for text in known}))
    fits = _best(scoring.phrases.likenesses(expertise, needs), [known for _, known in persons.values()], expertise)
    ids, number = tuple(persons), {need: row for row, need in enumerate(needs)}
    found: dict[Consultation, Evidence] = {}
    for company in event.profiles:
        for need in company.needs:
            for person, strength, text in fits[number[need]]:
                adviser = persons[ids[person]][0]
                values = (("company", company), ("need", Phrase(need)), ("adviser", adviser.name))
                found[company.id, need, adviser.id] = Evidence(
                    "need_met",
                    round(event.event.weights.need_met * strength),
                    "need_met",
                    (*values, ("expertise", Phrase(expertise[text]))),
                    (need, expertise[text]),
                )
    return found


def _advisers(event: Event) -> dict[str, tuple[Adviser, tuple[str, ...]]]:
    """Each adviser as first listed, and all that they know."""
    found: dict[str, tuple[Adviser, tuple[str, ...]]] = {}
    for session in event.sessions:
        for adviser in session.advisers:
            first, known = found.get(adviser.id, (adviser, ()))
            found[adviser.id] = first, tuple(dict.fromkeys((*known, *adviser.expertise)))
    return found


def _best(
    like: csr_array, known: Sequence[Sequence[str]], expertise: Sequence[str]
) -> dict[int, list[tuple[int, float, int]]]:
    """For each row of `like`, shape (needs, expertise): person, largest strength, and the first text that has it."""
    column = {text: place for place, text in enumerate(expertise)}
    owner = np.array([person for person, texts in enumerate(known) for _ in texts], dtype=np.int64)
    owned = np.array([column[text] for texts in known for text in texts], dtype=np.int64)
    found = like[:, owned].tocoo() if len(owned) else csr_array(like.shape).tocoo()
    person = owner[found.col]
    # By need and person, strongest last; of equals, the text listed first.
    order = np.lexsort((-found.col, found.data, person, found.row))
    best: dict[int, dict[int, tuple[int, float, int]]] = defaultdict(dict)
    rows, people, data, texts = found.row[order], person[order], found.data[order], owned[found.col[order]]
    for row, one, strength, text in zip(rows.tolist(), people.tolist(), data.tolist(), texts.tolist(), strict=True):
        best[row][one] = one, strength, text
    return defaultdict(list, {row: list(people_of.values()) for row, people_of in best.items()})

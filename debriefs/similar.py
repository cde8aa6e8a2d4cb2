"""Which texts resemble each other, by their words and by the letters within them. Pure; keeps nothing.

Cosine of TF-IDF vectors over words (1 and 2 in a row) and over letters within words (3 to 5 in a row), with sublinear term
counts (Salton and Buckley 1988, https://doi.org/10.1016/0306-4573(88)90021-0). Both halves weigh the same: words find what is
said alike, letters what is inflected or misspelt. No list of stop words, so that no language is presumed.

The threshold, measured on 25 invented accounts of two or three sentences (`tests/debriefs/test_similar.py` holds ten of them):

| pairs | number | lowest | highest |
|---|---|---|---|
| one event told by two people | 5 | 0.32 | 0.52 |
| other events of the same kind | 10 | 0.06 | 0.24 |
| all other pairs | 285 | 0.01 | 0.15 |
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

Key = TypeVar("Key", bound=Hashable)

THRESHOLD = 0.28
# Fewer words than these are alike by chance.
LEAST_WORDS = 8
WORD = re.compile(r"\w\w+")


class Pair(NamedTuple, Generic[Key]):
    """Two texts by their keys, in the order of the texts; `score` runs from 0 (nothing in common) to 1 (the same)."""

    first: Key
    second: Key
    score: float


def similar_pairs(
    texts: Mapping[Key, str], *, only: Collection[Key] | None = None, threshold: float = THRESHOLD
) -> list[Pair[Key]]:
    """The pairs of texts that resemble each other at least so much, the most alike first; of `only` these with any other.

    Texts with fewer than eight words are left out. What is rare among these texts weighs more than what all of them say.
    """
    keys = [key for key, text in texts.items() if len(WORD.findall(text)) >= LEAST_WORDS]
    asked = [number for number, key in enumerate(keys) if only is None or key in only]
    if len(keys) < 2 or not asked:
        return []
    scores = _cosines([texts[key] for key in keys], asked)
    found = [
        Pair(keys[min(row, column)], keys[max(row, column)], score)
        for row, column, score in scores
        if score >= threshold and row != column
    ]
    return sorted(set(found), key=lambda pair: (-pair.score, str(pair.first), str(pair.second)))


def capped(pairs: Iterable[Pair[Key]], *, most: int, already: Mapping[Key, int] | None = None) -> list[Pair[Key]]:
    """The first of these pairs, at most so many for each text, with those that it has already."""
    number = Counter(already or {})
    kept = []
    for pair in pairs:
        if number[pair.first] < most and number[pair.second] < most:
            number.update((pair.first, pair.second))
            kept.append(pair)
    return kept


def _cosines(texts: list[str], asked: list[int]) -> list[tuple[int, int, float]]:
    """Between each text that is asked for and every other, those above zero; rounded to four decimals."""
    # Heavy, and only of use in a job: no process loads it when it starts.
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import FeatureUnion
    from sklearn.preprocessing import normalize

    halves = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
        ]
    )
    vectors = normalize(halves.fit_transform(texts))
    products = (vectors[asked] @ vectors.T).tocoo()
    found = zip(products.row.tolist(), products.col.tolist(), products.data.tolist(), strict=True)
    return [(asked[row], column, round(score, 4)) for row, column, score in found]

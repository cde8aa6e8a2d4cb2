"""The label monitor on 200 sentences that were written before its code was read: what it finds, and what in vain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from boundaries.language import WordList, flag_text, shipped_words
from workforce_assurance.common.proportions import Proportion

from ..figures import Figure, middle, timed
from . import Setting

SAMPLE = Path(__file__).resolve().parent.parent / "label_sentences.json"
LEAST_RECALL = 0.85
MOST_FALSE_HITS = 0.06
MOST_MILLISECONDS = 100
ROUNDS = 5


@dataclass(frozen=True)
class Sentence:
    """As it might stand in a note, of a kind, and whether a careful reader says that it labels or threatens."""

    text: str
    kind: str
    is_label: bool


def sample() -> list[Sentence]:
    kinds = json.loads(SAMPLE.read_text(encoding="utf-8"))
    return [
        Sentence(text, kind, answer == "yes")
        for kind, answers in kinds.items()
        for answer, texts in answers.items()
        for text in texts
    ]


def pointed_out(sentences: list[Sentence], listed: WordList, *, is_label: bool, kind: str | None = None) -> Proportion:
    """How many of the sentences of this answer, and kind, the monitor points out: its recall, or its false hits."""
    asked = [one for one in sentences if one.is_label == is_label and kind in (None, one.kind)]
    return Proportion(sum(bool(flag_text(one.text, listed)) for one in asked), len(asked))


def labelling(_: Setting) -> Iterator[Figure]:
    sentences, listed = sample(), shipped_words()
    yield _share("label_recall", "label monitor: labels and threats found", sentences, listed, is_label=True)
    yield _share("label_false_hits", "its false hits among other sentences", sentences, listed, is_label=False)
    text = "\n".join(one.text for one in sentences)
    read = partial(flag_text, text, listed)
    thousands = len(text.split()) / 1000
    milliseconds = middle([timed(read) for _ in range(ROUNDS)]).cpu * 1000 / thousands
    yield Figure("label_time", "its processor time for 1,000 words", milliseconds, "ms", MOST_MILLISECONDS)


def _share(name: str, title: str, sentences: list[Sentence], listed: WordList, *, is_label: bool) -> Figure:
    found = pointed_out(sentences, listed, is_label=is_label)
    kinds = dict.fromkeys(one.kind for one in sentences if one.is_label == is_label)
    by_kind = {kind: pointed_out(sentences, listed, is_label=is_label, kind=kind) for kind in kinds}
    return Figure(
        name,
        title,
        found.numerator / found.denominator,
        "",
        LEAST_RECALL if is_label else MOST_FALSE_HITS,
        at_least=is_label,
        note="; ".join([_said("all", found), *(_said(kind, share) for kind, share in by_kind.items())]),
        details={kind: [share.numerator, share.denominator, share.interval] for kind, share in by_kind.items()},
    )


def _said(kind: str, share: Proportion) -> str:
    low, high = share.interval or (0, 100)
    return f"{kind.replace('_', ' ')} {share.numerator} of {share.denominator} ({low:.0f} to {high:.0f} %)"

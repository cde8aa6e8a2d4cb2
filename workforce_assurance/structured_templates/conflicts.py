"""Two versions of one section beside each other, and the one that comes of choosing. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .asked import Asked, AskedSection
from .conditions import ROOT
from .enums import QuestionKind
from .forms import meaning
from .kinds import KINDS, Typed, joined
from .kinds.rows import ROW

MINE, THEIRS, BOTH = "mine", "theirs", "both"
JOINED = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


@dataclass(frozen=True)
class Difference:
    """One question that the two versions answer differently, each as it was typed."""

    key: str
    question: str
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    can_be_both: bool


def differences(section: AskedSection, mine: Typed, theirs: Typed, names: Mapping[str, str]) -> list[Difference]:
    return [
        Difference(
            key=asked.key,
            question=asked.text,
            mine=_reads(asked, of_question(mine, asked), names),
            theirs=_reads(asked, of_question(theirs, asked), names),
            can_be_both=asked.kind in JOINED or KINDS[asked.kind].has_rows,
        )
        for asked in section.answered
        if meaning(of_question(mine, asked)) != meaning(of_question(theirs, asked))
    ]


def merged(section: AskedSection, mine: Typed, theirs: Typed, choices: Mapping[str, str]) -> Typed:
    """Every question as chosen; what is chosen for none of the two stays as both."""
    result: Typed = {}
    for asked in section.answered:
        ours, other = of_question(mine, asked), of_question(theirs, asked)
        if meaning(ours) == meaning(other) or choices.get(asked.key) == MINE:
            result |= ours
        elif choices.get(asked.key) == THEIRS:
            result |= other
        else:
            result |= _both(asked, ours, other)
    return result


def of_question(typed: Typed, asked: Asked) -> Typed:
    name = joined(ROOT, asked.key)
    return {n: v for n, v in typed.items() if n == name or n.startswith(joined(name, ""))}


def _both(asked: Asked, mine: Typed, theirs: Typed) -> Typed:
    name = joined(ROOT, asked.key)
    if asked.kind in JOINED:
        texts = [text for typed in (theirs, mine) for text in typed.get(name, []) if text.strip()]
        return {name: ["\n\n".join(texts)]}
    if KINDS[asked.kind].has_rows:
        return mine | _other_rows(name, mine, theirs)
    return mine


def _other_rows(name: str, mine: Typed, theirs: Typed) -> Typed:
    """Mine, and below them those of the other version that read differently, under keys of their own."""
    rows, added = list(mine.get(joined(name, ROW), [])), {}
    for row in theirs.get(joined(name, ROW), []):
        cells = _row(theirs, name, row)
        if not meaning(cells) or _row(mine, name, row) == cells:
            continue
        key = row if row not in rows else _free(row, rows)
        rows.append(key)
        added |= {n.replace(joined(name, row, ""), joined(name, key, ""), 1): v for n, v in cells.items()}
    return added | {joined(name, ROW): rows}


def _row(typed: Typed, name: str, row: str) -> Typed:
    return {n: v for n, v in typed.items() if n.startswith(joined(name, row, ""))}


def _free(row: str, rows: list[str]) -> str:
    return next(key for n in range(len(rows) + 1) if (key := f"{row[:12]}b{n}") not in rows)


def _reads(asked: Asked, typed: Typed, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_lines(asked, meaning(typed), names))


def _lines(asked: Asked, typed: Typed, names: Mapping[str, str]) -> Iterator[str]:
    words = {"yes": "Yes", "no": "No"} if asked.kind == QuestionKind.YES_NO else {}
    for question in (asked, *asked.inner):
        words |= {option.code: option.label for option in question.options}
    for values in typed.values():
        for value in values:
            yield words.get(value) or names.get(value) or value

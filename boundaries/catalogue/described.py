"""A catalogue of decisions as values, what differs between two, and what is wrong with one, in words. Pure but for reading it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from workforce_assurance.common.words import counted

from ..enums import GateRole
from ..models import CatalogueVersion
from ..packs import words_of

Described = dict[str, Any]
EMPTY: Described = {"kinds": [], "grounds": [], "packs": []}
# What an administrator says otherwise; all else of a kind says what it is, and stays.
CHANGED = (
    "label", "hint", "plain", "gate_role", "is_high_risk", "may_be_emergency", "longest_days", "gate_working_days",
    "review_before_days", "same_today_after_days", "appeal_working_days",
)  # fmt: skip
STAYS = ("code", "is_denial", "is_about_a_person")
# How far each figure goes, whoever says so; a constraint of the table holds the same.
BOUNDS: Mapping[str, tuple[int, int]] = {
    "longest_days": (1, 366),
    "gate_working_days": (1, 10),
    "review_before_days": (0, 60),
    "same_today_after_days": (1, 28),
    "appeal_working_days": (1, 20),
}
FIGURES = {
    "longest_days": ("lasts at most", "day"),
    "gate_working_days": ("is answered at its gate within", "working day"),
    "review_before_days": ("is reviewed before its end by", "day"),
    "same_today_after_days": ("is looked at again after", "day"),
    "appeal_working_days": ("has its appeals answered within", "working day"),
}


def description_of(version: CatalogueVersion) -> Described:
    """All of it; `write_rows` makes the same of it again."""
    return {
        "kinds": list(version.kinds.order_by("position").values(*STAYS, *CHANGED)),
        "grounds": list(version.grounds.order_by("position").values("code", "label", "plain")),
        "packs": list(version.packs.order_by("position").values("code", "label", "about", "rules")),
    }


def differences(before: Described, after: Described) -> list[str]:
    """A sentence for each thing that the later one says otherwise."""
    old, new = (by_code(catalogue["kinds"]) for catalogue in (before, after))
    said = [f"“{new[code]['label']}” is a new kind of decision." for code in new if code not in old]
    said += [f"“{old[code]['label']}” is retired: nobody asks for one any more." for code in old if code not in new]
    said += [sentence for code in new if code in old for sentence in _of_kind(old[code], new[code])]
    return [*said, *_of_packs(before, after), *_of_grounds(before, after)]


def what_is_wrong(catalogue: Described) -> list[str]:
    """A sentence for each thing that has to be put right before it can stand."""
    said = [
        *_called_the_same(catalogue["kinds"], "kinds of decision"),
        *_called_the_same(catalogue["grounds"], "grounds"),
    ]
    for one in catalogue["kinds"]:
        for name, (least, most) in BOUNDS.items():
            value = one[name]
            if value is not None and not least <= value <= most:
                said.append(f"“{one['label']}” {FIGURES[name][0]} {least} to {counted(most, FIGURES[name][1])}.")
        if one["longest_days"] is not None and one["review_before_days"] >= one["longest_days"]:
            said.append(f"“{one['label']}” has to last longer than the review comes before its end.")
    return said


def _called_the_same(rows: Iterable[Mapping[str, Any]], called: str) -> list[str]:
    labels = Counter(one["label"].casefold() for one in rows)
    return [f"Two {called} are called “{label}”." for label, number in labels.items() if number > 1]


def loosened(before: Described, after: Described) -> list[str]:
    """A sentence for each hard limit that the later one would hold less: figures and rules stay, and what they name is not let out."""
    return [*_of_rules(before, after), *_of_what_kinds_are(before, after)]


def _of_rules(before: Described, after: Described) -> Iterator[str]:
    old_kinds, kinds, packs = by_code(before["kinds"]), by_code(after["kinds"]), by_code(after["packs"])
    for code, pack in by_code(before["packs"]).items():
        held = [(_bare(rule), set(rule["kinds"])) for rule in (packs[code]["rules"] if code in packs else [])]
        for rule in pack["rules"]:
            warning = rule.get("warning")
            if not any(bare == _bare(rule) and named >= set(rule["kinds"]) for bare, named in held):
                yield f"{pack['label']}: “{words_of(rule)}” holds as it does now."
            elif warning in old_kinds and warning not in kinds:
                yield f"{pack['label']}: “{old_kinds[warning]['label']}” comes before others, so that it stays."


def _of_what_kinds_are(before: Described, after: Described) -> Iterator[str]:
    new = by_code(after["kinds"])
    for known in before["kinds"]:
        one = new.get(known["code"])
        if one and known["longest_days"] is not None and one["longest_days"] is None:
            yield f"“{one['label']}” keeps an end."
        if one and any(known[name] != one[name] for name in STAYS):
            yield f"“{one['label']}” stays what it is; its name and its figures change."


def by_code(rows: Iterable[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {row["code"]: row for row in rows}


def _bare(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule without the kinds that it is about."""
    return {name: value for name, value in rule.items() if name != "kinds"}


def _of_kind(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    where, said = f"“{old['label']}”", []
    if old["label"] != new["label"]:
        said.append(f"{where} is called “{new['label']}”.")
    if old["hint"] != new["hint"]:
        said.append(f"{where}: its hint is “{new['hint']}”." if new["hint"] else f"{where} has no hint any more.")
    if old["plain"] != new["plain"]:
        said.append(f"{where}: the letter says “{new['plain']}”")
    if old["gate_role"] != new["gate_role"]:
        asked, before = (GateRole(one["gate_role"]).label.lower() for one in (new, old))
        said.append(f"{where}: at its gate {asked} is asked; before: {before}.")
    if old["is_high_risk"] != new["is_high_risk"]:
        said.append(f"{where} {'is' if new['is_high_risk'] else 'is no longer'} of high risk.")
    if old["may_be_emergency"] != new["may_be_emergency"]:
        may, waits = "may take effect first in an emergency", "waits for the gate, emergency or not"
        said.append(f"{where} {may if new['may_be_emergency'] else waits}.")
    return said + [
        f"{where} {words} {counted(new[name], unit)}; before: {old[name]}."
        for name, (words, unit) in FIGURES.items()
        if old[name] != new[name] and new[name] is not None
    ]  # fmt: skip


def _of_packs(before: Described, after: Described) -> list[str]:
    """The kinds for which a rule comes to hold; nothing else of a pack changes."""
    labels = {one["code"]: one["label"] for one in (*before["kinds"], *after["kinds"])}
    old = by_code(before["packs"])
    return [
        f"{pack['label']}: “{words_of(rule)}” holds for “{labels.get(kind, kind)}” too."
        for pack in after["packs"]
        for rule, known in zip(pack["rules"], old[pack["code"]]["rules"] if pack["code"] in old else (), strict=False)
        for kind in rule["kinds"]
        if kind not in known["kinds"]
    ]


def _of_grounds(before: Described, after: Described) -> Iterator[str]:
    old, new = (by_code(catalogue["grounds"]) for catalogue in (before, after))
    for code, one in new.items():
        if code not in old:
            yield f"“{one['label']}” is a new ground."
            continue
        if old[code]["label"] != one["label"]:
            yield f"The ground “{old[code]['label']}” is called “{one['label']}”."
        if old[code]["plain"] != one["plain"]:
            yield f"The ground “{one['label']}”: the letter says “{one['plain']}”"
    for code, one in old.items():
        if code not in new:
            yield f"The ground “{one['label']}” is retired: nothing more is asked for on it."

"""A catalogue as it is described: what differs between two of them, and what is wrong with one, in words. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter
from typing import Any, TypeVar

from .enums import Recipient, Strand

Described = Mapping[str, Any]
Row = TypeVar("Row")


def differences(before: Described, after: Described) -> list[str]:
    """A sentence for each thing that the later one says otherwise."""
    old, new = ({one["code"]: one for one in catalogue["types"]} for catalogue in (before, after))
    said = [f"“{new[code]['label']}” is a new kind of incident." for code in new if code not in old]
    said += [f"“{old[code]['label']}” is taken out." for code in old if code not in new]
    for code in new:
        if code in old:
            said += _of_type(old[code], new[code])
    return said + _of_rows("What may contribute", before["factors"], after["factors"], by_code, factor_words)


def what_is_wrong(catalogue: Described) -> list[str]:
    """A sentence for each thing that has to be put right before it can stand."""
    said = _twice("kinds of incident are", (one["label"] for one in catalogue["types"]))
    for one in catalogue["types"]:
        where = f"“{one['label']}”"
        said += [
            f"{where}: {Strand(rule['strand']).label} has to close after it opens."
            for rule in one["strands"]
            if rule["closes_after_hours"] <= rule["opens_after_hours"]
        ]
        said += _twice(f"closer words for {where} are", (sub["label"] for sub in one["sub_categories"]))
        said += _twice(f"lines of who is told of {where} are", (rule["whom"] for rule in one["notifications"]))
    return said + _twice("things that may contribute are", (factor["label"] for factor in catalogue["factors"]))


def by_code(row: Described) -> Any:
    return row["code"]


def by_strand(row: Described) -> Any:
    return row["strand"], row["position"]


def strand_words(rule: Described) -> str:
    return f"{Strand(rule['strand']).label}, {rule['opens_after_hours']} to {rule['closes_after_hours']} hours after it"


def notification_words(rule: Described) -> str:
    hint = f" ({rule['hint']})" if rule["hint"] else ""
    return f"{rule['whom']}{hint}, within {rule['within_hours']} hours, proved by “{rule['proof']}”"


def scheme_words(row: tuple[str, str]) -> str:
    return f"{row[0]}: {row[1]}"


def factor_words(factor: Described) -> str:
    theme = f", theme {factor['theme']}" if factor["theme"] else ""
    return f"“{factor['label']}” ({factor['group']}{theme})"


def _of_type(old: Described, new: Described) -> list[str]:
    where, said = f"“{old['label']}”", []
    if old["label"] != new["label"]:
        said.append(f"{where} is called “{new['label']}”.")
    if old["hint"] != new["hint"]:
        said.append(f"{where}: its hint is “{new['hint']}”." if new["hint"] else f"{where} has no hint any more.")
    if old["is_critical"] != new["is_critical"]:
        said.append(f"{where} {'is' if new['is_critical'] else 'is no longer'} critical.")
    if old["recipients"] != new["recipients"]:
        said.append(f"{where}, who inside is told: {_told(new)}; before: {_told(old)}.")
    said += _of_rows(f"{where}, more closely", old["sub_categories"], new["sub_categories"], by_code, _label)
    said += _of_rows(f"{where}, what follows", old["strands"], new["strands"], by_strand, strand_words)
    schemes = (one["mapped_to"].items() for one in (old, new))
    said += _of_rows(f"{where}, in other schemes", *schemes, itemgetter(0), scheme_words)
    outside = "notifications"
    return said + _of_rows(f"{where}, who outside is told", old[outside], new[outside], by_code, notification_words)


def _of_rows(
    where: str, before: Iterable[Row], after: Iterable[Row], key: Callable[[Row], Any], words: Callable[[Row], str]
) -> list[str]:
    old, new = ({key(row): words(row) for row in rows} for rows in (before, after))
    said = [f"{where}: {new[one]} is new." for one in new if one not in old]
    said += [f"{where}: {old[one]} is taken out." for one in old if one not in new]
    return said + [f"{where}: {old[one]} becomes {new[one]}." for one in new if one in old and old[one] != new[one]]


def _label(row: Described) -> str:
    return f"“{row['label']}”"


def _told(one: Described) -> str:
    return ", ".join(Recipient(code).label for code in one["recipients"]) or "nobody"


def _twice(what: str, labels: Iterable[str]) -> list[str]:
    return [f"Two {what} called “{label}”." for label, number in Counter(labels).items() if number > 1]

"""Looking into the items of a Questionnaire that somebody else may have written: nothing in them is taken for granted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..builder.draft import is_code, new_key
from ..enums import Function, Layer, QuestionKind
from .urns import BASE, ORDINAL, url_of

Item = dict[str, Any]
MOST_POINTS = 1000
OF_AN_ITEM = frozenset(
    {
        "linkId",
        "type",
        "text",
        "required",
        "repeats",
        "answerOption",
        "item",
        "enableWhen",
        "enableBehavior",
        "extension",
        "readOnly",
        "id",
    }
)
# The status, and when and by whom it was published, are a version's own.
OF_THE_WHOLE = frozenset(
    {
        "resourceType",
        "id",
        "meta",
        "url",
        "version",
        "name",
        "title",
        "status",
        "extension",
        "item",
        "copyright",
        "date",
        "publisher",
        "identifier",
        "language",
        "text",
        "subjectType",
    }
)
OWN = frozenset(
    {"kind", "help", "layer", "function", "required-if", "computed", "area", "role", "key", "purpose", "licence"}
)


def items_in(data: Item) -> list[Item]:
    items = data.get("item")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def options_in(item: Item) -> list[Any]:
    options = item.get("answerOption")
    return options if isinstance(options, list) else []


def text_in(item: Item, name: str) -> str:
    value = item.get(name)
    return value.strip() if isinstance(value, str) else ""


def link_of(item: Item) -> str:
    return text_in(item, "linkId")


def where_is(item: Item) -> str:
    """ "“How are you?” (linkId 3.2)"."""
    text = text_in(item, "text")
    short = f"“{text[:60]}{'…' if len(text) > 60 else ''}” " if text else ""
    return f"{short}(linkId {link_of(item)[:40]})"


def extensions_of(item: Item) -> Iterator[Item]:
    extensions = item.get("extension")
    yield from (each for each in extensions if isinstance(each, dict)) if isinstance(extensions, list) else ()


def values_of(item: Item, name: str) -> list[Any]:
    """The values of our extensions of that name."""
    found = [each for each in extensions_of(item) if each.get("url") == url_of(name)]
    return [value for each in found for key, value in each.items() if key.startswith("value")]


def extension_of(item: Item, name: str) -> str:
    return next((value for value in values_of(item, name) if isinstance(value, str)), "")


def said(item: Item, key: str, kind: QuestionKind) -> dict[str, Any]:
    """What the item says of a question besides its options and conditions."""
    layer = extension_of(item, "layer")
    condition = extension_of(item, "required-if").split(" ")
    computed = extension_of(item, "computed").split(" ")
    return {
        "key": key,
        "kind": kind.value,
        "text": text_in(item, "text"),
        "help": extension_of(item, "help"),
        "required": item.get("required") is True and kind != QuestionKind.SCRIPT,
        "required_if": _condition(condition) if len(condition) == len(("question", "operator", "value")) else None,
        "layer": layer if layer in Layer.values else Layer.SHARED.value,
        "functions": [value for value in values_of(item, "function") if value in Function.values],
        "computed": {"how": computed[0], "of": computed[1:]} if kind == QuestionKind.TOTAL else None,
    }


def _condition(parts: list[str]) -> dict[str, str] | None:
    question, operator, value = parts
    return {"question": question, operator: value} if operator in {"is", "has"} else None


def coded_options(options: list[Any]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """The options with codes that can be kept, and which code of the file became which."""
    found: dict[str, dict[str, Any]] = {}
    codes: dict[str, str] = {}
    for option in options:
        given, label = _code_and_label(option)
        if not label:
            continue
        usable = is_code(given) and given not in found and given != "add"
        code = given if usable else new_key(given or label, taken={*found, "add"}, otherwise="option")
        codes.setdefault(given, code)
        found[code] = {"code": code, "label": label[:160]} | _said_of_option(option)
    return list(found.values()), codes


def _code_and_label(option: Any) -> tuple[str, str]:
    if not isinstance(option, dict):
        return "", ""
    coding = option.get("valueCoding")
    if isinstance(coding, dict):
        code = text_in(coding, "code")
        return code, text_in(coding, "display") or code
    value = next((value for name, value in option.items() if name.startswith("value")), "")
    text = str(value) if isinstance(value, (str, int, float)) else ""
    return text, text


def _said_of_option(option: Item) -> dict[str, Any]:
    hint, points = extension_of(option, "help"), _points(option)
    return ({"help": hint[:400]} if hint else {}) | ({} if points is None else {"points": points})


def _points(option: Item) -> int | None:
    """What it counts, when that is a whole number that can be kept."""
    given: Any = next((each.get("valueDecimal") for each in extensions_of(option) if each.get("url") == ORDINAL), None)
    if isinstance(given, bool) or not isinstance(given, (int, float)) or abs(given) > MOST_POINTS:
        return None
    return int(given) if given == int(given) else None


def unknown_in(item: Item, *, whole: bool = False) -> Iterator[str]:
    """A sentence for every field and extension that means nothing here."""
    for name in sorted(set(item) - (OF_THE_WHOLE if whole else OF_AN_ITEM)):
        yield f"“{name[:60]}” has no place here: it is left out."
    for each in extensions_of(item):
        url = str(each.get("url", ""))
        if not (url.startswith(f"{BASE}:") and url.removeprefix(f"{BASE}:") in OWN):
            yield f"The extension “{url[:80]}” is left out."

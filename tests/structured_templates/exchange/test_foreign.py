"""Files that others wrote: what can be carried over is, the rest is listed row by row, and nothing breaks."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workforce_assurance.structured_templates.exchange.checking import LeftOut
from workforce_assurance.structured_templates.exchange.files import TemplateUnreadable
from workforce_assurance.structured_templates.exchange.reader import Read, read_template

DECIDED = [{"valueCoding": {"code": "A 1", "display": "Alone"}}, {"valueString": "Together"}, {"valueInteger": 3}]


def foreign(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    group = {"linkId": "1", "type": "group", "text": "How it went", "item": list(items)}
    return {"resourceType": "Questionnaire", "title": "A form", "status": "active", "item": [group]} | more


def read(data: Any) -> Read:
    return read_template(json.dumps(data).encode(), purpose="supervision")


def questions(*items: dict[str, Any]) -> list[dict[str, Any]]:
    return read(foreign(*items)).description["sections"][0]["questions"]


def left_out(*items: dict[str, Any]) -> list[LeftOut]:
    return read(foreign(*items)).left_out


def item(link: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"linkId": link, "type": kind, "text": "Which?"} | more


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("boolean", "yes_no"),
        ("decimal", "number"),
        ("integer", "number"),
        ("date", "date"),
        ("string", "short_text"),
        ("text", "long_text"),
        ("display", "script"),
    ],
)
def test_a_plain_type_becomes_a_kind_without_loss(given: str, kind: str) -> None:
    assert questions(item("1.1", given))[0] | {"text": ""} == questions(item("1.1", given))[0] | {"text": ""}
    assert (questions(item("1.1", given))[0]["kind"], left_out(item("1.1", given))) == (kind, [])


@pytest.mark.parametrize(
    ("given", "kind", "what"),
    [
        ("quantity", "number", "Its unit is left out: it is asked as a number."),
        ("dateTime", "date", "Its time of day is left out: it is asked as a day."),
        ("url", "short_text", "It is asked as a short text."),
    ],
)
def test_what_is_lost_of_a_type_is_listed(given: str, kind: str, what: str) -> None:
    assert questions(item("1.1", given))[0]["kind"] == kind
    assert left_out(item("1.1", given)) == [LeftOut("“Which?” (linkId 1.1)", what)]


@pytest.mark.parametrize("given", ["attachment", "reference", "question", "holo\u200bgram"])
def test_a_type_that_there_is_not_is_left_out_and_listed(given: str) -> None:
    assert questions(item("1.1", given), item("1.2", "text")) == questions(item("1.2", "text"))
    assert "it is left out" in left_out(item("1.1", given))[0].what


def test_choices_get_codes_that_can_be_kept() -> None:
    found = questions(item("1.1", "choice", answerOption=DECIDED, repeats=True))[0]
    assert (found["kind"], [(option["code"], option["label"]) for option in found["options"]]) == (
        "several_of",
        [("a_1", "Alone"), ("together", "Together"), ("3", "3")],
    )


def test_a_condition_on_a_question_before_is_carried_over() -> None:
    first = item("1.1", "choice", answerOption=DECIDED)
    condition = {"question": "1.1", "operator": "=", "answerCoding": {"code": "A 1"}}
    found = questions(first, item("1.2", "text", enableWhen=[condition]))
    assert found[1]["shown_if"] == {"question": found[0]["key"], "is": "a_1"}


@pytest.mark.parametrize(
    "conditions",
    [
        [{"question": "1.1", "operator": "exists", "answerBoolean": True}],
        [{"question": "9", "operator": "=", "answerBoolean": True}],
        [{"question": "1.1", "operator": "=", "answerInteger": 1}],
        [{"question": "1.1", "operator": "=", "answerBoolean": True}] * 2,
        "nonsense",
        [None],
    ],
)
def test_a_condition_that_cannot_be_carried_over_is_listed(conditions: Any) -> None:
    later = item("1.2", "text", enableWhen=conditions)
    assert questions(item("1.1", "boolean"), later)[1]["shown_if"] is None
    assert left_out(item("1.1", "boolean"), later) == [
        LeftOut("“Which?” (linkId 1.2)", "Its condition cannot be carried over: it is always shown.")
    ]


def test_headings_and_fields_without_a_place_are_listed() -> None:
    inner = {"linkId": "1.1", "type": "group", "text": "A heading", "item": [item("1.1.1", "string", maxLength=10)]}
    assert [(q["kind"], q["text"]) for q in questions(inner)] == [("script", "A heading"), ("short_text", "Which?")]
    assert [each.what for each in left_out(inner)] == [
        "A heading inside a section becomes a text to read, and its questions follow it.",
        "“maxLength” has no place here: it is left out.",
    ]


def test_a_repeating_group_keeps_its_questions() -> None:
    group = {"linkId": "1.1", "type": "group", "text": "Cases", "repeats": True, "item": [item("1.1.1", "string")]}
    found = questions(group)[0]
    assert (found["kind"], [inner["kind"] for inner in found["questions"]]) == ("group", ["short_text"])


def test_what_stands_outside_any_group_is_put_in_a_section() -> None:
    data = foreign() | {"item": [item("a", "string"), item("b", "text")]}
    sections = read(data).description["sections"]
    assert [(section["title"], len(section["questions"])) for section in sections] == [("Questions", 2)]


def nested(depth: int) -> bytes:
    return b'{"resourceType":"Questionnaire","item":' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not JSON"),
        (b"[]", "one JSON object"),
        (b"\xff\xfe", "not text in UTF-8"),
        (b'{"a": NaN}', "is not JSON"),
        (b'{"a": "\\u0000"}', "cannot be stored"),
        (b'{"a": "\\ud800"}', "cannot be stored"),
        (b" " * (1024 * 1024 + 1), "larger than 1 MB"),
        (nested(100), "nested deeper than"),
        (nested(200_000), "nested deeper than"),
        (b'{"resourceType": "Patient"}', "no FHIR Questionnaire"),
        (b'{"resourceType": "Questionnaire", "item": [{"type": "string"}]}', "has no linkId or no type"),
        (b'{"key": 1, "name": [], "sections": {}}', "“name” is not a text"),
        (b'{"key": "a b", "name": "A", "purpose": "p"}', "the key “a b”"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(TemplateUnreadable, match=sentence):
        read_template(content, purpose="supervision")


def test_a_link_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(TemplateUnreadable, match=r"The linkId “1\.1” stands twice"):
        read(foreign(item("1.1", "string"), item("1.1", "text")))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "telepathy"}, "“kind” is not one that is known here"),
        ({"required": "yes"}, "“required” is true or false"),
        ({"shown_if": {"question": 1, "is": "a"}}, "“shown_if” is written as"),
        ({"shown_if": ["a"]}, "“shown_if” is written as"),
        ({"layer": "assurance"}, "governance counts never hold"),
        ({"computed": {"how": "sum", "of": ["a"]}}, "“section.question”"),
        ({"computed": {"how": "product", "of": []}}, "“computed” is written as"),
        ({"functions": [["a"]]}, "functions are any of"),
        ({"functions": ["punitive"]}, "functions are any of"),
        ({"options": [{"code": "A b", "label": "x"}]}, "the code “A b”"),
        ({"options": [{"code": "a", "label": "x", "points": 1.5}]}, "points are whole numbers"),
        ({"options": [{"code": "a", "label": "x"}] * 2}, "“a” stands twice"),
        ({"questions": [{"key": "b", "kind": "number", "text": "x"}]}, "only a repeating group"),
        ({"text": "x" * 1001}, "1001 characters long"),
        ({"options": "abc"}, "“options” is a list of objects"),
        ({"key": "add"}, "the key “add”"),
    ],
)
def test_our_own_format_says_where_it_is_wrong(changes: dict[str, Any], sentence: str) -> None:
    question = {"key": "one", "kind": "long_text", "text": "What?"} | changes
    section = {"key": "s", "title": "S", "questions": [question]}
    with pytest.raises(TemplateUnreadable, match=sentence) as refused:
        read({"key": "t", "name": "T", "purpose": "supervision", "sections": [section]})
    assert "Section 1, question 1" in str(refused.value)


def test_what_our_own_format_does_not_know_is_listed() -> None:
    data = {"key": "t", "name": "T", "purpose": "supervision", "colour": "red", "sections": []}
    assert read(data).left_out == [LeftOut("The template", "“colour” is not known here.")]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["text", "repeats", "required", "answerOption", "enableWhen", "extension", "item", "initial", "readOnly"]
items = st.builds(
    lambda kind, more: {"linkId": "1.1", "type": kind} | more,
    st.sampled_from(["choice", "group", "boolean", "display", "string", "x"]),
    st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=5),
)


@given(item=items, more=st.dictionaries(st.sampled_from(["title", "copyright", "extension", "name"]), json_values))
@settings(max_examples=150, deadline=None)
def test_whatever_a_questionnaire_holds_is_answered(item: dict[str, Any], more: dict[str, Any]) -> None:
    try:
        read(foreign(item, **more))
    except TemplateUnreadable as refused:
        assert refused.sentences


@given(
    data=st.dictionaries(
        st.sampled_from(["key", "name", "purpose", "licence", "sections", "licence_name"]), json_values
    )
)
@settings(max_examples=150, deadline=None)
def test_whatever_our_own_format_holds_is_answered(data: dict[str, Any]) -> None:
    try:
        read(data)
    except TemplateUnreadable as refused:
        assert refused.sentences

"""Every kind: what is typed is what is stored, and what is stored is what is shown."""

import uuid
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workforce_assurance.structured_templates.asked import Asked, AskedSection, Condition, Item, Option
from workforce_assurance.structured_templates.enums import QuestionKind
from workforce_assurance.structured_templates.forms import SectionForm, with_row, without_row
from workforce_assurance.structured_templates.kinds import KINDS, Value, World

PEOPLE = tuple((str(uuid.UUID(int=n)), f"Person {n}") for n in range(1, 4))
WORLD = World(people=PEOPLE, names=dict(PEOPLE), worker="Sam", supervisor="Ines")
OPTIONS = tuple(Option(code, code.title()) for code in ("a", "b", "c"))
CODES = [option.code for option in OPTIONS]

# Whatever can be stored: surrogates and NUL are refused, ends are stripped, ends of lines are the server's.
words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).map(str.strip).filter(bool)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(date.isoformat)
codes = st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(sorted)
numbers = st.decimals(-999_999_999, 999_999_999, places=4, allow_nan=False).map(lambda n: f"{n.normalize():f}")
row_keys = st.lists(st.from_regex(r"[0-9a-z]{1,8}", fullmatch=True), min_size=1, max_size=3, unique=True)


def asked(kind, *, key="it", inner=(), layer="shared", **more):
    settled = {"required": False, "required_if": None, "shown_if": None} | more
    options = OPTIONS if kind != QuestionKind.YES_NO else ()
    items = (Item("pace", "The pace of the week"), Item("trust", "Trust in the team"))
    settled["items"] = items if kind == QuestionKind.MATRIX else ()
    return Asked(
        id=1, key=key, kind=kind, text="What about it?", help="", layer=layer, options=options, inner=inner, **settled
    )


@st.composite
def adjustments(draw):
    coded, said = [], {}
    for row in draw(row_keys):
        start, end, check = sorted(draw(st.tuples(days, days, days)))
        owner = draw(st.sampled_from(PEOPLE))[0]
        facts = {"row": row, "kind": draw(st.sampled_from(CODES)), "owner": owner}
        coded.append(facts | {"starts_on": start, "ends_on": end, "check_on": check})
        said[row] = draw(words)
    return Value(coded=coded, words=said)


@st.composite
def groups(draw):
    coded, said = [], {}
    for row in draw(row_keys):
        coded.append({"row": row, "answers": {"which": draw(st.sampled_from(CODES))}})
        said[row] = {"plan": draw(words)}
    return Value(coded=coded, words=said)


GROUP = (asked(QuestionKind.ONE_OF, key="which"), asked(QuestionKind.LONG_TEXT, key="plan"))
VALUES = {
    QuestionKind.SHORT_TEXT: st.builds(Value, words=words),
    QuestionKind.LONG_TEXT: st.builds(Value, words=words),
    QuestionKind.YES_NO: st.builds(Value, coded=st.sampled_from(["yes", "no"]), words=words),
    QuestionKind.ONE_OF: st.builds(Value, coded=st.sampled_from(CODES)),
    QuestionKind.SCALE: st.builds(Value, coded=st.sampled_from(CODES)),
    QuestionKind.SEVERAL_OF: st.builds(Value, coded=codes),
    QuestionKind.NUMBER: st.builds(Value, coded=numbers),
    QuestionKind.DATE: st.builds(Value, coded=days),
    QuestionKind.PERSON: st.builds(Value, coded=st.sampled_from([key for key, _ in PEOPLE])),
    QuestionKind.CASE_REFERENCE: st.builds(Value, words=st.from_regex(r"[A-Z]{2}-[0-9]{4}", fullmatch=True)),
    QuestionKind.DRIFT_SIGNS: st.builds(
        Value, coded=st.fixed_dictionaries({"worker": codes, "supervisor": codes}), words=words
    ),
    QuestionKind.ADJUSTMENTS: adjustments(),
    QuestionKind.GROUP: groups(),
    QuestionKind.MATRIX: st.builds(
        Value, coded=st.dictionaries(st.sampled_from(["pace", "trust"]), st.sampled_from(CODES), min_size=1)
    ),
}


def form_of(question, typed, *, check=True):
    section = AskedSection(1, "section", "Section", "", "", (question,))
    return SectionForm(section, typed=typed, world=WORLD, check=check, readers={})


def question_of(kind):
    return asked(kind, inner=GROUP if kind == QuestionKind.GROUP else ())


def test_every_kind_is_there():
    assert set(KINDS) == set(QuestionKind.values)
    assert set(VALUES) == set(QuestionKind.values) - {"script", "spoken", "total"}


@pytest.mark.parametrize("kind", VALUES)
def test_what_is_stored_comes_back_from_its_own_form(kind):
    question = question_of(kind)

    @settings(max_examples=30, deadline=None)
    @given(value=VALUES[kind])
    def comes_back(value):
        form = form_of(question, KINDS[kind].typed(question, "q.it", value))
        assert form.is_valid(), form.errors
        assert form.values() == {"it": value}

    comes_back()


@pytest.mark.parametrize("kind", VALUES)
def test_every_word_of_an_answer_is_shown(kind):
    question = question_of(kind)

    @settings(max_examples=30, deadline=None)
    @given(value=VALUES[kind])
    def is_shown(value):
        shown = KINDS[kind].shown(question, value, WORLD).plain
        for word in _words_in(value.words):
            assert word in shown

    is_shown()


def _words_in(found):
    if isinstance(found, dict):
        return [word for part in found.values() for word in _words_in(part)]
    return [found] if found else []


@pytest.mark.parametrize("kind", VALUES)
def test_no_word_stands_in_the_clear(kind):
    question = question_of(kind)

    @settings(max_examples=20, deadline=None)
    @given(value=VALUES[kind])
    def is_sealed(value):
        coded = str(form_value(question, value).coded)
        assert not [word for word in _words_in(value.words) if len(word) > 8 and word in coded]

    def form_value(question, value):
        form = form_of(question, KINDS[kind].typed(question, "q.it", value))
        assert form.is_valid()
        return form.values()["it"]

    is_sealed()


@pytest.mark.parametrize("kind", VALUES)
@given(typed=st.text(st.characters(codec=None, categories=None), max_size=50))
@settings(max_examples=15, deadline=None)
def test_whatever_is_typed_is_answered_and_shown_again(kind, typed):
    question = question_of(kind)
    names = [
        "q.it",
        "q.it.why",
        "q.it.note",
        "q.it.row",
        "q.it.1.what",
        "q.it.1.starts_on",
        "q.it.1.plan",
        "q.it.worker",
    ]
    form = form_of(question, {name: [typed] for name in names})
    if form.is_valid():
        form.values()
    assert [block.asked for block in form.blocks] == [question]


@pytest.mark.parametrize("kind", VALUES)
def test_nothing_typed_is_no_answer(kind):
    form = form_of(question_of(kind), {})
    assert form.is_valid(), form.errors
    assert form.values() == {"it": None}


@pytest.mark.parametrize("kind", [kind for kind in VALUES if KINDS[kind].can_be_required])
def test_a_needed_answer_is_asked_for(kind):
    question = asked(kind, inner=(asked(QuestionKind.ONE_OF, key="which", required=True),), required=True)
    assert not form_of(question, {}).is_valid()


def test_the_assurance_layer_offers_no_box_for_words():
    for kind in (QuestionKind.YES_NO, QuestionKind.DRIFT_SIGNS):
        names = set(form_of(asked(kind, layer="assurance"), {}).fields)
        assert not {"q.it.why", "q.it.note"} & names


def test_a_choice_that_was_made_can_be_taken_back_unless_it_is_needed():
    labels = [
        [
            label
            for _, label in form_of(asked(QuestionKind.ONE_OF, required=needed), {"q.it": ["a"]}).fields["q.it"].choices
        ]
        for needed in (False, True)
    ]
    assert ("Leave this unanswered" in labels[0], "Leave this unanswered" in labels[1]) == (True, False)


def test_a_hidden_question_is_not_needed():
    questions = (
        asked(QuestionKind.YES_NO, key="any"),
        asked(QuestionKind.LONG_TEXT, key="what", required=True, shown_if=Condition("any", "yes")),
    )
    section = AskedSection(1, "section", "Section", "", "", questions)
    for answer, fine in (("no", True), ("yes", False)):
        form = SectionForm(section, typed={"q.any": [answer]}, world=WORLD, check=True, readers={})
        assert form.is_valid() is fine


def test_a_day_before_the_start_is_refused():
    typed = {"q.it.row": ["1"], "q.it.1.starts_on": ["2026-03-02"], "q.it.1.ends_on": ["2026-03-01"]}
    form = form_of(asked(QuestionKind.ADJUSTMENTS), typed)
    assert "not before 2 March 2026" in str(form.errors["q.it.1.ends_on"])


def test_rows_come_and_go_without_the_others():
    typed = {"q.it.row": ["1"], "q.it.1.what": ["first"]}
    two = with_row(typed, "q.it", "2") | {"q.it.2.what": ["second"]}
    assert without_row(two, "q.it", "1") == {"q.it.row": ["2"], "q.it.2.what": ["second"]}


def test_a_number_is_shown_as_it_was_meant():
    form = form_of(asked(QuestionKind.NUMBER), {"q.it": ["007.50"]})
    assert form.is_valid()
    assert form.values()["it"] == Value(coded="7.5")
    assert Decimal(form.values()["it"].coded) == Decimal("7.5")


def test_a_total_is_read_and_never_typed():
    form = form_of(asked(QuestionKind.TOTAL), {"q.it": ["1000"]})
    assert (form.is_valid(), form.fields, form.values()) == (True, {}, {})
    assert form.blocks[0].total.plain == "Not computable: an answer that it needs is missing"


def test_a_total_reads_as_it_was_worked_out():
    section = AskedSection(1, "section", "Section", "", "", (asked(QuestionKind.TOTAL),))
    form = SectionForm(section, typed={}, world=World(totals={1: Value(coded="12")}), check=False, readers={})
    assert form.blocks[0].total.plain == "12"


def test_a_needed_matrix_asks_for_every_item():
    form = form_of(asked(QuestionKind.MATRIX, required=True), {"q.it.pace": ["a"]})
    assert dict(form.errors) == {"q.it.trust": ["Choose an answer to “Trust in the team”."]}


def test_a_step_that_the_matrix_does_not_offer_is_refused():
    assert not form_of(asked(QuestionKind.MATRIX), {"q.it.pace": ["z"]}).is_valid()

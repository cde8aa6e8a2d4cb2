"""Fields refuse in words what cannot be stored, and keep what was typed."""

import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template.loader import render_to_string
from django.test.html import parse_html
from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.common.field_html import choice_input
from workforce_assurance.common.forms import (
    NOT_STORABLE,
    CaseReferenceField,
    DateField,
    Form,
    LongTextField,
    Option,
    TextField,
)
from workforce_assurance.common.templatetags.interface import error_links


class NoteForm(Form):
    title = TextField(label="Title", max_length=10, help_text="A few words.")
    note = LongTextField(label="Note", required=False, max_length=20)
    day = DateField(label="Day", required=False, recent=True)
    case = CaseReferenceField(label="Case", required=False)
    how = forms.ChoiceField(
        label="How",
        required=False,
        widget=forms.RadioSelect,
        choices=[("a", Option("Well", "As planned.")), ("b", "Badly")],
    )
    minutes = forms.IntegerField(label="Minutes", required=False)


def errors_of(**typed):
    form = NoteForm({"title": "Fine", **typed})
    return {name: list(errors) for name, errors in form.errors.items()}


def assert_same_html(one, other):
    assert parse_html(one) == parse_html(other)


def shown(form):
    return render_to_string("components/_fields.html", {"form": form})


def test_good_answers_are_taken():
    form = NoteForm(
        {"title": "Fine", "note": "Two\r\nlines", "day": "14/11/2026", "case": "C-7", "how": "a", "minutes": "45"}
    )
    assert form.is_valid()
    assert form.cleaned_data == {
        "title": "Fine",
        "note": "Two\nlines",
        "day": date(2026, 11, 14),
        "case": "C-7",
        "how": "a",
        "minutes": 45,
    }


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_cannot_be_stored_is_refused_in_words(text):
    assert errors_of(note=text) == {"note": [NOT_STORABLE]}


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_cannot_be_stored_is_shown_as_far_as_a_page_can(text):
    assert "a\ufffdb" in shown(NoteForm({"note": text})) or "a?b" in shown(NoteForm({"note": text}))


def test_too_long_is_refused_with_the_length_and_kept():
    form = NoteForm({"title": "Fine", "note": "x" * 21})
    assert form.errors["note"] == ["This is 21 characters long. Shorten it to 20 or fewer."]
    assert "x" * 21 in shown(form)


def test_a_megabyte_is_refused_and_kept():
    form = NoteForm({"title": "Fine", "note": "x" * 1_000_000})
    assert form.errors["note"] == ["This is 1000000 characters long. Shorten it to 20 or fewer."]
    assert "x" * 1_000_000 in shown(form)


def test_a_line_break_counts_as_one_character_as_on_the_page():
    assert NoteForm({"title": "Fine", "note": "\r\n" * 10 + "x" * 10}).is_valid()


def test_the_browser_is_never_asked_to_cut_what_is_pasted():
    assert "maxlength" not in shown(NoteForm())


def test_an_empty_answer_is_asked_for_by_name():
    assert errors_of(title="") == {"title": ["Fill in “Title”."]}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1/1/1899"])
def test_a_day_beyond_sense_is_refused_with_the_bounds(day):
    assert errors_of(day=day) == {"day": ["Enter a day between 1 January 1900 and 31 December 2100."]}


@pytest.mark.parametrize("day", ["31/2/2026", "soon", "99999-01-01", "NaN", "\x00"])
def test_what_is_no_day_is_refused(day):
    assert errors_of(day=day) == {"day": ["Enter a day that exists, such as 27/3/2026."]}


def test_what_is_no_day_stays_as_it_was_typed():
    assert '<input type="text" name="day" value="31/2/2026"' in shown(NoteForm({"day": "31/2/2026"}))


def test_a_day_is_shown_in_a_native_input():
    page = shown(NoteForm(initial={"day": date(2026, 11, 14)}))
    (input_,) = re.findall(r'<input type="date"[^>]*>', page)
    assert all(part in input_ for part in ('name="day"', 'value="2026-11-14"', 'max="9999-12-31"')), input_


@pytest.mark.parametrize("number", ["NaN", "1e9999", "٣٫٥", "x", "9" * 5000])
def test_what_is_no_number_is_refused(number):
    assert errors_of(minutes=number) == {"minutes": ["Enter a number, such as 45."]}


def test_a_choice_that_is_not_on_the_list_is_refused_without_repeating_it():
    assert errors_of(how="<b>") == {"how": ["Choose one of the answers on the list."]}


def test_a_case_reference_that_names_a_person_is_refused():
    assert errors_of(case="943 476 5919")["case"][0].startswith("This looks like an NHS number.")


def test_the_hint_of_a_choice_stands_beside_it():
    assert '<span class="choice__hint">As planned.</span>' in shown(NoteForm())


def test_label_hint_and_error_belong_to_the_input():
    html = shown(NoteForm({"title": ""}))
    assert '<label class="field__label" for="id_title">' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_error"' in html


def test_the_error_summary_leads_to_the_first_input_of_each_question():
    form = NoteForm({"title": "", "how": "x"})
    assert error_links(form) == [
        ("id_title", "Fill in “Title”."),
        ("id_how_0", "Choose one of the answers on the list."),
    ]


def test_several_forms_share_one_error_summary():
    forms_shown = [NoteForm({"title": ""}, prefix=prefix) for prefix in ("a", "b")]
    assert [anchor for anchor, _ in error_links(forms_shown)] == ["id_a-title", "id_b-title"]


def test_a_form_without_errors_has_no_error_summary():
    assert render_to_string("components/_error_summary.html", {"forms": NoteForm()}).strip() == ""


def test_crispy_lays_the_form_out_without_a_tag_of_its_own():
    html = render_crispy_form(NoteForm())
    assert "<form" not in html
    assert 'name="note"' in html


@given(st.text(alphabet=st.characters()), st.text(), st.text())
def test_whatever_is_typed_gets_an_answer_that_can_be_sent(text, day, case):
    form = NoteForm({"title": text, "note": text, "day": day, "case": case, "how": day})
    form.is_valid()
    shown(form).encode("utf-8", "replace")


def test_text_inputs_are_as_djangos_own():
    ours = {"short": TextField(), "long": LongTextField()}
    theirs = {
        "short": forms.CharField(),
        "long": forms.CharField(widget=forms.Textarea({"rows": 5, "data-max-length": 20000})),
    }
    for typed in ("", 'a "quote" <b> & \n more'):
        shown = [
            type("F", (forms.Form,), {**fields, "use_required_attribute": False})({"short": typed, "long": typed})
            for fields in (ours, theirs)
        ]
        for name in ours:
            assert_same_html(str(shown[0][name]), str(shown[1][name]))


def test_a_choice_is_as_djangos_own():
    for typed in ({}, {"how": "b"}, {"how": "x"}):
        for option in NoteForm(typed)["how"]:
            assert_same_html(choice_input(option.data), option.tag())

"""Months and numbers, however spreadsheets write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.figures.cells import CellIsWrong, month_of, number_of

TODAY = date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    ["2027-02", "2027-02-28", "02/2027", "28/02/2027", "28.2.2027", "Feb 2027", "February 2027", "Feb-27", "2027-02-01 00:00:00", "202702"],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(text):
    assert month_of(text, today=TODAY) == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2027-03", "not over yet"),
        ("2031-01", "not over yet"),
        ("1999-12", "before 2000"),
        ("0001-01", "before 2000"),
        ("winter", "no month"),
        ("", "no month"),
        ("2027-13", "no month"),
    ],
)
def test_a_month_that_cannot_be_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(CellIsWrong, match=sentence):
        month_of(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("1,234", "1234"),
        ("1 234,5", "1234.5"),
        ("1,234.56", "1234.56"),
        ("0", "0"),
        ("3.10", "3.1"),
        ("1\u00a0234", "1234"),
    ],
)
def test_a_number_is_read_however_it_is_written(text, number):
    assert number_of(text, in_parts=True) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is missing"),
        ("NaN", "no number"),
        ("inf", "no number"),
        ("1e5", "no number"),
        ("=1+1", "no number"),
        ("1.2.3", "no number"),
        ("twelve", "no number"),
        ("١٢", "no number"),
        ("9" * 400, "no number"),
        ("-1", "below 0"),
        ("10000001", "more than 10 million"),
        ("1.5", "no whole number"),
    ],
)
def test_what_is_no_number_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(CellIsWrong, match=sentence):
        number_of(text, in_parts=False)


@given(st.text(max_size=60))
def test_any_text_is_a_number_and_a_month_or_refused(text):
    for read in (lambda: number_of(text, in_parts=True), lambda: month_of(text, today=TODAY)):
        try:
            read()
        except CellIsWrong as wrong:
            assert str(wrong)

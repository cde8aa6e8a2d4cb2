"""What a case reference may not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.common.case_references import (
    NAME_AND_BIRTH,
    NHS_NUMBER,
    SOCIAL_SECURITY_NUMBER,
    why_not_a_case_reference,
)


@pytest.mark.parametrize(
    "text",
    [
        "C-1042",
        "WA/2026/0031",
        "North 17",
        "943 476 5918",  # the check digit does not fit
        "C9434765919",  # a letter stands directly before the digits
        "000 000 0000",
        "000-12-3456",
        "912-12-3456",
        "C123456789",
        "2026-11-14",
        "Case opened 14/11/2026",
        "AB 2024-05-01",
        "John Smith",  # a name alone is not told from a code
        "",
    ],
)
def test_an_organisations_own_reference_is_taken(text):
    assert why_not_a_case_reference(text) == ""


@pytest.mark.parametrize(
    "text", ["943 476 5919", "9434765919", "943-476-5919", "NHS 943 476 5919", "９４３ ４７６ ５９１９", "401 023 2137"]
)
def test_an_nhs_number_is_refused(text):
    assert why_not_a_case_reference(text) == NHS_NUMBER


@pytest.mark.parametrize("text", ["123-45-6789", "123 45 6789", "SSN 123-45-6789", "123456789", "123–45–6789"])
def test_a_social_security_number_is_refused(text):
    assert why_not_a_case_reference(text) == SOCIAL_SECURITY_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "John Smith 12/03/1985",
        "Smith, 3rd March 1985",
        "J Smith 12.3.85",
        "JS 12/03/1985",
        "Smith12031985",
        "smith 1985-03-12",
        "Nia O’Neill, born 12 Mar 1985",
        "March 12, 1985 Okafor",
        "Łukasz 12-03-1985",
    ],
)
def test_a_name_with_a_date_of_birth_is_refused(text):
    assert why_not_a_case_reference(text) == NAME_AND_BIRTH


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert why_not_a_case_reference(text) in {"", NHS_NUMBER, SOCIAL_SECURITY_NUMBER, NAME_AND_BIRTH}

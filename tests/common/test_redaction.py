"""Names, references and addresses leave a text, however they are written."""

import pytest

from workforce_assurance.common.redaction import Redactor

REDACTOR = Redactor({"Sam Okoro": "worker", "Zoë Will": "supervisor"}, ["Kim Lee", "Grace Hart", "Anne O'Brien"])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Sam was tired.", "[worker] was tired."),
        ("sam okoro and ZOE spoke", "[worker] and [supervisor] spoke"),
        ("Sam's week", "[worker]'s week"),
        ("Okoro, Sam", "[worker], [worker]"),
        ("[Sam", "[[worker]"),
        ("sam_okoro and Sam2", "[worker]_[worker] and [worker]2"),
        ("Zoe\u0308 said so", "[supervisor] said so"),
        ("Kim and kim lee helped", "[colleague] and [colleague] helped"),
        ("Ask O'Brien", "Ask O'[colleague]"),
        ("With grace and hope she will go", "With grace and hope she [supervisor] go"),
        ("Grace came", "[colleague] came"),
        ("About HB-2207 and AB123456", "About [reference] and [reference]"),
        ("Write to sam.okoro@harbour.example or 07700 900123", "Write to [address] or [reference]"),
        ("On 3 March 2027 we met", "On 3 March 2027 we met"),
        ("\ue000 typed", " typed"),
        ("", ""),
    ],
)
def test_what_is_left_of_a_text(text, left):
    assert REDACTOR.redact(text) == left


def test_a_name_of_two_of_them_stands_for_neither():
    assert Redactor({"Sam Lee": "worker", "Kim Lee": "supervisor"}).redact("Lee said") == "[colleague] said"


def test_a_name_of_one_letter_is_no_word_to_look_for():
    assert Redactor({"A Bo": "worker"}).redact("A bo") == "A [worker]"

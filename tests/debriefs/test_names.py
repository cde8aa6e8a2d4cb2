"""Who comes to see the name of whoever logged an incident."""

import pytest

from debriefs.enums import ReporterMode
from debriefs.names import Standing, name_shown, sees_the_name, who_sees_the_name


@pytest.mark.parametrize(
    ("mode", "who"),
    [
        ("named", {Standing.REPORTER, Standing.MANAGER, Standing.FINISHER}),
        ("kept", {Standing.REPORTER}),
        ("anonymous", set()),
    ],
)
def test_who_sees_the_name(mode, who):
    assert {standing for standing in Standing if sees_the_name(mode, {standing})} == who


def test_the_words_say_the_same_as_the_rule():
    assert who_sees_the_name("named").startswith("you, whoever manages the team and whoever finishes it.")
    assert who_sees_the_name("kept").startswith("you alone.")
    assert who_sees_the_name("anonymous").startswith("nobody.")


@pytest.mark.parametrize(
    ("mode", "standing", "shown"),
    [
        ("named", Standing.MANAGER, "Sam Okoro"),
        ("named", Standing.GOVERNANCE, "Not shown to you"),
        ("named", Standing.COLLEAGUE, "Not shown to you"),
        ("kept", Standing.MANAGER, "Kept back"),
        ("kept", Standing.REPORTER, "Sam Okoro"),
        ("anonymous", Standing.MANAGER, "Logged without a name"),
    ],
)
def test_what_stands_in_place_of_the_name(mode, standing, shown):
    assert name_shown(ReporterMode(mode), "Sam Okoro", {standing}) == shown

"""Where the label monitor speaks while somebody writes, and what it says."""

from boundaries.hints import by_the_list_in_force, wordings_in
from boundaries.language import shipped_words
from workforce_assurance.structured_templates.hints import HINTS, Hint
from workforce_assurance.structured_templates.models import DismissedHint
from workforce_assurance.structured_templates.purposes import PURPOSES


def test_it_speaks_where_people_and_interactions_are_described_and_nowhere_else():
    purposes = {purpose for purpose, begin in HINTS.items() if begin is by_the_list_in_force}
    reviews = {"boundaries.interaction", "boundaries.interaction_review"}
    assert purposes == reviews | {"boundaries.rationale", "debriefs.account", "debriefs.learning"} <= set(PURPOSES)


def test_a_hint_says_where_what_and_what_could_be_said_instead():
    term = next(term for term in shipped_words().terms if term.code == "manipulative")
    assert wordings_in(shipped_words(), "She was manipulative.") == (
        Hint("manipulative", 8, 20, "manipulative", term.alternative),
    )


def test_every_code_fits_where_a_dismissal_keeps_it():
    longest = DismissedHint._meta.get_field("code").max_length
    assert [term.code for term in shipped_words().terms if len(term.code) > longest] == []

"""The next version of the catalogue: copied, changed part by part, compared in words, published or thrown away."""

import pytest
from django.db import IntegrityError

from debriefs.catalogue_words import differences
from debriefs.commands import (
    add_type,
    copy_catalogue,
    discard_draft,
    edit_factors,
    edit_type,
    publish_draft,
    remove_type,
    ship_catalogue,
)
from debriefs.exceptions import CatalogueNotDrafted, CatalogueUnusable
from debriefs.models import CatalogueVersion
from debriefs.queries import catalogue_in_force, description_of
from debriefs.shipped import ship
from tests.factories.debriefs import NOON, IncidentFactory, another_catalogue
from tests.factories.people import PersonFactory
from workforce_assurance.audit.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def said():
    """By whom and when."""
    ship(NOON)
    return {"by": PersonFactory(), "now": NOON}


@pytest.fixture
def draft(said):
    return copy_catalogue(**said)


def differing(draft):
    return differences(description_of(catalogue_in_force()), description_of(draft))


def strand(name, opens, closes, position=1):
    return {"strand": name, "opens_after_hours": opens, "closes_after_hours": closes, "position": position}


def test_a_draft_says_what_is_in_force_and_there_is_one(said, draft):
    assert (draft.state, draft.number, differing(draft)) == ("draft", 2, [])
    assert copy_catalogue(**said) == draft


def test_what_differs_is_said_in_words(said, draft):
    edit_type(code="near_miss", changes={"label": "It nearly happened", "recipients": ["governance"]}, **said)
    hot, learning = strand("hot", 0, 48), strand("learning", 12, 72)
    edit_type(code="overdose", changes={"strands": [hot, learning], "is_critical": False, "hint": ""}, **said)
    remove_type(code="accident", **said)
    add_type(label="A fire", **said)
    factors = description_of(draft)["factors"]
    edit_factors(factors=[factors[0] | {"group": "The rota"}, *factors[2:]], **said)
    few = "“Too few people on the shift”"
    near = [sentence for sentence in differing(draft) if "verdose" not in sentence]
    assert near == [
        "“A fire” is a new kind of incident.",
        "“Accident or sudden illness” is taken out.",
        "“Near miss” is called “It nearly happened”.",
        "“Near miss”, who inside is told: Governance; before: The team's manager.",
        "What may contribute: “Somebody worked alone” (People and shifts, theme lone_working) is taken out.",
        f"What may contribute: {few} (People and shifts, theme staffing) becomes {few} (The rota, theme staffing).",
    ]
    assert [sentence for sentence in differing(draft) if "verdose" in sentence] == [
        "“Overdose” has no hint any more.",
        "“Overdose” is no longer critical.",
        "“Overdose”, what follows: Staff support, 0 to 24 hours after it is taken out.",
        "“Overdose”, what follows: Conversation with the person served, 0 to 72 hours after it is taken out.",
        "“Overdose”, what follows: Staff support, 24 to 72 hours after it is taken out.",
        "“Overdose”, what follows: Staff support, 504 to 672 hours after it is taken out.",
        "“Overdose”, what follows: Hot debrief, 0 to 24 hours after it becomes Hot debrief, 0 to 48 hours after it.",
    ]


def test_publishing_raises_the_number_and_leaves_what_was_logged(said, draft):
    incident = IncidentFactory()
    edit_type(code="violence", changes={"label": "Violence and threats"}, **said)
    publish_draft(**said)
    incident.refresh_from_db()
    assert (incident.type.label, incident.type.version.state) == ("Violence", "retired")
    assert (catalogue_in_force().number, catalogue_in_force().published_by) == (2, said["by"])
    actions = ["incident catalogue copied", "incident catalogue draft changed", "incident catalogue published"]
    found = TrailEntry.objects.filter(subject_id=str(draft.pk)).order_by("pk")
    assert list(found.values_list("action", flat=True)) == actions


def test_what_says_the_same_is_not_published(said, draft):
    with pytest.raises(CatalogueUnusable, match="in force already"):
        publish_draft(**said)


def test_nothing_is_shipped_over_a_draft(said, draft):
    ship_catalogue(description=another_catalogue(), now=NOON)
    assert (catalogue_in_force().number, CatalogueVersion.objects.count()) == (1, 2)


def test_what_was_thrown_away_cannot_be_changed(said, draft):
    discard_draft(**said)
    assert CatalogueVersion.objects.count() == 1
    for command, given in (
        (edit_type, {"code": "violence", "changes": {"label": "x"}}),
        (remove_type, {"code": "violence"}),
        (add_type, {"label": "A fire"}),
        (edit_factors, {"factors": []}),
        (publish_draft, {}),
        (discard_draft, {}),
    ):
        with pytest.raises(CatalogueNotDrafted):
            command(**given, **said)


def test_a_kind_that_is_not_in_the_draft_is_not_changed(said, draft):
    with pytest.raises(CatalogueNotDrafted, match="not in the draft"):
        edit_type(code="made_up", changes={"label": "x"}, **said)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"strands": [strand("hot", 24, 24)]}, "Hot debrief has to close after it opens"),
        ({"label": "Violence"}, "Two kinds of incident are called “Violence”"),
        (
            {"sub_categories": [{"code": code, "label": "Same", "mapped_to": {}} for code in "ab"]},
            "Two closer words for “Overdose” are called “Same”",
        ),
    ],
)
def test_what_cannot_stand_is_refused_and_the_draft_stays(said, draft, changes, words):
    with pytest.raises(CatalogueUnusable, match=words):
        edit_type(code="overdose", changes=changes, **said)
    assert differing(draft) == []


def test_a_catalogue_without_a_kind_of_incident_is_not_published(said, draft):
    for one in description_of(draft)["types"]:
        remove_type(code=one["code"], **said)
    with pytest.raises(CatalogueUnusable, match="at least one"):
        publish_draft(**said)


def test_there_is_one_draft(draft):
    with pytest.raises(IntegrityError, match="one_catalogue_is_drafted"):
        CatalogueVersion.objects.create(number=9)

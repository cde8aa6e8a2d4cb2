"""The themes of an incident: they come and go with factors, are chosen, and keep their codes."""

from datetime import timedelta

import pytest

from debriefs.commands import Description, code_themes, describe_incident, lead_debrief
from debriefs.exceptions import ThemeNotInUse
from debriefs.models import IncidentTheme
from tests.factories.action_log import done, look_of, open_one
from tests.factories.debriefs import NOON, log
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.action_log.shipped import THEMES, ship
from workforce_assurance.audit.models import TrailEntry

LATER = NOON + timedelta(hours=5)


@pytest.fixture
def incident(catalogue):
    ship(NOON)
    return log(catalogue.worker, catalogue.team)


def describe(incident, *factors):
    chosen = list(incident.type.version.factors.filter(code__in=factors))
    describe_incident(
        incident=incident, said=Description(type=incident.type, factors=chosen), by=incident.finisher, now=LATER
    )


def code(incident, *codes):
    code_themes(incident=incident, codes=codes, by=incident.finisher, now=LATER)


def themes(incident):
    return set(incident.themes.values_list("code", flat=True))


def test_the_theme_of_a_factor_comes_with_it_and_leaves_with_the_last_one(incident):
    describe(incident, "staffing", "unfamiliar", "handover", "after_earlier")
    assert themes(incident) == {"staffing", "handover"}
    describe(incident, "unfamiliar")
    assert themes(incident) == {"staffing"}


def test_a_theme_that_was_taken_off_stays_off_and_one_that_was_chosen_stays(incident):
    describe(incident, "staffing", "handover")
    code(incident, "handover", "training")
    describe(incident, "staffing", "handover", "training")
    describe(incident, "staffing", "handover")
    assert themes(incident) == {"handover", "training"}


def test_choosing_themes_is_in_the_trail_once(incident):
    for _ in range(2):
        code(incident, "training")
    entry = TrailEntry.objects.get(action="incident themes coded")
    facts = {"reference": incident.reference, "added": ["training"], "taken_off": []}
    assert (entry.actor, entry.facts) == (incident.finisher, facts)


def test_a_theme_keeps_its_code_when_the_list_has_another_version_and_cannot_be_chosen_anew(incident):
    code(incident, "training")
    draft = action_log.copy_themes(by=None, now=LATER)
    action_log.edit_themes(
        listed=draft, themes=[theme for theme in THEMES if theme.code != "training"], by=None, now=LATER
    )
    action_log.publish_themes(themes=draft, by=None, now=LATER)
    code(incident, "training", "waiting")
    assert themes(incident) == {"training", "waiting"}
    code(incident)
    with pytest.raises(ThemeNotInUse):
        code(incident, "training")
    describe(incident, "training")
    assert not IncidentTheme.objects.exists()


def test_the_owner_of_an_action_that_was_to_end_the_theme_hears_when_it_is_coded(catalogue, incident):
    before = NOON - timedelta(days=1)
    owner = {"owner": catalogue.worker, "by": catalogue.supervisor, "due_on": NOON.date()}
    closed = {theme: done(open_one(theme=theme, now=before, **owner), now=before) for theme in ("staffing", "training")}
    describe(incident, "staffing")
    code(incident, "staffing", "training")
    assert {theme: look_of(action).came_back_on for theme, action in closed.items()} == dict.fromkeys(
        closed, NOON.date()
    )


def test_whoever_leads_the_learning_debrief_may_choose_them(catalogue, incident):
    led = {"learning": catalogue.supervisor, "hot": catalogue.peer}
    for strand, person in led.items():
        lead_debrief(debrief=incident.debriefs.get(strand=strand), facilitator=person, by=catalogue.manager, now=LATER)
    may = {strand: person.has_perm("debriefs.code_themes", incident) for strand, person in led.items()}
    assert may == {"learning": True, "hot": False}

"""Whoever is shown who was involved leaves a row, which those whom it concerns see; a name that is kept stays kept."""

import pytest

from debriefs.models import InvolvedColleague
from tests.factories.debriefs import NOON, log
from workforce_assurance.audit.models import TrailEntry

WHO = "Who has read it"


@pytest.fixture
def incident(catalogue):
    made = log(catalogue.worker, catalogue.team)
    InvolvedColleague.objects.create(incident=made, person=catalogue.peer, how="there")
    return made


def reads():
    found = TrailEntry.objects.filter(kind="read").order_by("id")
    return list(found.values_list("action", "subject_id", "actor__full_name", "about_id"))


def page(house, who, incident, more=""):
    return house.client(who).get(f"/incidents/{incident.pk}/{more}").content.decode()


@pytest.mark.parametrize("more", ["", "describe/"])
def test_each_display_leaves_one_row(catalogue, incident, more):
    page(catalogue, "manager", incident, more)
    assert reads() == [("incident.read", str(incident.pk), "Morgan Hale", None)]


@pytest.mark.parametrize("who", ["governance", "stranger"])
def test_whoever_is_not_shown_it_leaves_none(catalogue, incident, who):
    page(catalogue, who, incident)
    assert reads() == []


def test_the_reporter_and_a_colleague_see_who_read_it(catalogue, incident):
    page(catalogue, "manager", incident)
    for who in ("worker", "peer"):
        assert "Morgan Hale read it." in page(catalogue, who, incident)
        assert "Morgan Hale" in catalogue.client(who).get("/my/data/").content.decode()


def test_others_do_not_see_who_read_it(catalogue, incident):
    page(catalogue, "worker", incident)
    assert WHO not in page(catalogue, "manager", incident)


def test_one_line_stands_for_a_day(catalogue, incident):
    for _ in range(3):
        page(catalogue, "manager", incident)
    assert page(catalogue, "worker", incident).count("Morgan Hale read it.") == 1


def test_whoever_kept_their_name_leaves_no_row_and_sees_the_others(catalogue):
    kept = log(catalogue.worker, catalogue.team, mode="kept", now=NOON)
    page(catalogue, "worker", kept)
    assert reads() == []
    page(catalogue, "manager", kept)
    assert "Morgan Hale read it." in page(catalogue, "worker", kept)

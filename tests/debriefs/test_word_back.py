"""How soon there was word back: counted by service and month, with small counts suppressed, for those who answer for it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from debriefs.models import Incident, Outcome
from debriefs.word_back import ORGANISATION, Counted, word_back
from tests.factories.debriefs import IncidentFactory
from tests.factories.people import TeamFactory

ZONE = ZoneInfo("Europe/London")
TODAY = date(2027, 3, 1)
# In November all had 28 days by the first of March.
LOGGED = datetime(2026, 11, 10, 9, tzinfo=UTC)
PAGE = "/incidents/word-back/"


def logged(team, number, *, days=(), at=LOGGED):
    """So many incidents; those at the front had word back after so many days."""
    made = [IncidentFactory(team=team, logged_at=at, happened_at=at) for _ in range(number)]
    for incident, after in zip(made, days, strict=False):
        Outcome.objects.create(
            incident=incident, kind="nothing", because="once", by=incident.reporter, at=at + timedelta(days=after)
        )
    return made


def counted(within=14, smallest=5):
    return word_back(within=within, today=TODAY, zone=ZONE, smallest=smallest)


def test_half_and_nine_tenths_are_of_all_with_silence_as_the_longest(catalogue):
    logged(catalogue.team, 10, days=[1, 2, 3, 4, 5, 20])
    found = counted()
    assert found.places[ORGANISATION] == Counted(10, 5, 5.0, None)
    assert found.places["month", date(2026, 11, 1)] == Counted(10, 5, 5.0, None)
    assert found.places["service", catalogue.team.service_id] == Counted(10, 5, 5.0, None)


def test_the_first_word_counts_and_not_the_last(catalogue):
    (incident,) = logged(catalogue.team, 1, days=[3])
    assert Incident.objects.with_word_back().get().word_back_at == incident.logged_at + timedelta(days=3)


def test_an_incident_that_has_not_had_the_days_is_left_out(catalogue):
    logged(catalogue.team, 6, at=datetime(2027, 2, 10, 9, tzinfo=UTC))
    assert counted().places.get(ORGANISATION, Counted(0, 0, None, None)).logged == 0


def test_a_small_service_is_hidden_and_another_with_it(catalogue):
    logged(catalogue.team, 9)
    small = TeamFactory()
    logged(small, 2)
    found = counted()
    assert set(found.hidden_logged) >= {("service", small.service_id), ("service", catalogue.team.service_id)}


def said(house, who, asked=""):
    return house.client(who).get(f"{PAGE}{asked}").content.decode()


def test_governance_reads_the_organisation_by_month_and_the_same_in_the_file(catalogue):
    logged(catalogue.team, 10, days=[1, 2, 3, 4, 5, 20])
    page = said(catalogue, "governance")
    assert [words in page for words in ("Nov 2026", "50 %", "5 days", "Not yet")] == [True] * 4
    lines = catalogue.client("governance").get("/incidents/word-back.csv").content.decode().splitlines()
    assert "The organisation,Nov 2026,10,5,14,5 days,Not yet" in lines


def test_a_manager_reads_of_their_service_and_not_of_others(catalogue):
    other = TeamFactory()
    logged(catalogue.team, 10)
    logged(other, 10)
    page = said(catalogue, "manager")
    assert (catalogue.team.service.name in page, other.service.name in page, "The organisation" in page) == (
        True, False, False,
    )  # fmt: skip


def test_other_days_are_asked_for_and_made_up_ones_are_said(catalogue):
    logged(catalogue.team, 10, days=[1, 2, 3, 4, 5, 20])
    assert "60 %" in said(catalogue, "governance", "?within=28")
    assert "Error:" in said(catalogue, "governance", "?within=3")


def test_nothing_to_count_is_said(catalogue):
    assert "How soon there is word back stands here." in said(catalogue, "governance")


@pytest.mark.parametrize("who", ["worker", "supervisor", "administrator"])
def test_others_do_not_see_it(catalogue, who):
    assert catalogue.client(who).get(PAGE).status_code == 404

"""The name of whoever keeps it back, or gives none, stands nowhere that anybody else could read."""

import pytest
from django.db import connection

from debriefs.commands import tell_what_changed
from debriefs.logged_mail import write
from debriefs.models import Incident
from tests.debriefs.commands.test_outcomes import act
from tests.debriefs.views.test_log import answers
from tests.factories.debriefs import NOON
from tests.factories.people import PersonFactory
from workforce_assurance.outbox.models import Mail

NAME = "Quinquereme Halloran"


@pytest.fixture
def reporter(catalogue):
    return PersonFactory(
        full_name=NAME, email="quinquereme@harbour.example", team=catalogue.team, receives_supervision=False
    )


def pages_about(incident):
    base = f"/incidents/{incident.pk}/"
    yield from (base, f"{base}logged/", f"{base}describe/", "/incidents/", "/incidents/incidents.csv", "/")
    yield from ("/my/data/", "/set-up/trail/")


@pytest.mark.parametrize("mode", ["kept", "anonymous"])
def test_it_is_on_no_page_of_anybody_else(catalogue, reporter, mode):
    catalogue.client(reporter).post("/incidents/new/", answers(catalogue, mode=mode))
    incident = Incident.objects.get()
    for who in ("manager", "supervisor", "peer", "stranger", "governance", "administrator"):
        for page in pages_about(incident):
            said = catalogue.client(who).get(page).content.decode()
            if page.endswith("describe/"):
                # The team's colleagues are offered there, whoever logged it: the name stands among theirs alone.
                said = said.replace(f">{NAME}</option>", "")
            assert NAME not in said, f"{who} at {page}"


@pytest.mark.parametrize("mode", ["kept", "anonymous"])
def test_neither_trail_nor_mail_knows_them(catalogue, reporter, mode):
    catalogue.client(reporter).post("/incidents/new/", answers(catalogue, mode=mode))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_trailentry t WHERE t::text LIKE %s", [f"%{reporter.pk}%"])
        assert cursor.fetchone() == (0,)
    assert not Mail.objects.filter(recipient=reporter).exists()
    assert NAME not in "".join(prepared.text + prepared.html for prepared in write(Mail.objects.all(), NOON).values())


def test_the_mail_of_what_changed_is_theirs_alone(catalogue, reporter):
    catalogue.client(reporter).post("/incidents/new/", answers(catalogue, mode="kept"))
    act(catalogue, Incident.objects.get())
    tell_what_changed(now=NOON)
    assert Mail.objects.get(kind="debriefs.told").recipient == reporter
    assert NAME not in catalogue.client("administrator").get("/set-up/sent/").content.decode()


def test_whoever_gave_no_name_is_in_no_table_of_incidents(catalogue, reporter):
    catalogue.client(reporter).post("/incidents/new/", answers(catalogue, mode="anonymous"))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("debriefs_"):
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{reporter.pk}%"])
                assert cursor.fetchone() == (0,), table


def test_whoever_kept_it_reads_their_own_and_lets_it_be_seen(catalogue, reporter):
    client = catalogue.client(reporter)
    client.post("/incidents/new/", answers(catalogue, mode="kept"))
    page = f"/incidents/{Incident.objects.get().pk}/"
    assert "Your name is seen by you alone." in client.get(page).content.decode()
    client.post(f"{page}show-my-name/")
    assert NAME in catalogue.client("manager").get(page).content.decode()

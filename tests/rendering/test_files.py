"""Files that people ask for: theirs alone, made once, ended in words, and gone after a day."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from supervision.completion_print import KEY
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.supervision import NOON, SessionFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.models import Person, Team
from workforce_assurance.rendering import tasks
from workforce_assurance.rendering.commands import ask_for_file, forget_files, make_waiting
from workforce_assurance.rendering.exceptions import NotPrintable, TooManyWaiting
from workforce_assurance.rendering.held import files_for
from workforce_assurance.rendering.models import File

pytestmark = pytest.mark.django_db
ASK = f"/my/files/ask/{KEY}/"


@pytest.fixture
def manager(time_machine):
    time_machine.move_to(NOON, tick=False)
    OrganisationFactory(name="Lowbridge Trust")
    person = PersonFactory(full_name="Morgan Hale", receives_supervision=False)
    team = TeamFactory(name="Harbour & outreach", manager=person)
    for number in range(6):
        worker = PersonFactory(team=team)
        SessionFactory(worker=worker, team=team, held=number > 1, due_on=NOON.date() - timedelta(days=60))
    return person


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


def ask(by, **asked):
    return ask_for_file(key=KEY, asked=asked, by=by, now=NOON)


def make(file, at=NOON):
    make_waiting(clock=lambda: at)
    file.refresh_from_db()
    return file


def test_a_file_is_asked_for_made_and_fetched(manager):
    client = client_of(manager)
    address = client.post(f"{ASK}?months=12&other=x").headers["Location"]
    file = File.objects.get()
    assert (address, file.asked, file.state) == (f"/my/files/{file.pk}/", {"months": "12"}, "waiting")
    assert "Waiting" in client.get(address).content.decode()
    assert client.get(f"{address}file.pdf").headers["Location"] == address
    tasks.make_files()
    assert "Download the PDF" in client.get(address).content.decode()
    answer = client.get(f"{address}file.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="supervision-completion-2027-03-01.pdf"'
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        meta = pdf.open_metadata()
        said = (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), meta["dc:title"], meta["pdfuaid:part"])
        assert said == ("en-GB", True, "Supervision completion by team and month", "1")
        assert str(pdf.docinfo["/Author"]) == "Lowbridge Trust"
        tables = [node for node in _nodes(pdf.Root.StructTreeRoot.K) if node.get("/S") == "/Table"]
        assert len(tables) == 3
    entries = TrailEntry.objects.filter(subject_type="file").order_by("at", "id")
    assert list(entries.values_list("kind", "action")) == [("write", "file.asked_for"), ("read", "file.fetched")]


def _nodes(tree):
    for node in tree if isinstance(tree, pikepdf.Array) else [tree]:
        if isinstance(node, pikepdf.Dictionary):
            yield node
            if "/K" in node:
                yield from _nodes(node.K)


def test_a_page_that_looks_again_gets_its_part_alone(manager):
    page = client_of(manager).get(f"/my/files/{ask(manager).pk}/", headers={"HX-Request": "true"}).content.decode()
    assert ("hx-get" in page, "<html" in page) == (True, False)


def test_asked_for_twice_while_it_waits_it_is_made_once(manager):
    assert ask(manager, months="12") == ask(manager, months="12") != ask(manager, months="24")


def test_only_so_many_wait_at_once(manager):
    for number in range(5):
        ask(manager, months=str(number))
    with pytest.raises(TooManyWaiting):
        ask(manager, months="36")
    answer = client_of(manager).post(f"{ASK}?months=36")
    assert answer.headers["Location"] == "/supervision/completion/"


def test_nobody_asks_for_what_they_may_not_see(manager):
    stranger = PersonFactory()
    with pytest.raises(NotPrintable):
        ask(stranger)
    assert client_of(stranger).post(ASK).status_code == 404
    assert client_of(manager).post("/my/files/ask/nothing.like.it/").status_code == 404


def test_a_file_is_there_for_whoever_asked_alone(manager):
    file = make(ask(manager))
    other = PersonFactory(receives_supervision=False)
    Team.objects.update(manager=other)
    assert [client_of(other).get(f"/my/files/{file.pk}/{part}").status_code for part in ("", "file.pdf")] == [404, 404]
    # Whoever asked may not see it any more, either.
    assert client_of(manager).get(f"/my/files/{file.pk}/file.pdf").status_code == 404


def test_what_somebody_may_see_no_more_is_not_made(manager):
    file = ask(manager)
    Team.objects.update(manager=None)
    Person.objects.update(manager=None)
    assert (make(file).state, file.why, file.content) == ("not_made", "not_theirs", None)


def test_a_list_that_is_too_long_says_so(manager, settings):
    settings.PDF_PAGES = 0
    file = make(ask(manager))
    assert (file.state, file.why) == ("not_made", "too_long")
    assert "too many pages" in client_of(manager).get(f"/my/files/{file.pk}/").content.decode()


def test_a_machine_without_the_libraries_says_what_to_install(manager):
    file = ask(manager)
    File.objects.update(state="not_made", why="not_installed", ended_at=NOON)
    assert "install libpango-1.0-0" in client_of(manager).get(f"/my/files/{file.pk}/").content.decode()


def test_a_maker_that_did_not_come_back_is_followed_once_and_then_set_aside(manager):
    file = ask(manager)
    lost = {"state": "making", "lease": file.pk, "leased_until": NOON}
    File.objects.update(attempts=1, **lost)
    assert make(file, at=NOON + timedelta(minutes=5)).state == "ready"
    again = ask(manager, months="24")
    File.objects.filter(pk=again.pk).update(attempts=2, **lost)
    assert (make(again, at=NOON + timedelta(minutes=5)).state, again.why) == ("not_made", "too_large")


def test_a_file_is_gone_after_its_day(manager):
    file = make(ask(manager))
    later = NOON + timedelta(hours=24)
    assert (forget_files(now=later - timedelta(seconds=1)), forget_files(now=later)) == (0, 1)
    assert client_of(manager).get(f"/my/files/{file.pk}/").status_code == 404


def test_it_stands_under_what_is_held(manager):
    file = ask(manager)
    ((page, *cells),) = files_for(manager, NOON).rows
    assert (page.url, cells[1]) == (f"/my/files/{file.pk}/", "Waiting")


@pytest.mark.parametrize(
    "change",
    [{"state": "ready"}, {"state": "not_made"}, {"state": "making"}, {"ended_at": NOON}, {"why": "broken"}],
)
def test_a_file_that_cannot_be_is_refused(manager, change):
    ask(manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.update(**change)

"""The pages of imported decisions: chosen, looked at, brought in, taken back; and what a decision's own page says of it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boundaries.models import Decision, DecisionImport
from tests.factories.decision_imports import bring_in, file, line, received

IMPORTS = "/decisions/imports/"


def text(answer):
    return answer.content.decode()


def choose(client, content):
    sent = {"file": SimpleUploadedFile("decisions.csv", content.encode())}
    return client.post(f"{IMPORTS}new/", sent, follow=True)


def test_a_file_is_chosen_looked_at_and_brought_in(catalogue):
    client = catalogue.client("governance")
    shown = choose(client, file(line(catalogue), line(catalogue, key="R-2", approver=catalogue.worker.reference)))
    page = text(shown)
    assert "Nobody lets through their own decision." in page
    assert "Leave out 1 line and bring in 1 decision" in page
    sent = {"fingerprint": shown.context["plan"].fingerprint, "leave_out": "yes"}
    done = client.post(shown.redirect_chain[-1][0], sent, follow=True)
    assert "1 decision came in. 1 line left out." in text(done)
    assert Decision.objects.count() == 1


def test_columns_are_chosen_on_the_page(catalogue):
    client = catalogue.client("governance")
    content = file(line(catalogue)).replace("Takes away or limits", "Restriction", 1)
    shown = choose(client, content)
    assert "No column holds: Takes away or limits." in text(shown)
    form = shown.context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"column_3": "covers"}
    upload = DecisionImport.objects.get()
    assert "Bring in 1 decision" in text(client.post(f"{IMPORTS}{upload.pk}/columns/", sent, follow=True))


def test_it_is_taken_back_on_its_page(catalogue):
    upload = bring_in(file(line(catalogue)), catalogue.governance)
    client = catalogue.client("governance")
    assert "Exclusion" in text(client.get(f"{IMPORTS}{upload.pk}/"))
    assert "Taken back" in text(client.post(f"{IMPORTS}{upload.pk}/take-back/", follow=True))
    assert not Decision.objects.exists()


def test_the_page_of_an_import_names_no_case(catalogue):
    upload = bring_in(file(line(catalogue)), catalogue.governance)
    for who in ("governance", "administrator"):
        assert "HB-2207" not in text(catalogue.client(who).get(f"{IMPORTS}{upload.pk}/"))


def test_an_imported_decision_says_where_its_reasons_stand(catalogue):
    bring_in(file(line(catalogue)), catalogue.governance)
    page = text(catalogue.client("worker").get(f"/decisions/{Decision.objects.get().pk}/"))
    assert "where its reasons stand" in page
    assert "Let through by Morgan Hale, in another system" in page
    assert "Read the rationale" not in page


def test_what_is_done_once_does_not_say_that_it_lapsed(catalogue):
    bring_in(file(line(catalogue, kind="Discharge", covers="everything", until="")), catalogue.governance)
    page = text(catalogue.client("worker").get(f"/decisions/{Decision.objects.get().pk}/"))
    assert "Lapsed" not in page


@pytest.mark.parametrize("content", ["", "\x00", "Key\n", "a,b\n" + "1,2,3\n" * 3])
def test_a_file_that_is_none_is_no_accident(catalogue, content):
    assert choose(catalogue.client("governance"), content).status_code == 200


def test_what_waits_is_seen_by_whoever_chose_it(catalogue):
    upload = received(file(line(catalogue)), catalogue.governance)
    assert catalogue.client("administrator").get(f"{IMPORTS}{upload.pk}/preview/").status_code == 404
    assert "waits to be brought in" in text(catalogue.client("governance").get(IMPORTS))

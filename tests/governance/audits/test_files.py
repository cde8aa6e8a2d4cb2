"""What an audit found as files: what its page says, and nothing that it does not."""

import csv
import io

import pikepdf
import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from governance.audits.printing import KEY, audit_of
from governance.audits.results import FEWEST
from tests.factories.audits import draw, give, readings, recorded, records_of
from tests.factories.people import PersonFactory, TeamFactory
from tests.factories.supervision import NOON
from workforce_assurance.rendering.commands import ask_for_file, make_waiting
from workforce_assurance.rendering.models import File
from workforce_assurance.rendering.registry import PRINTABLES

pytestmark = pytest.mark.usefixtures("no_banners")


def file_of(house, audit, who):
    found = house.client(who).get(reverse("governance:audit_csv", args=[audit.pk]))
    return list(csv.DictReader(io.StringIO(found.content.decode("utf-8-sig"))))


def document(viewer, audit):
    made = audit_of(viewer, {"audit": str(audit.pk)}, NOON)
    return render_to_string(made.template, made.context | {"title": made.title})


@pytest.fixture
def read(house, other_lead):
    """Six of one team and two of another, all read; one met not everything, and one check applied to none."""
    records_of(house, 6)
    elsewhere = TeamFactory(name="Lantern", service=house.team.service)
    for days in (5, 6):
        recorded(PersonFactory(team=elsewhere), house.supervisor, elsewhere, days_ago=days)
    audit = draw(house.governance, teams=[house.team, elsewhere], by=house.governance)
    for number, one in enumerate(readings(audit)):
        give(one, "not_met" if number == 0 else "met", caseload="na")
    return audit


def test_a_file_says_how_much_was_met_with_its_interval_and_what_did_not_apply(house, read):
    rows = file_of(house, read, "governance")
    names = ("met", "applied", "per cent", "low", "high")
    assert [rows[0][one] for one in names] == ["7", "8", "87.5", "52.9", "97.8"]
    asked = [row for row in rows if row["did not apply"] == "8"]
    assert [[row[one] for one in names] for row in asked] == [["0", "0", "", "", ""]]


def test_a_team_of_few_is_not_shown_nor_the_one_that_would_give_it_away(house, read):
    teams = [row for row in file_of(house, read, "governance") if row["of"] != "all teams"]
    assert {row["of"]: row["met"] for row in teams} == {"Harbour outreach": "", "Lantern": ""}
    page = house.client("governance").get(reverse("governance:audit", args=[read.pk])).text
    assert page.count("Too few were read to show it") == 2


def test_agreement_stands_in_the_file(house, other_lead):
    records_of(house, 10)
    audit = draw(house.governance, other_lead, teams=[house.team], by=house.governance, second_share=20)
    for one in [*readings(audit), *readings(audit, part="second")]:
        give(one)
    checks = file_of(house, audit, "governance")[2:]
    assert {(row["read twice"], row["agreed per cent"], row["kappa"]) for row in checks} == {("2", "100.0", "")}


def test_nothing_is_in_a_file_that_the_page_does_not_show(house, other_lead):
    records_of(house, FEWEST)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    *most, last = readings(audit)
    for one in most:
        give(one)
    assert (file_of(house, audit, other_lead), file_of(house, audit, "governance")) == ([], [])
    assert "are so far" in document(other_lead, audit)
    assert "once you have given your readings" in document(house.governance, audit)
    give(last)
    assert len(file_of(house, audit, other_lead)) > 2


def test_the_pdf_says_what_the_page_says_and_names_nobody_of_a_record(house, read):
    words = document(house.governance, read)
    asked = ("7 of 8 (88 %)", "53 to 98 %", "never a pass", read.seed, "Drawn again when this file was made")
    assert [one for one in asked if one not in words] == []
    assert [name for name in ("Okoro", "Sasha", "Reed") if name in words] == []


def test_a_pdf_of_nothing_that_one_governs_says_so(house, read):
    for viewer, key in ((house.manager, str(read.pk)), (house.governance, "nonsense"), (house.governance, "")):
        made = audit_of(viewer, {"audit": key}, NOON)
        assert "There is no such audit for you." in render_to_string(made.template, made.context)
    assert (PRINTABLES[KEY].may(house.manager), PRINTABLES[KEY].may(house.governance)) == (False, True)


@pytest.mark.parametrize("persona", ["worker", "supervisor", "manager", "administrator"])
def test_nobody_else_gets_a_file(house, persona):
    records_of(house, 1)
    audit = draw(house.governance, teams=[house.team], by=house.governance)
    assert house.client(persona).get(reverse("governance:audit_csv", args=[audit.pk])).status_code == 404


def test_the_worker_makes_a_tagged_pdf_of_it(house, read):
    file = ask_for_file(key=KEY, asked={"audit": str(read.pk)}, by=house.governance, now=NOON)
    make_waiting(clock=lambda: NOON)
    made = File.objects.get(pk=file.pk)
    assert made.state == "ready", made.why
    with pikepdf.open(io.BytesIO(bytes(made.content))) as pdf:
        assert (bool(pdf.Root.MarkInfo.Marked), pdf.docinfo["/Title"]) == (True, f"Audit {read.reference}")

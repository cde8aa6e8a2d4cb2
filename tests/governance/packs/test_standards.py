"""Standards of others: who edits them, what a change leaves behind, and what packs are held against."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import NamedStandard, StandardClause
from governance.packs.commands import Said, add_clause, add_standard, change_clause, take_clause_out
from governance.packs.crosswalk import answers, evidence_choices, ship_standards
from governance.packs.exceptions import ClauseHasEnded, NothingSaysAnything, NumberTaken
from governance.packs.scope import scope_of
from governance.packs.tables import charts
from tests.factories.packs import asked
from tests.factories.people import PersonFactory, RoleGrantFactory
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db
SAID = Said("1", "Supervise regularly.", ["supervision.on_time", "audits"], "")
OTHER = Said("1", "Supervise every month.", ["supervision.on_time"], "")
LIST = reverse("governance:standards")


@pytest.fixture
def standard(place):
    return add_standard(
        name="Ours", source="The commissioner", about="What the contract asks.", by=place.governance, now=SUMMER
    )


@pytest.fixture
def clause(place, standard):
    return add_clause(standard=standard, said=SAID, by=place.governance, now=SUMMER)


def page(name, *keys):
    return reverse(f"governance:{name}", args=keys)


def crosswalk(place):
    scope = scope_of(asked(place.governance, now=SUMMER))
    return {(one.number, one.words) for one in answers(scope, charts(scope)) if one.standard == "Ours"}


def test_a_standard_is_written_down_clause_by_clause_in_the_browser(place):
    client = place.client("governance")
    typed = {"name": "Safe staffing", "source": "The commissioner", "about": "What the contract asks."}
    made = client.post(page("standard_new"), typed)
    standard = NamedStandard.objects.get(name="Safe staffing")
    assert made.headers["Location"] == page("standard", standard.pk)
    assert "None is in force" in client.get(made.headers["Location"]).text
    typed = {"number": "4.2", "words": "Look at exclusions together.", "evidence": ["decisions", "meetings"], "gap": ""}
    client.post(page("clause_new", standard.pk), typed)
    shown = client.get(page("standard", standard.pk)).text
    assert [
        words in shown for words in ("4.2", "Look at exclusions together.", "Governance meetings", "None known")
    ] == [True] * 4
    assert "Safe staffing" in client.get(LIST).text


def test_what_a_clause_said_before_stays(place, standard, clause):
    after = Said("1", "Supervise every month.", [], "How long a session is.")
    change_clause(clause=clause, said=after, by=place.governance, now=SUMMER)
    assert crosswalk(place) == {("1", "Supervise every month.")}
    shown = place.client("governance").get(page("standard", standard.pk)).text
    now, before = shown.split("What clauses said before")
    assert ("Supervise every month." in now, "Supervise regularly." in now, "Supervise regularly." in before) == (
        True,
        False,
        True,
    )


def test_a_clause_that_is_taken_out_is_in_no_pack(place, standard, clause):
    answer = place.client("governance").post(page("clause_out", standard.pk, clause.pk), follow=True).text
    assert "Clause 1 is taken out." in answer
    assert crosswalk(place) == set()
    again = place.client("governance").post(page("clause_out", standard.pk, clause.pk), follow=True).text
    assert "Somebody else has changed this clause" in again


def test_whoever_comes_second_is_told_and_loses_nothing(place, standard, clause):
    change_clause(clause=clause, said=OTHER, by=place.governance, now=SUMMER)
    typed = {"number": "1", "words": "My own words of it.", "evidence": ["audits"], "gap": ""}
    shown = place.client("governance").post(page("clause", standard.pk, clause.pk), typed).text
    assert ("Somebody else has changed this clause" in shown, "My own words of it." in shown) == (True, True)


def test_two_clauses_in_force_never_have_one_number(place, standard, clause):
    with pytest.raises(NumberTaken):
        add_clause(standard=standard, said=SAID, by=place.governance, now=SUMMER)
    with pytest.raises(IntegrityError, match="a_clause_has_a_number_of_its_own"), transaction.atomic():
        StandardClause.objects.create(standard=standard, number="1", words="Again", position=2)
    take_clause_out(clause=clause, by=place.governance, now=SUMMER)
    assert add_clause(standard=standard, said=SAID, by=place.governance, now=SUMMER).number == "1"


def test_a_clause_names_what_answers_it_or_what_does_not(place, standard):
    with pytest.raises(NothingSaysAnything):
        add_clause(standard=standard, said=Said("2", "Something", [], ""), by=place.governance, now=SUMMER)
    typed = {"number": "2", "words": "Something that is asked", "gap": ""}
    shown = place.client("governance").post(page("clause_new", standard.pk), typed).text
    assert ("a clause without either says nothing" in shown, "Something that is asked" in shown) == (True, True)
    assert not StandardClause.objects.exists()


def test_a_clause_that_says_the_same_is_not_written_again(place, standard, clause):
    change_clause(clause=clause, said=SAID, by=place.governance, now=SUMMER)
    assert list(standard.clauses.values_list("pk", "ended_at")) == [(clause.pk, None)]
    assert TrailEntry.objects.filter(action="clause.changed").count() == 0


def test_a_form_that_is_sent_twice_makes_one_standard(place):
    client = place.client("governance")
    typed = {"name": "Safe staffing", "source": "The commissioner", "about": "What the contract asks."}
    client.post(page("standard_new"), typed)
    assert "A standard of this name is there already" in client.post(page("standard_new"), typed).text
    assert NamedStandard.objects.filter(name="Safe staffing").count() == 1


def test_a_change_to_a_clause_that_ended_is_refused(place, clause):
    take_clause_out(clause=clause, by=place.governance, now=SUMMER)
    with pytest.raises(ClauseHasEnded):
        change_clause(clause=clause, said=SAID, by=place.governance, now=SUMMER)


def test_every_step_is_in_the_trail_without_a_word(place, standard, clause):
    changed = change_clause(clause=clause, said=OTHER, by=place.governance, now=SUMMER)
    take_clause_out(clause=changed, by=place.governance, now=SUMMER)
    found = TrailEntry.objects.filter(subject_type__in=["governance.namedstandard", "governance.standardclause"])
    assert list(found.order_by("pk").values_list("action", flat=True)) == [
        "standard.added", "clause.added", "clause.changed", "clause.taken_out",
    ]  # fmt: skip
    assert not [one for one in found if "Supervise" in str(one.facts)]


def test_who_leads_governance_in_one_service_reads_and_changes_nothing(place, standard, clause):
    local = PersonFactory(receives_supervision=False)
    RoleGrantFactory(person=local, role=Role.GOVERNANCE_LEAD, service=place.service)
    client = place.client(local)
    shown = client.get(page("standard", standard.pk)).text
    assert ("Supervise regularly." in shown, "Add a clause" in shown, "Take a clause out" in shown) == (
        True,
        False,
        False,
    )
    assert "Add a standard" not in client.get(LIST).text
    closed = (
        page("standard_new"),
        page("standard_change", standard.pk),
        page("clause_new", standard.pk),
        page("clause", standard.pk, clause.pk),
    )
    assert [client.get(one).status_code for one in closed] == [404] * 4
    assert client.post(page("clause_out", standard.pk, clause.pk)).status_code == 404


def test_the_list_asks_as_much_at_many_standards_as_at_one(place, standard, clause, no_banners):
    client = place.client("governance")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    ship_standards(now=SUMMER)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_everything_that_is_measured_can_answer_a_clause():
    keys = [key for key, _ in evidence_choices()]
    assert len(keys) == len(set(keys))
    assert {"meetings", "actions", "escalations", "audits", "supervision.on_time", "decisions"} <= set(keys)

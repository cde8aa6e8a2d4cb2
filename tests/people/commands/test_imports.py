"""Importing people: previewed, then applied whole or not at all; the same file again changes nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from allauth.account.models import EmailAddress
from django.db import connections

from tests.factories.people import (
    OrganisationFactory,
    PersonFactory,
    SupervisionLineFactory,
    TeamFactory,
    TeamMembershipFactory,
)
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.common.csv_cells import to_csv
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.people.changes import Change, Kind
from workforce_assurance.people.commands import imports
from workforce_assurance.people.enums import Role
from workforce_assurance.people.exports import HEADER, people_as_rows
from workforce_assurance.people.models import PeopleImport, Person, RoleGrant, SupervisionLine, Team, TeamMembership
from workforce_assurance.people.uploads import preview

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 3, 4), date(2026, 3, 3)
LINES = """Staff number,Name,E-mail,Job title,Service,Team,Supervisor,Manager,Start date,Leave date,Role
1,Mo Manager,mo@x.example,Manager,Housing,East,,,2020-01-01,,Administrator
2,Sue Supervisor,sue@x.example,Senior,Housing,East,mo@x.example,1,2021-01-01,,
3,Wes Worker,wes@x.example,Worker,Housing,East,2,1,01/02/2022,,
4,Win Worker,,Worker,Youth,West,2,1,2026-04-01,,
"""


@pytest.fixture(autouse=True)
def organisation():
    return OrganisationFactory()


@pytest.fixture
def by():
    return PersonFactory(full_name="Importer", reference="imp", roles=[Role.ADMINISTRATOR])


def upload(content, by):
    content = content.encode() if isinstance(content, str) else content
    return imports.receive_file(file_name="people.csv", content=content, by=by, now=NOW)


def plan_of(content, by):
    return preview(upload(content, by), on=TODAY).plan


def apply(content, by):
    received = upload(content, by)
    plan = preview(received, on=TODAY).plan
    assert plan.errors == []
    return imports.apply_import(upload=received, fingerprint=plan.fingerprint, by=by, now=NOW)


def kinds(plan):
    return {person.row.name: person.kind.value for person in plan.people}


def only(name, plan):
    return next(person for person in plan.people if person.row.name == name)


def place(number):
    person = Person.objects.get(reference=number)
    membership = TeamMembership.objects.filter(person=person).order_by("starts_on").last()
    line = SupervisionLine.objects.filter(worker=person).order_by("starts_on").last()
    return (
        membership and (str(membership.team.service), str(membership.team), membership.starts_on, membership.ends_on),
        line and (str(line.supervisor), line.starts_on, line.ends_on),
        person.manager and str(person.manager),
    )


def test_a_file_for_an_empty_organisation_makes_everybody_with_their_place(by):
    plan = apply(LINES, by)

    assert plan.counts == {"joiner": 4, "mover": 0, "leaver": 0, "changed": 0, "unchanged": 0}
    assert (plan.new_services, plan.new_teams) == (["Housing", "Youth"], [("Housing", "East"), ("Youth", "West")])
    assert place("1") == (("Housing", "East", TODAY, None), None, None)
    assert place("2") == (("Housing", "East", TODAY, None), ("Mo Manager", TODAY, None), "Mo Manager")
    starts = date(2026, 4, 1)
    assert place("4") == (("Youth", "West", starts, None), ("Sue Supervisor", starts, None), "Mo Manager")
    assert list(RoleGrant.objects.filter(person__reference="1").values_list("role", "service")) == [
        ("administrator", None)
    ]
    assert not Person.objects.get(reference="3").has_usable_password()


def test_the_same_file_again_changes_nothing(by):
    apply(LINES, by)
    trail = TrailEntry.objects.count()

    plan = plan_of(LINES, by)

    assert plan.changes_nothing
    assert plan.counts["unchanged"] == 4
    imports.apply_import(
        upload=PeopleImport.objects.get(state="previewed"), fingerprint=plan.fingerprint, by=by, now=NOW
    )
    assert TeamMembership.objects.count() == 4
    # Received twice over, applied once.
    assert TrailEntry.objects.count() == trail + 2


def test_our_own_export_imports_back_unchanged(by):
    apply(LINES, by)
    PersonFactory(full_name="=cmd|' /C calc'!A0", job_title="+44 'quoted'", reference="'-1")

    plan = plan_of(to_csv(HEADER, people_as_rows(on=TODAY)), by)

    assert plan.errors == []
    assert plan.changes_nothing
    assert (len(plan.people), plan.not_in_file) == (Person.objects.count(), 0)


def test_whoever_moves_ends_one_place_the_day_before_the_next_begins(by):
    apply(LINES, by)
    TeamMembership.objects.update(starts_on=date(2025, 1, 1))
    SupervisionLine.objects.update(starts_on=date(2025, 1, 1))

    plan = apply("Staff number,Name,Service,Team,Supervisor\n3,Wes Worker,Youth,West,1\n", by)

    assert only("Wes Worker", plan).changes == (
        Change("Team", "Housing / East", "Youth / West"),
        Change("Supervisor", "Sue Supervisor", "Mo Manager"),
    )
    assert only("Wes Worker", plan).kind == Kind.MOVER
    worker = Person.objects.get(reference="3")
    assert list(worker.memberships.order_by("starts_on").values_list("team__name", "starts_on", "ends_on")) == [
        ("East", date(2025, 1, 1), YESTERDAY),
        ("West", TODAY, None),
    ]
    assert place("3")[1] == ("Mo Manager", TODAY, None)


def test_a_correction_on_the_same_day_leaves_no_place_of_no_length(by):
    apply(LINES, by)

    apply("Staff number,Name,Service,Team\n3,Wes Worker,Youth,West\n", by)

    assert list(Person.objects.get(reference="3").memberships.values_list("team__name", "starts_on")) == [
        ("West", TODAY)
    ]


def test_whoever_leaves_keeps_their_account_and_ends_their_place(by):
    apply(LINES, by)

    plan = apply("Staff number,Name,Leave date\n3,Wes Worker,31/03/2026\n", by)

    assert kinds(plan) == {"Wes Worker": "leaver"}
    last = date(2026, 3, 31)
    assert place("3") == (("Housing", "East", TODAY, last), ("Sue Supervisor", TODAY, last), "Mo Manager")
    assert Person.objects.get(reference="3").is_active


def test_a_file_that_still_gives_a_place_to_whoever_left_changes_nothing(by):
    gone = LINES.replace("01/02/2022,,", "01/02/2022,2026-02-27,")
    apply(gone, by)

    assert plan_of(gone, by).changes_nothing
    assert not SupervisionLine.objects.filter(worker__reference="3").exists()


def test_whoever_starts_again_after_leaving_is_back(by):
    PersonFactory(reference="9", full_name="Bea", started_on=date(2020, 1, 1), left_on=date(2025, 1, 1))

    apply("Staff number,Name,Start date\n9,Bea,2026-03-01\n", by)

    back = Person.objects.get(reference="9")
    assert (back.started_on, back.left_on) == (date(2026, 3, 1), None)


def test_nobody_is_touched_for_being_absent_from_the_file(by):
    apply(LINES, by)
    before = list(Person.objects.filter(reference__in="234").values())

    plan = apply("Staff number,Name\n1,Mo Manager\n", by)

    assert plan.not_in_file == 4
    assert list(Person.objects.filter(reference__in="234").values()) == before


def test_an_empty_cell_leaves_what_is_there(by):
    apply(LINES, by)

    assert plan_of("Staff number,Name,E-mail,Supervisor,Job title\n3,Wes Worker,,,\n", by).changes_nothing


def test_a_person_without_staff_number_is_known_by_their_address_and_gains_the_number(by):
    PersonFactory(reference=None, email="sam@x.example", full_name="Sam")

    plan = apply("Staff number,Name,E-mail\n77,Sam,SAM@x.example\n", by)

    assert kinds(plan) == {"Sam": "changed"}
    assert Person.objects.get(email="sam@x.example").reference == "77"


def test_a_new_address_opens_the_account_and_the_old_one_no_longer_does(by):
    sam = PersonFactory(reference="5", email="old@x.example", full_name="Sam", email_bounced_at=NOW)
    EmailAddress.objects.create(user=sam, email="old@x.example", primary=True)

    apply("Staff number,Name,E-mail\n5,Sam,new@x.example\n", by)

    sam.refresh_from_db()
    assert (sam.email, sam.email_bounced_at) == ("new@x.example", None)
    assert not EmailAddress.objects.exists()


def test_two_people_exchange_their_addresses(by):
    PersonFactory(reference="5", email="a@x.example", full_name="A")
    PersonFactory(reference="6", email="b@x.example", full_name="B")

    plan = plan_of("Staff number,Name,E-mail\n5,A,b@x.example\n6,B,a@x.example\n", by)

    assert [error.column for error in plan.errors] == ["E-mail address", "E-mail address"]


@pytest.mark.parametrize(
    ("lines", "column", "reason"),
    [
        ("5,Sam,taken@x.example,,,,", "E-mail address", "belongs to Taken, staff number t"),
        ("5,Sam,,,,nobody,", "Supervisor", "Nobody has the staff number or address “nobody”."),
        ("5,Sam,,,,,who@x.example", "Manager", "Nobody has the staff number or address “who@x.example”."),
        ("5,Sam,,,,5,", "Supervisor", "Nobody is their own supervisor."),
        ("5,Sam,s@x.example,,,,S@x.example", "Manager", "Nobody is their own manager."),
        ("5,Sam,,,Nowhere,,", "Service", "No service has a team “Nowhere”."),
        ("5,Sam,,,Twin,,", "Service", "Several services have a team “Twin”."),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line_and_reason(by, lines, column, reason):
    PersonFactory(reference="t", full_name="Taken", email="taken@x.example")
    TeamFactory(name="Twin")
    TeamFactory(name="Twin")

    plan = plan_of(f"Staff number,Name,E-mail,Service,Team,Supervisor,Manager\n{lines}\n", by)

    assert [(error.line, error.column) for error in plan.errors] == [(2, column)]
    assert reason in plan.errors[0].reason
    assert plan.people == []


def test_a_team_without_service_is_found_when_its_name_is_the_only_one(by):
    TeamFactory(name="East")

    assert only("Sam", plan_of("Staff number,Name,Team\n5,Sam,east\n", by)).team[1] == "East"


def test_a_circle_of_managers_is_refused_on_every_line_that_closes_it(by):
    top = PersonFactory(reference="t", full_name="Top")
    PersonFactory(reference="m", full_name="Mid", manager=top)

    plan = plan_of("Staff number,Name,Manager\nt,Top,x\nx,New,m\n", by)

    assert [(error.line, error.reason) for error in plan.errors] == [
        (2, "These managers lead round in a circle: Top → New → Mid → Top."),
        (3, "These managers lead round in a circle: New → Mid → Top → New."),
    ]


def test_a_circle_that_was_there_before_does_not_stop_a_file_that_leaves_it_alone(by):
    one, two = PersonFactory(reference="o"), PersonFactory(reference="w")
    Person.objects.filter(pk=one.pk).update(manager=two)
    Person.objects.filter(pk=two.pk).update(manager=one)

    assert plan_of("Staff number,Name,Manager\n5,Sam,o\n", by).errors == []


def test_a_leave_date_before_the_start_on_record_is_refused(by):
    PersonFactory(reference="5", started_on=date(2026, 2, 1))

    plan = plan_of("Staff number,Name,Leave date\n5,Sam,2026-01-01\n", by)

    assert [(error.line, error.column) for error in plan.errors] == [(2, "Leave date")]


def test_a_file_with_one_wrong_line_changes_nothing_at_all(by):
    received = upload(LINES + "5,Sam,,,,,nobody,,,,\n", by)
    before = list(Person.objects.values_list("pk", flat=True))

    with pytest.raises(imports.ImportHasErrors):
        imports.apply_import(upload=received, fingerprint=preview(received, on=TODAY).plan.fingerprint, by=by, now=NOW)

    assert list(Person.objects.values_list("pk", flat=True)) == before
    assert not Team.objects.exists()


def test_what_is_applied_is_what_was_shown(by):
    PersonFactory(reference="3", full_name="Another name")
    received = upload(LINES, by)
    shown = preview(received, on=TODAY).plan.fingerprint
    Person.objects.filter(reference="3").update(full_name="Yet another")

    with pytest.raises(imports.PeopleChangedSince):
        imports.apply_import(upload=received, fingerprint=shown, by=by, now=NOW)


def test_a_file_is_applied_once(by):
    received = upload(LINES, by)
    fingerprint = preview(received, on=TODAY).plan.fingerprint
    imports.apply_import(upload=received, fingerprint=fingerprint, by=by, now=NOW)

    with pytest.raises(imports.ImportAlreadyApplied):
        imports.apply_import(upload=received, fingerprint=fingerprint, by=by, now=NOW)


def test_what_a_file_said_is_forgotten_once_applied_and_the_trail_knows_who_changed(by):
    apply(LINES, by)

    applied = PeopleImport.objects.get()
    assert (bytes(applied.content), applied.applied_by, applied.counts["joiner"]) == (b"", by, 4)
    written = TrailEntry.objects.filter(action="person.joined")
    assert {entry.about_id for entry in written} == set(Person.objects.exclude(pk=by.pk).values_list("pk", flat=True))
    assert {entry.actor_id for entry in written} == {by.pk}


def test_a_file_that_was_left_is_forgotten_with_the_next(by):
    upload(LINES, by)
    second = upload(LINES, by)

    assert list(PeopleImport.objects.all()) == [second]


def test_a_file_that_cannot_be_read_is_not_kept(by):
    with pytest.raises(UnreadableFile):
        upload(b"\x00\x01\x02\x03", by)

    assert not PeopleImport.objects.exists()


def test_reading_it_otherwise_keeps_the_columns_that_were_chosen_and_guesses_anew_for_another_header(by):
    received = upload("Nr;Name;Mail\n1;Zoë;z@x.example\n".encode("cp1252"), by)
    imports.read_file_as(upload=received, encoding="cp1250", delimiter=";", columns=["staff_number", "name", "email"])
    assert received.columns == ["staff_number", "name", "email"]

    imports.read_file_as(upload=received, encoding="cp1250", delimiter=",", columns=["staff_number", "name", "email"])
    assert received.columns == [""]


def test_a_place_that_was_to_begin_later_gives_way(by):
    person = PersonFactory(reference="5", full_name="Sam")
    TeamMembershipFactory(person=person, starts_on=date(2026, 6, 1))
    SupervisionLineFactory(worker=person, starts_on=date(2025, 1, 1), ends_on=date(2026, 1, 1))

    apply("Staff number,Name,Service,Team,Supervisor\n5,Sam,Youth,West,imp\n", by)

    assert place("5") == (("Youth", "West", TODAY, None), ("Importer", TODAY, None), None)
    assert person.supervised_by.count() == 2


def five_hundred():
    lines = ["Staff number,Name,E-mail,Service,Team,Supervisor,Manager,Start date"]
    for n in range(500):
        supervisor = "" if n < 40 else f"P{n % 40:03}"
        manager = "" if n == 0 else "P000" if n < 40 else f"P{n % 40:03}"
        lines.append(
            f"P{n:03},Person {n},p{n}@x.example,Service {n % 6},Team {n % 40},{supervisor},{manager},2024-01-01"
        )
    return "\n".join(lines)


def test_five_hundred_people_cost_as_many_queries_as_five(by, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        plan = apply(five_hundred(), by)

    assert plan.counts["joiner"] == 500
    assert (Team.objects.count(), SupervisionLine.objects.count()) == (120, 460)
    with django_assert_max_num_queries(20):
        assert plan_of(five_hundred(), by).changes_nothing


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_at_once_apply_it_once(organisation, by):
    received = upload(LINES, by)
    fingerprint = preview(received, on=TODAY).plan.fingerprint
    ready = Barrier(2)

    def apply_it(_: int) -> str:
        ready.wait()
        try:
            imports.apply_import(upload=received, fingerprint=fingerprint, by=by, now=NOW)
        except imports.ImportAlreadyApplied:
            return "refused"
        finally:
            connections.close_all()
        return "applied"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(apply_it, range(2))) == ["applied", "refused"]
    assert Person.objects.count() == 5


def test_no_file_of_staff_is_about_somebody_from_outside(by):
    guest = PersonFactory(full_name="Inspector", email="inspector@x.example", is_guest=True, receives_supervision=False)
    taken = plan_of("Name,E-mail,Manager\nNew One,INSPECTOR@x.example,\nSue,sue@x.example,inspector@x.example\n", by)
    assert [(error.line, error.column) for error in taken.errors] == [(2, "E-mail address"), (3, "Manager")]
    assert "from outside" in taken.errors[0].reason
    assert (taken.people, taken.not_in_file) == ([], 1)
    exported = [row[HEADER.index("E-mail address")] for row in people_as_rows(on=TODAY)]
    assert guest.email not in exported
    assert by.email in exported

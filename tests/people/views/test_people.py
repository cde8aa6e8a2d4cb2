"""The pages about people, their places, teams, the organisation and its calendar: allowed, forbidden, wrong input."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories.people import (
    DeputyFactory,
    HolidayFactory,
    LeaveFactory,
    OrganisationFactory,
    PersonFactory,
    ServiceFactory,
    SupervisionLineFactory,
    TeamFactory,
)
from workforce_assurance.common import banners
from workforce_assurance.outbox.models import Mail
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Holiday, Organisation, Person, Service, Team

pytestmark = pytest.mark.django_db

FAR = {"starts_on": "2031-01-01"}


@pytest.fixture
def no_banners(monkeypatch):
    """A banner asks the database once a minute: not a matter of the page that is measured."""
    monkeypatch.setattr(banners, "BANNERS", {})


@pytest.fixture
def admin(client):
    OrganisationFactory()
    person = PersonFactory(full_name="Alex Admin", roles=[Role.ADMINISTRATOR], receives_supervision=False)
    client.force_login(person)
    return person


def of(name, person, *more):
    return reverse(f"people:{name}", args=[person.pk, *more])


def text(response):
    return response.content.decode()


def every_address(person, team):
    line = SupervisionLineFactory(worker=person)
    names = ["set_up", "list", "add", "teams", "add_team", "add_service", "organisation", "calendar"]
    about = ["person", "change", "grant_role", "assign_supervisor", "move", "add_leave", "name_deputy"]
    return [
        *(reverse(f"people:{name}") for name in names),
        *(of(name, person) for name in about),
        of("end", person, "line", line.pk),
        reverse("people:team", args=[team.pk]),
        reverse("people:service", args=[team.service.pk]),
    ]


def test_every_page_opens_for_an_administrator(client, admin):
    for address in every_address(PersonFactory(), TeamFactory()):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("roles", [[], [Role.GOVERNANCE_LEAD], [Role.DATA_PROTECTION]])
def test_no_page_is_there_for_anybody_else(client, roles):
    OrganisationFactory()
    viewer = PersonFactory(roles=roles, is_superuser=True, is_staff=True)
    client.force_login(viewer)

    for address in every_address(PersonFactory(manager=viewer), TeamFactory(manager=viewer))[1:]:
        assert client.get(address).status_code == 404, address
        assert client.post(address, {}).status_code in {404, 405}, address


def test_set_up_opens_for_data_protection_and_for_nobody_else(client):
    OrganisationFactory()
    for roles, status in ([], 404), ([Role.GOVERNANCE_LEAD], 404), ([Role.DATA_PROTECTION], 200):
        client.force_login(PersonFactory(roles=roles))
        assert client.get(reverse("people:set_up")).status_code == status


def test_a_person_who_is_not_there_is_not_there(client, admin):
    missing = "00000000-0000-4000-8000-000000000000"

    assert client.get(reverse("people:person", args=[missing])).status_code == 404
    assert client.get(f"/set-up/people/{missing}/line/1/end/").status_code == 404


def test_the_list_costs_as_many_queries_for_one_as_for_three(client, admin, django_assert_num_queries, no_banners):
    with django_assert_num_queries(6):
        client.get(reverse("people:list"))
    for _ in range(3):
        PersonFactory(team=TeamFactory(), supervisor=PersonFactory())
    with django_assert_num_queries(6):
        client.get(reverse("people:list"))


def test_the_teams_cost_as_many_queries_for_one_as_for_three(client, admin, django_assert_num_queries, no_banners):
    TeamFactory(manager=PersonFactory())
    with django_assert_num_queries(6):
        client.get(reverse("people:teams"))
    TeamFactory.create_batch(2, manager=PersonFactory())
    with django_assert_num_queries(6):
        client.get(reverse("people:teams"))


def test_a_person_costs_as_many_queries_with_one_line_as_with_three(
    client, admin, django_assert_num_queries, no_banners
):
    person = PersonFactory()
    days = [date(2025, 1, 1), date(2025, 2, 1), date(2025, 3, 1)]
    SupervisionLineFactory(worker=person, starts_on=days[0], ends_on=days[0])
    with django_assert_num_queries(10):
        client.get(of("person", person))
    for day in days[1:]:
        SupervisionLineFactory(worker=person, starts_on=day, ends_on=day)
        LeaveFactory(person=person, starts_on=day, ends_on=day)
        DeputyFactory(person=person, starts_on=day, ends_on=day)
    with django_assert_num_queries(10):
        client.get(of("person", person))


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, {"Alex Admin", "Ann East", "Sue", "Una"}),
        ({"q": "ann"}, {"Ann East"}),
        ({"q": "x77"}, {"Una"}),
        ({"show": "no_supervisor"}, {"Sue", "Una"}),
        ({"show": "left"}, {"Gone", "Closed"}),
        ({"show": "all"}, {"Alex Admin", "Ann East", "Sue", "Una", "Gone", "Closed"}),
        ({"q": "nobody at all"}, set()),
    ],
)
def test_the_list_is_searched_and_filtered(client, admin, asked, names):
    sue = PersonFactory(full_name="Sue")
    PersonFactory(full_name="Ann East", supervisor=sue, team=TeamFactory(name="East"))
    PersonFactory(full_name="Una", reference="x77")
    PersonFactory(full_name="Gone", left_on=date(2025, 6, 1))
    PersonFactory(full_name="Closed", is_active=False)

    found = client.get(reverse("people:list"), asked)

    assert {person.full_name for person in found.context["people"]} == names


def test_the_list_is_filtered_by_team(client, admin):
    team = TeamFactory()
    PersonFactory(full_name="Ann", team=team)

    found = client.get(reverse("people:list"), {"team": str(team.pk)})

    assert [person.full_name for person in found.context["people"]] == ["Ann"]


@pytest.mark.parametrize(
    "asked", [{"q": "x" * 5000}, {"team": "nonsense"}, {"show": "nonsense"}, {"page": "NaN"}, {"page": "9" * 40}]
)
def test_a_filter_that_makes_no_sense_breaks_nothing(client, admin, asked):
    assert client.get(reverse("people:list"), asked).status_code == 200


def test_a_person_is_added(client, admin):
    said = {"full_name": "New Person", "email": "New@x.example", "manager": "alex admin", "started_on": "2026-01-05"}

    response = client.post(reverse("people:add"), said)

    person = Person.objects.get(full_name="New Person")
    assert response.url == of("person", person)
    assert (person.email, person.reference, person.manager, person.started_on) == (
        "new@x.example",
        None,
        admin,
        date(2026, 1, 5),
    )


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"full_name": ""}, "Fill in “Name”."),
        ({"full_name": "Sam"}, "Give a staff number or an e-mail address"),
        ({"full_name": "Sam", "reference": "TAKEN"}, "belongs to somebody else"),
        ({"full_name": "Sam", "email": "Taken@x.example"}, "belongs to somebody else"),
        ({"full_name": "Sam", "reference": "1", "manager": "No One"}, "Nobody has the staff number, address or name"),
        ({"full_name": "Sam", "reference": "1", "manager": "Twin"}, "Several people have this name"),
        ({"full_name": "Sam", "reference": "1", "started_on": "9999-12-31"}, "Enter a day between"),
        (
            {"full_name": "Sam", "reference": "1", "started_on": "2026-02-02", "left_on": "2026-02-01"},
            "on or after the start date",
        ),
        ({"full_name": "Sam\x00", "reference": "1"}, "cannot be stored"),
        ({"full_name": "x" * 1_000_000, "reference": "1"}, "Shorten it"),
        ({"full_name": "Sam", "email": "a\x00b@x.example"}, "Null characters"),
    ],
)
def test_what_is_wrong_with_a_person_is_said(client, admin, said, sentence):
    PersonFactory(reference="taken", email="taken@x.example", full_name="Twin")
    PersonFactory(full_name="Twin")
    before = Person.objects.count()

    response = client.post(reverse("people:add"), said)

    assert response.status_code == 200
    assert sentence in text(response)
    assert Person.objects.count() == before


def test_a_new_address_is_recorded_without_the_address(client, admin):
    from workforce_assurance.audit.models import TrailEntry

    person = PersonFactory(full_name="Sam", email="old@x.example", email_bounced_at=timezone.now())

    client.post(of("change", person), {"full_name": "Sam", "email": "new@x.example", "reference": person.reference})

    person.refresh_from_db()
    assert (person.email, person.email_bounced_at) == ("new@x.example", None)
    entry = TrailEntry.objects.get(action="person.changed")
    assert "new@x.example" not in str(entry.facts)
    assert "email" in entry.facts["changed"]


def test_a_circle_of_managers_is_refused(client, admin):
    top = PersonFactory(full_name="Top")
    PersonFactory(full_name="Low", manager=PersonFactory(full_name="Mid", manager=top))

    response = client.post(of("change", top), {"full_name": "Top", "reference": top.reference, "manager": "Low"})

    assert "This manager stands below the person" in text(response)


def test_assigning_a_supervisor_ends_the_line_before(client, admin):
    worker = PersonFactory(supervisor=PersonFactory())
    new = PersonFactory(full_name="New Supervisor")

    client.post(of("assign_supervisor", worker), {"supervisor": "New Supervisor", **FAR})

    lines = worker.supervised_by.order_by("starts_on").values_list("supervisor", "ends_on")
    assert list(lines)[1:] == [(new.pk, None)]
    assert lines[0][1] == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("name", "said", "sentence"),
    [
        ("assign_supervisor", {"supervisor": "Sam", **FAR}, "Nobody supervises themselves"),
        ("assign_supervisor", {"supervisor": "", "starts_on": "no"}, "Fill in “Supervisor”."),
        ("name_deputy", {"deputy": "Sam", **FAR}, "Nobody stands in for themselves"),
        (
            "add_leave",
            {"kind": "annual", "starts_on": "2031-01-02", "ends_on": "2031-01-01"},
            "on or after the first day",
        ),
        ("add_leave", {"kind": "nonsense", **FAR}, "Choose one of the answers"),
        ("add_leave", {"kind": "annual", "starts_on": "2026-06-01"}, "There is one already for some of these days"),
        ("move", {"team": "nonsense", **FAR}, "Choose one of the answers"),
        ("grant_role", {"role": "king"}, "Choose one of the answers"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_words(client, admin, name, said, sentence):
    person = PersonFactory(full_name="Sam")
    LeaveFactory(person=person, starts_on=date(2026, 5, 1))

    assert sentence in text(client.post(of(name, person), said))


def test_moving_to_a_team_leave_and_a_deputy_are_recorded(client, admin):
    person, deputy, team = PersonFactory(full_name="Sam"), PersonFactory(full_name="Dee"), TeamFactory()

    client.post(of("move", person), {"team": str(team.pk), **FAR})
    client.post(of("add_leave", person), {"kind": "sick", **FAR})
    client.post(of("name_deputy", person), {"deputy": "Dee", **FAR})

    assert (person.memberships.get().team, person.leave.get().kind, person.deputies.get().deputy) == (
        team,
        "sick",
        deputy,
    )


def test_a_line_is_ended(client, admin):
    line = SupervisionLineFactory()

    client.post(of("end", line.worker, "line", line.pk), {"ends_on": "2031-01-01"})
    line.refresh_from_db()
    assert line.ends_on == date(2031, 1, 1)
    again = client.post(of("end", line.worker, "line", line.pk), {"ends_on": "2020-01-01"})
    assert "on or after the first day" in text(again)


def test_the_line_of_somebody_else_is_not_ended(client, admin):
    line = SupervisionLineFactory()

    response = client.post(of("end", PersonFactory(), "line", line.pk), {"ends_on": "2031-01-01"})

    assert response.status_code == 404


def test_a_role_is_given_and_taken(client, admin):
    person = PersonFactory()

    client.post(of("grant_role", person), {"role": "data_protection"})
    grant = person.role_grants.get()
    client.post(of("take_role", person, grant.pk))

    assert not person.role_grants.exists()


def test_only_governance_is_limited_to_a_service(client, admin):
    response = client.post(
        of("grant_role", PersonFactory()), {"role": "administrator", "service": str(ServiceFactory().pk)}
    )

    assert "this role is not limited to a service" in text(response)


def test_the_last_administrator_stays_one(client, admin):
    response = client.post(of("take_role", admin, admin.role_grants.get().pk), follow=True)

    assert "This is the last administrator" in text(response)
    assert admin.role_grants.exists()


def test_an_account_is_closed_and_reopened_but_never_ones_own(client, admin):
    person = PersonFactory()

    client.post(of("account", person), {"step": "close"})
    assert not Person.objects.get(pk=person.pk).is_active
    client.post(of("account", person), {"step": "reopen"})
    assert Person.objects.get(pk=person.pk).is_active
    client.post(of("account", admin), {"step": "close"})
    assert Person.objects.get(pk=admin.pk).is_active


def test_people_are_invited_one_by_one_or_together(client, admin):
    sam = PersonFactory()
    PersonFactory(last_login=timezone.now())
    PersonFactory(email=None)
    PersonFactory(left_on=timezone.now().date() - timedelta(days=2))
    Person.objects.filter(pk=admin.pk).update(last_login=timezone.now())

    response = client.post(reverse("people:invite_all"), follow=True)

    assert "1 invitation is on the way" in text(response)
    assert [mail.recipient for mail in Mail.objects.all()] == [sam]


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"email": None}, "no e-mail address"), ({"is_active": False}, "account is closed")]
)
def test_whoever_cannot_be_invited_is_named(client, admin, fields, sentence):
    response = client.post(of("account", PersonFactory(**fields)), {"step": "invite"}, follow=True)

    assert sentence in text(response)


def test_services_and_teams_are_added_and_changed(client, admin):
    client.post(reverse("people:add_service"), {"name": "Housing", "lead": "Alex Admin"})
    service = Service.objects.get()
    client.post(reverse("people:add_team"), {"name": "East", "service": str(service.pk)})
    team = Team.objects.get()
    client.post(
        reverse("people:team", args=[team.pk]), {"name": "North", "service": str(service.pk), "manager": "Alex Admin"}
    )
    team.refresh_from_db()

    assert (service.lead, team.name, team.manager) == (admin, "North", admin)
    again = client.post(reverse("people:add_team"), {"name": "North", "service": str(service.pk)})
    assert "There is one of this name already" in text(again)


def test_the_organisation_is_changed(client, admin):
    page = client.get(reverse("people:organisation"))
    said = {**page.context["form"].initial, "name": "New Name", "smallest_group": "7"}

    client.post(reverse("people:organisation"), said)

    assert list(Organisation.objects.values_list("name", "smallest_group")) == [("New Name", 7)]


def test_the_calendar_is_seeded_once_and_changed(client, admin):
    client.post(reverse("people:seed_holidays"))
    seeded = Holiday.objects.count()
    again = client.post(reverse("people:seed_holidays"), follow=True)

    assert seeded > 20
    assert "there already" in text(again)
    client.post(reverse("people:calendar"), {"day": "2031-05-05", "name": "Founders' day"})
    taken = client.post(reverse("people:calendar"), {"day": "2031-05-05", "name": "Again"})
    assert "a holiday already" in text(taken)
    client.post(reverse("people:remove_holiday", args=["2031-05-05"]))
    assert Holiday.objects.count() == seeded


@pytest.mark.parametrize("day", ["nonsense", "2031-13-01", "9999999999"])
def test_a_day_that_is_none_is_not_there(client, admin, day):
    HolidayFactory()

    assert client.post(reverse("people:remove_holiday", args=[day])).status_code == 404


def test_today_tells_administrators_who_has_no_supervisor(client, admin):
    PersonFactory(full_name="Una")

    page = text(client.get("/"))

    assert "People with no supervisor" in page
    assert "Una" in page
    client.force_login(PersonFactory())
    assert "People with no supervisor" not in text(client.get("/"))


def test_a_key_that_is_none_is_not_there(client, admin):
    assert client.get(f"/set-up/people/{'-' * 36}/line/1/end/").status_code == 404


def test_somebody_from_outside_stands_apart_and_is_marked(admin, client):
    guest = PersonFactory(full_name="Ida Inspector", is_guest=True, receives_supervision=False)
    page = reverse("people:list")
    assert "Ida Inspector" not in text(client.get(page))
    assert "From outside</span>" in text(client.get(page, {"show": "outside"}))
    assert "Alex Admin</a>" not in text(client.get(page, {"show": "outside"}))
    assert "From outside: let in" in text(client.get(of("person", guest)))

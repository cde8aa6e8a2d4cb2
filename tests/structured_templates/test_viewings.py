"""Who has viewed a record and when: in words, to its two people, from the trail."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse

from tests.factories.audit import TrailEntryFactory
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.structured_templates import NOW, author_of, subject_of
from tests.structured_templates.commands.test_writing import save
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.viewings import viewings_of

NEW_YORK = ZoneInfo("America/New_York")


def read(response, person, action="record.read", at=NOW, **facts):
    TrailEntryFactory(
        kind="read", action=action, actor=person, at=at, subject_type="response", subject_id=response.pk, facts=facts
    )


def lines(response, zone=NEW_YORK):
    return [
        (line["when"], line["text"], line["detail"])
        for line in viewings_of(response, asked_by(response.version_id), zone)
    ]


def test_each_person_stands_there_once_a_day_with_the_last_time(response):
    ines, sam = author_of(response), subject_of(response)
    read(response, ines)
    read(response, ines, at=NOW + timedelta(hours=1))
    read(response, sam, at=NOW + timedelta(hours=2))
    read(response, ines, at=NOW + timedelta(days=1))

    assert lines(response) == [
        ("3 November 2026, 04:00", "Ines Duarte viewed it.", "The whole record."),
        ("2 November 2026, 06:00", "Sam Okoro viewed it.", "The whole record."),
        ("2 November 2026, 05:00", "Ines Duarte viewed it.", "The whole record, 2 times."),
    ]


def test_the_days_are_those_of_the_organisations_zone(response):
    for hours in (-6, -4):  # 22:00 and midnight in New York, both on 2 November in UTC
        read(response, subject_of(response), at=NOW + timedelta(hours=hours))

    assert [when for when, *_ in lines(response)] == ["2 November 2026, 00:00", "1 November 2026, 22:00"]


def test_sections_are_said_by_their_titles_in_the_order_they_are_asked(response):
    for key in ("details", "events", "events"):
        read(response, author_of(response), "record.section_read", section=key)
    read(response, author_of(response), "record.checked")

    ((_, _, detail),) = lines(response)
    assert detail == "All its answers, before it was finished. While it was written: Events, Details."


def test_readings_of_other_records_are_not_listed(response):
    TrailEntryFactory(kind="read", action="record.read", actor=PersonFactory(), subject_type="response")

    assert lines(response) == []


def test_a_thousand_viewings_cost_one_query(response, django_assert_num_queries):
    read(response, author_of(response))
    version = asked_by(response.version_id)
    with django_assert_num_queries(1):
        viewings_of(response, version, NEW_YORK)
    for day in range(20):
        read(response, author_of(response), at=NOW + timedelta(days=day))
        read(response, subject_of(response), at=NOW + timedelta(days=day))
    with django_assert_num_queries(1):
        viewings_of(response, version, NEW_YORK)


def test_both_of_its_people_are_shown_who_viewed_it(client, response):
    OrganisationFactory()
    save(response, any=Value(coded="no"))
    client.force_login(subject_of(response))
    client.get(reverse("record_check", args=[response.pk]))
    for person in (author_of(response), subject_of(response)):
        client.force_login(person)
        assert "Sam Okoro viewed it." in client.get(reverse("record_history", args=[response.pk])).content.decode()


def test_what_is_prepared_for_oneself_alone_is_nobodys_viewing(client, response):
    OrganisationFactory()
    save(response, mine=Value(words="only mine"))
    client.force_login(author_of(response))
    client.get(reverse("record_section", args=[response.pk, "events"]))

    entry = TrailEntry.objects.get(kind="read")
    assert (entry.action, entry.about_id) == ("record.preparation_read", author_of(response).pk)
    assert lines(response) == []

"""Letting old drafts go."""

from datetime import timedelta

from tests.factories.structured_templates import NOW, author_of
from tests.structured_templates.commands.test_writing import draft
from workforce_assurance.structured_templates.commands import forget_kept, forget_old_drafts, keep_text
from workforce_assurance.structured_templates.models import KeptText, ResponseSection


def test_an_old_draft_is_emptied_and_a_young_one_stays(response, settings):
    settings.DRAFTS_KEPT_DAYS = 30
    draft(response)
    assert forget_old_drafts(now=NOW + timedelta(days=29)) == 0
    assert forget_old_drafts(now=NOW + timedelta(days=31)) == 1
    assert ResponseSection.objects.get().sealed_draft is None


def test_drafts_are_kept_at_least_twenty_hours(response, settings):
    settings.DRAFTS_KEPT_DAYS = 0
    draft(response)
    assert forget_old_drafts(now=NOW + timedelta(hours=19)) == 0


def test_kept_texts_go_as_drafts_do(response):
    keep_text(person_id=author_of(response).pk, path="/a/", typed={"text": ["words"]}, now=NOW)
    forget_old_drafts(now=NOW + timedelta(days=31))
    assert not KeptText.objects.exists()


def test_nothing_typed_is_not_kept(response):
    assert keep_text(person_id=author_of(response).pk, path="/a/", typed={"text": [" "]}, now=NOW) is None


def test_only_its_writer_lets_a_kept_text_go(response):
    kept = keep_text(person_id=author_of(response).pk, path="/a/", typed={"text": ["words"]}, now=NOW)
    forget_kept(kept_id=kept.pk, by=response.parties.get(part="subject").person)
    assert KeptText.objects.count() == 1
    forget_kept(kept_id="no key at all", by=author_of(response))
    forget_kept(kept_id=kept.pk, by=author_of(response))
    assert KeptText.objects.count() == 0

"""Templates as the builder meets them: a published version with two sections, and drafts of it."""

from datetime import UTC, datetime
from typing import Any

import factory
from factory.django import DjangoModelFactory

from workforce_assurance.structured_templates import models
from workforce_assurance.structured_templates.enums import QuestionKind, VersionState
from workforce_assurance.structured_templates.purposes import Purpose

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
PURPOSE = "check_in"


def purpose(**changes: Any) -> Purpose:
    wanted: dict[str, Any] = {
        "key": PURPOSE,
        "label": "Check-in",
        "areas": {"events": "Recent high-stress events", "caseload": "Current caseload risk"},
        "required_areas": frozenset({"events"}),
        "adjustments_agreed": lambda subject_id, rows, by, now: None,
        "page": lambda subject_id: "/",
        "title": lambda subject, viewer: "Check-in",
        "aside": lambda subject_id, viewer, now: [],
        "may_write": lambda subject_id, person, now: True,
    }
    return Purpose(**(wanted | changes))


class TemplateFactory(DjangoModelFactory):
    class Meta:
        model = models.Template

    key = factory.Sequence(lambda n: f"check-in-{n}")
    name = factory.Sequence(lambda n: f"Check-in {n}")
    purpose = PURPOSE


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = models.TemplateVersion

    template = factory.SubFactory(TemplateFactory)
    number = 1
    created_at = NOW


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Section

    version = factory.SubFactory(DraftFactory)
    key = "events"
    title = "What happened"
    area = "events"
    position = 1


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.Question

    section = factory.SubFactory(SectionFactory)
    key = "stressful"
    kind = QuestionKind.LONG_TEXT
    text = "What was stressful?"
    position = 1


SIGNS = [
    {"code": "avoidance", "label": "Avoidance", "help": "Puts visits off"},
    {"code": "rushing", "label": "Rushing", "help": ""},
    {"code": "other", "label": "Something else", "help": ""},
]


def make_draft(**fields: Any) -> models.TemplateVersion:
    """A draft that can be published: yes/no, why, a choice; and a second section with a group."""
    draft = DraftFactory(**fields)
    events = SectionFactory(version=draft)
    QuestionFactory(section=events, key="event", kind=QuestionKind.YES_NO, text="Was there a stressful event?")
    QuestionFactory(section=events, position=2, shown_if={"question": "event", "is": "yes"})
    QuestionFactory(
        section=events, key="sign", kind=QuestionKind.ONE_OF, text="Which sign did you see?", options=SIGNS, position=3
    )
    cases = SectionFactory(version=draft, key="caseload", title="Caseload", area="caseload", position=2)
    group = QuestionFactory(section=cases, key="cases", kind=QuestionKind.GROUP, text="Cases to talk about", position=1)
    QuestionFactory(
        section=cases, group=group, key="case", kind=QuestionKind.CASE_REFERENCE, text="Case reference", position=1
    )
    return draft


def publish(version: models.TemplateVersion) -> models.TemplateVersion:
    """Publish without asking, as a version of long ago."""
    version.state, version.published_at = VersionState.PUBLISHED, NOW
    version.save()
    return version


def make_published() -> models.TemplateVersion:
    return publish(make_draft())

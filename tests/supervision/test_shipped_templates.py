"""The templates that supervision comes with: they can be published, they fit on their pages, and they keep still."""

from datetime import UTC, datetime

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire

from supervision import shipped
from workforce_assurance.structured_templates.builder.outline import outline_of_description
from workforce_assurance.structured_templates.builder.reasons import reasons_against_publishing
from workforce_assurance.structured_templates.commands import ship_template
from workforce_assurance.structured_templates.description import described
from workforce_assurance.structured_templates.exchange.checking import checked
from workforce_assurance.structured_templates.exchange.questionnaire_out import questionnaire
from workforce_assurance.structured_templates.models import Template, TemplateVersion
from workforce_assurance.structured_templates.purposes import PURPOSES

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
ALL = (
    shipped.RECORD, shipped.AGREEMENT, *shipped.OTHERS, shipped.PREPARATION, shipped.TOPIC, shipped.GROUP, shipped.RESTORATIVE,
)  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_template_can_be_published(name: str) -> None:
    description = checked(shipped.template(name)).description
    purpose = PURPOSES[description["purpose"]]
    assert reasons_against_publishing(outline_of_description(description), purpose) == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_a_shipped_file_is_left_out(name: str) -> None:
    assert checked(shipped.template(name)).left_out == []


@pytest.mark.parametrize("name", ALL)
def test_a_shipped_template_is_a_valid_questionnaire(name: str) -> None:
    Questionnaire.model_validate(questionnaire(shipped.template(name), number=1, state="published"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", [shipped.RECORD, shipped.AGREEMENT, *shipped.OTHERS])
def test_what_is_shipped_is_what_is_stored(name: str) -> None:
    assert described(ship_template(description=shipped.template(name), now=NOW)) == shipped.template(name)


@pytest.mark.django_db
def test_shipping_again_changes_nothing_and_the_record_opens_sessions() -> None:
    shipped.ship(NOW)
    shipped.ship(NOW.replace(hour=10))
    assert set(TemplateVersion.objects.values_list("template__key", "number", "state")) == {
        ("supervision", 1, "published"),
        ("supervision_agreement", 1, "published"),
        ("kolb_case_reflection", 1, "published"),
        ("supervision_preparation", 1, "published"),
        ("supervision_topic", 1, "published"),
        ("group_reflection", 1, "published"),
        ("restorative_session", 1, "published"),
        ("supervision_of_supervisors", 1, "published"),
    }
    assert Template.objects.get(purpose="supervision", opens_records=True).key == "supervision"

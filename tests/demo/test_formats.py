"""Three formats of supervision are re-created with the builder's commands alone, the same every time."""

from datetime import UTC, datetime

import pytest

from supervision.shipped import ship
from tests.factories.people import PersonFactory
from workforce_assurance.demo.format_texts import FORMATS, FOUR_BY_FOUR
from workforce_assurance.demo.formats import recreate_formats
from workforce_assurance.structured_templates.description import described
from workforce_assurance.structured_templates.models import Question, Template, TemplateVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 7, 30, tzinfo=UTC)


@pytest.fixture
def versions() -> list[TemplateVersion]:
    ship(NOW)
    return recreate_formats(FORMATS, by=PersonFactory(), now=NOW)


def test_each_is_published_and_none_takes_the_place_of_the_record(versions: list[TemplateVersion]) -> None:
    assert [(version.template.name, version.number, version.state) for version in versions] == [
        ("Three functions of supervision", 1, "published"),
        ("Four by four, seen by both", 1, "published"),
        ("Supervision on one page", 1, "published"),
    ]
    assert Template.objects.get(purpose="supervision", opens_records=True).key == "supervision"


def test_they_are_of_different_shape(versions: list[TemplateVersion]) -> None:
    asked = Question.objects.filter(section__version__in=versions)
    assert {kind: asked.filter(kind=kind).count() for kind in ("matrix", "total", "scale")} == {
        "matrix": 8,
        "total": 3,
        "scale": 4,
    }


def test_a_total_of_four_by_four_adds_up_four_matrices(versions: list[TemplateVersion]) -> None:
    total = Question.objects.get(section__version=versions[1], key="in_all_as_the_worker_sees_it")
    assert (total.computed["how"], len(total.computed["of"])) == ("mean", 4)


def test_they_come_out_the_same_every_time(versions: list[TemplateVersion]) -> None:
    again = recreate_formats((FOUR_BY_FOUR,), by=PersonFactory(), now=NOW)[0]
    assert described(again)["sections"] == described(versions[1])["sections"]

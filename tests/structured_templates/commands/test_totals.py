"""A total is worked out by the server from what was saved, and is never typed."""

from typing import Any

import pytest

from tests.factories.structured_templates import NOW, author_of, description, make_response, question, subject_of
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import finish_response, save_section
from workforce_assurance.structured_templates.contents import stand_of, values_of
from workforce_assurance.structured_templates.kinds import Value
from workforce_assurance.structured_templates.models import Answer, Response
from workforce_assurance.structured_templates.refusals import DraftConflict

pytestmark = pytest.mark.django_db

STEPS = [
    {"code": code, "label": code.title(), "points": points} for points, code in enumerate(("never", "often", "always"))
]
NOT_SURE = {"code": "not_sure", "label": "I am not sure"}
ITEMS = [{"code": "pace", "label": "Pace"}, {"code": "trust", "label": "Trust"}]


def scored(how: str = "sum", **total: Any) -> dict[str, Any]:
    """One section with the parts, and another with what they come to."""
    events = [
        question("any", "yes_no"),
        question("hours", "number", shown_if={"question": "any", "is": "yes"}),
        question("week", "matrix", options=[*STEPS, NOT_SURE], items=ITEMS),
    ]
    computed = {"how": how, "of": ["events.week", "details.weight"]}
    details = [question("weight", "scale", options=STEPS), question("total", "total", computed=computed, **total)]
    return description(
        sections=[
            {"key": "events", "title": "Events", "area": "events", "questions": events},
            {"key": "details", "title": "Details", "questions": details},
        ]
    )


def save(response: Response, key: str, *, revision: int = 0, seen: str = "", by: Any = None, **answers: Any) -> None:
    section = asked_by(response.version_id).section(key)
    values = {name: None if coded is None else Value(coded=coded) for name, coded in answers.items()}
    save_section(
        response=response,
        section=section,
        values=values,
        revision=revision,
        seen=seen,
        by=by or author_of(response),
        now=NOW,
    )


def total_of(response: Response) -> Any:
    answer = Answer.objects.filter(response=response, question__key="total").first()
    return answer and answer.coded


@pytest.fixture
def record(purpose: Any) -> Response:
    return make_response(description=scored())


def test_a_total_adds_up_what_was_saved_in_both_sections(record: Response) -> None:
    save(record, "events", week={"pace": "often", "trust": "always"})
    assert total_of(record) is None
    save(record, "details", weight="often")
    assert total_of(record) == "4"


def test_a_total_follows_what_is_changed_later(record: Response) -> None:
    save(record, "details", weight="never")
    save(record, "events", week={"pace": "always", "trust": "always"})
    save(record, "events", revision=1, seen=stand(record, "events"), week={"pace": "never", "trust": "never"})
    assert total_of(record) == "0"


def stand(response: Response, key: str) -> str:
    section = asked_by(response.version_id).section(key)
    answers = Answer.objects.filter(response=response, question__in=[q.id for q in section.answered])
    return stand_of(section, answers)


@pytest.mark.parametrize(
    "week",
    [None, {"pace": "often"}, {"pace": "often", "trust": "not_sure"}],
    ids=["nothing", "an item is missing", "an answer without points"],
)
def test_a_total_is_taken_out_when_a_part_goes(record: Response, week: Any) -> None:
    save(record, "details", weight="often")
    save(record, "events", week={"pace": "often", "trust": "always"})
    save(record, "events", revision=1, seen=stand(record, "events"), week=week)
    assert total_of(record) is None


def test_a_mean_is_over_every_item_and_rounded_to_two_decimals(purpose: Any) -> None:
    record = make_response(description=scored(how="mean"))
    save(record, "events", week={"pace": "always", "trust": "always"})
    save(record, "details", weight="often")
    assert total_of(record) == "1.67"


def test_what_is_sent_for_a_total_is_passed_over(record: Response) -> None:
    save(record, "details", weight="often", total="1000")
    assert total_of(record) is None


def test_a_part_that_is_not_asked_is_missing(purpose: Any) -> None:
    wanted = scored()
    wanted["sections"][1]["questions"][1]["computed"] = {"how": "sum", "of": ["events.hours"]}
    record = make_response(description=wanted)
    save(record, "events", any="yes", hours="7.5")
    assert total_of(record) == "7.5"
    save(record, "events", revision=1, seen=stand(record, "events"), any="no")
    assert total_of(record) is None


def test_a_total_that_moved_stands_against_nobodys_typing(record: Response) -> None:
    """The other person saves a part in another section while this one has the section with the total open."""
    save(record, "events", week={"pace": "often", "trust": "often"})
    save(record, "details", weight="often")
    seen = stand(record, "details")
    other = subject_of(record)
    save(record, "events", seen=stand(record, "events"), by=other, week={"pace": "always", "trust": "always"})
    save(record, "details", revision=1, seen=seen, weight="always")
    assert total_of(record) == "6"


def test_a_part_that_the_other_person_changed_still_stands_against_it(record: Response) -> None:
    save(record, "details", weight="often")
    with pytest.raises(DraftConflict):
        save(record, "details", by=subject_of(record), weight="always")


def test_a_total_is_part_of_what_is_signed(record: Response) -> None:
    save(record, "events", any="no", week={"pace": "often", "trust": "always"})
    save(record, "details", weight="often")
    finish_response(response=record, by=author_of(record), now=NOW)
    assert [value.coded for value in values_of(Answer.objects.filter(question__key="total")).values()] == ["4"]


def test_a_private_total_is_made_of_ones_own_answers(purpose: Any) -> None:
    wanted = scored(layer="private")
    for section in wanted["sections"]:
        for described in section["questions"]:
            described["layer"] = "private"
    record = make_response(description=wanted)
    author, subject = author_of(record), subject_of(record)
    for person, step in ((author, "never"), (subject, "always")):
        save(record, "events", by=person, week={"pace": step, "trust": step})
        save(record, "details", by=person, weight=step)
    found = Answer.objects.filter(question__key="total").values_list("private_to", "coded")
    assert dict(found) == {author.pk: "0", subject.pk: "6"}

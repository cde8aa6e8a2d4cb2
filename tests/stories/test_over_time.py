"""What is seen over time, with something in it: in both themes, at 320 px, and without a word of a record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from supervision.shipped import ship
from supervision.sign_counts import quarters_over
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from tests.factories.supervision import AdjustmentFactory, SessionFactory
from workforce_assurance.people.enums import Role
from workforce_assurance.structured_templates.models import Answer, Question, Response, ResponseParty

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def record(worker, supervisor, team, *, at, signs):
    """A finished record that noted these signs in the worker's view, and the first of them in the supervisor's."""
    question = Question.objects.get(key="signs", section__version__template__key="supervision")
    session = SessionFactory(worker=worker, supervisor=supervisor, team=team, due_on=at.date(), held=True)
    response = Response.objects.create(
        version=question.section.version, purpose="supervision", subject_id=session.pk, state="to_sign",
        opened_at=at, finished_at=at, content_sha256="0" * 64,
    )  # fmt: skip
    for part, person in (("author", supervisor), ("subject", worker)):
        ResponseParty.objects.create(response=response, part=part, person=person)
    coded = {"worker": signs, "supervisor": signs[:1]}
    Answer.objects.create(response=response, question=question, author=supervisor, coded=coded, answered_at=at)
    return session


@pytest.fixture
def team(transactional_db):
    OrganisationFactory()
    ship(timezone.now())
    return TeamFactory(name="Harbour outreach")


def test_a_worker_sees_signs_shares_and_adjustments(team, page, web, sign_in, check_page):
    supervisor = PersonFactory(team=team)
    worker = PersonFactory(team=team, supervisor=supervisor)
    now = timezone.now()
    for weeks, signs in ((8, ["avoidance", "rushing"]), (4, []), (1, ["irritation"])):
        session = record(worker, supervisor, team, at=now - timedelta(weeks=weeks), signs=signs)
    AdjustmentFactory(session=session, starts_on=date(2026, 1, 5), check_on=now.date() - timedelta(days=3))
    AdjustmentFactory(
        session=session, starts_on=date(2026, 1, 5), outcome="ended", helped="no", checked_at=now, checked_by=worker
    )
    sign_in(worker)
    page.goto(f"{web}/supervision/workers/{worker.pk}/over-time/")
    check_page()
    assert page.get_by_role("img", name="Signs noted in each record").count() == 1
    page.goto(f"{web}/supervision/adjustments/")
    check_page()
    page.get_by_role("link", name="Peer support").first.click()
    page.get_by_label("It helped in part").check()
    page.get_by_label("It stays").check()
    page.get_by_role("button", name="Record").click()
    assert "It helped in part · It stays" in page.locator("main").inner_text()


def test_governance_reads_counts_with_small_ones_suppressed(team, page, web, sign_in, check_page):
    supervisor = PersonFactory(team=team)
    quarter = quarters_over(today=timezone.localdate(), number=1)[0]
    at = timezone.now().replace(year=quarter.year, month=quarter.month, day=10)
    for number in range(12):
        record(PersonFactory(team=team), supervisor, team, at=at, signs=["rushing"] if number < 9 else ["avoidance"])
    sign_in(PersonFactory(roles=[Role.GOVERNANCE_LEAD]))
    page.goto(f"{web}/supervision/signs/")
    check_page()
    assert "<5" in page.locator("main").inner_text()

"""The steps that write board papers and let inspectors in, in a small organisation: by the product's own commands, and so by its rules."""

import pytest
from django.utils import timezone

from governance.models import BoardPaper, Inspection
from tests.factories import audits, board
from tests.factories.people import OrganisationFactory, PersonFactory, ServiceFactory, TeamFactory
from workforce_assurance.audit.models import TrailEntry
from workforce_assurance.demo.board import write_papers
from workforce_assurance.demo.inspections import let_inspectors_in
from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "quiet harbour lantern"


@pytest.fixture
def now():
    """A moment with a lead, a team with a record and an audit of it, and figures of three years."""
    now = timezone.now()
    OrganisationFactory()
    lead = PersonFactory(roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    head = PersonFactory(receives_supervision=False)
    team = TeamFactory(service=ServiceFactory(lead=head))
    supervisor = PersonFactory(receives_supervision=False)
    worker = PersonFactory(team=team, supervisor=supervisor)
    audits.recorded(worker, supervisor, team, now=now)
    audits.draw(lead, teams=[team], by=lead, now=now)
    board.measured(team, now=now)
    return now


def test_one_paper_is_in_force_one_was_replaced_and_one_is_a_draft(now):
    assert write_papers(now=now) == 3
    assert set(BoardPaper.objects.values_list("state", flat=True)) == {"draft", "issued", "replaced"}


def test_one_access_was_ended_after_something_was_looked_at_and_one_is_open(now):
    assert let_inspectors_in(now=now, password=PASSWORD) == 2
    ended, still_open = Inspection.objects.order_by("ended_at")
    assert (ended.ended_at, still_open.items.count()) == (now, 1)
    assert TrailEntry.objects.filter(action="inspection.viewed", subject_id=str(ended.pk)).count() == 3
    assert all(one.check_password(PASSWORD) for one in Person.objects.filter(is_guest=True))

"""What must be true of board papers, by whichever path it is tried."""

import pytest
from django.db import Error, connection, transaction

from governance.models import BoardCaveat, BoardPaper
from tests.factories.board import caveat, drafted, issued
from tests.governance.measures.conftest import SUMMER

pytestmark = pytest.mark.django_db


def refused(sentence, **changes):
    """An update that the constraint or trigger of that sentence refuses."""
    with pytest.raises(Error, match=sentence), transaction.atomic():
        BoardPaper.objects.update(**changes)


def test_a_paper_is_of_whole_months(place):
    paper = drafted(place.governance, now=SUMMER)
    refused("a_paper_is_of_whole_months", first_month=paper.first_month.replace(day=2))


def test_the_figures_have_their_digest(place):
    drafted(place.governance, now=SUMMER)
    refused("a_paper_s_figures_have_their_digest", digest="")


def test_an_issued_paper_says_when_and_by_whom(place):
    drafted(place.governance, now=SUMMER)
    refused("an_issued_paper_says_when_and_by_whom", state="issued", issued_at=SUMMER)


def test_a_replaced_paper_says_by_which(place):
    issued(place.governance, now=SUMMER)
    refused("a_replaced_paper_says_by_which", state="replaced", replaced_at=SUMMER)


@pytest.mark.parametrize(
    ("make", "sentence"), [(drafted, "a_place_has_one_draft_paper"), (issued, "a_place_has_one_paper_in_force")]
)
def test_a_place_has_one_of_each(place, make, sentence):
    first = make(place.governance, now=SUMMER)
    values = {
        field.attname: getattr(first, field.attname) for field in BoardPaper._meta.concrete_fields if not field.unique
    }
    with pytest.raises(Error, match=sentence), transaction.atomic():
        BoardPaper.objects.create(once=place.team.pk, reference="OTHER", **values)


@pytest.mark.parametrize("changes", [{"figures": {}}, {"last_month": "2027-05-01"}, {"state": "draft"}])
def test_an_issued_paper_never_changes(place, changes):
    issued(place.governance, now=SUMMER)
    refused("an issued board paper never changes", **changes)


def test_an_issued_paper_is_not_deleted(place):
    paper = issued(place.governance, now=SUMMER)
    with pytest.raises(Error, match="an issued board paper never changes"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM governance_boardpaper WHERE id = %s", [paper.pk])


@pytest.mark.parametrize("how", ["insert", "update", "delete"])
def test_the_caveats_of_an_issued_paper_stand(place, how):
    paper = issued(place.governance, now=SUMMER)
    with pytest.raises(Error, match="a published board paper never changes"), transaction.atomic():
        if how == "insert":
            BoardCaveat.objects.create(
                paper=paper, words="Late.", written_by=place.governance, written_as="Staff", written_at=SUMMER
            )
        elif how == "update":
            BoardCaveat.objects.update(words="Otherwise.")
        else:
            BoardCaveat.objects.all().delete()


def test_a_caveat_says_something_once(place):
    one = caveat(drafted(place.governance, now=SUMMER), now=SUMMER)
    with pytest.raises(Error, match="a_caveat_says_something"), transaction.atomic():
        BoardCaveat.objects.update(words="")
    values = {"paper": one.paper, "written_by": place.governance, "written_as": "Staff", "written_at": SUMMER}
    with pytest.raises(Error, match="a_caveat_stands_once_in_a_paper"), transaction.atomic():
        BoardCaveat.objects.create(measure=one.measure, words=one.words, **values)

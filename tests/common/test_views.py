"""List pages answer every address."""

from datetime import date

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.factories.people import HolidayFactory
from workforce_assurance.common.forms import DateField, Form
from workforce_assurance.common.views import CountedInPart, ForgivingPaginator, ListPage
from workforce_assurance.people.models import Holiday

pytestmark = pytest.mark.django_db


class SinceForm(Form):
    since = DateField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", "All"), ("bank", "Bank")])


class Holidays(ListPage):
    model = Holiday
    paginate_by = 2
    template_name = "components/_pagination.html"
    filter_form = SinceForm

    def filtered(self, rows, *, since, kind):
        return rows.filter(day__gte=since) if since else rows


@pytest.fixture
def days():
    return [HolidayFactory(day=date(2026, 12, day)) for day in range(1, 8)]


def ask(**address):
    response = Holidays.as_view()(RequestFactory().get("/", address))
    response.render()
    return response


def shown(response):
    return [holiday.day.day for holiday in response.context_data["object_list"]]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, [1, 2]),
        (2, [3, 4]),
        (4, [7]),
        (5, [7]),
        ("9" * 40, [1, 2]),
        ("abc", [1, 2]),
        ("-3", [1, 2]),
        ("\x00", [1, 2]),
    ],
)
def test_every_page_number_has_an_answer(days, number, expected):
    assert shown(ask(page=number)) == expected


def test_a_filter_narrows_the_list(days):
    assert shown(ask(since="2026-12-06")) == [6, 7]


@pytest.mark.parametrize("since", ["9999-12-31", "0001-01-01", "soon", "NaN", "x" * 10_000])
def test_a_filter_that_makes_no_sense_says_so_and_filters_nothing(days, since):
    response = ask(since=since)
    assert shown(response) == [1, 2]
    assert response.context_data["filter_form"].errors["since"]


def test_a_choice_that_is_not_on_the_list_filters_nothing(days):
    assert shown(ask(kind="other")) == [1, 2]


def test_the_links_to_other_pages_keep_the_filter(days):
    html = ask(since="2026-12-03", page=2).rendered_content
    assert 'rel="prev" href="?since=2026-12-03&amp;page=1"' in html


def test_the_template_is_told_whether_the_list_is_filtered(days):
    assert [ask(page=2).context_data["is_filtered"], ask(since="2026-12-03").context_data["is_filtered"]] == [
        False,
        True,
    ]


def test_an_empty_list_has_one_page(db):
    assert shown(ask(page=3)) == []


def test_a_list_counted_in_part_says_that_there_are_more(days, monkeypatch):
    monkeypatch.setattr(CountedInPart, "most", 5)
    monkeypatch.setattr(Holidays, "paginator_class", CountedInPart)
    answer = ask(page=3)
    assert (shown(answer), ask(page=4).context_data["page_obj"].number) == ([5], 3)
    assert "of more than 5" in answer.content.decode()


def test_a_list_that_is_counted_whole_does_not(days, monkeypatch):
    monkeypatch.setattr(CountedInPart, "most", 7)
    monkeypatch.setattr(Holidays, "paginator_class", CountedInPart)
    answer = ask(page=4)
    assert (shown(answer), "more than" in answer.content.decode()) == ([7], False)


def test_one_page_needs_no_links():
    page = ForgivingPaginator(range(2), 5).get_page(1)
    assert "<nav" not in render_to_string("components/_pagination.html", {"page_obj": page, "pages": [1]})


@pytest.mark.parametrize("values", [(), ("day",)])
def test_the_first_page_comes_with_the_count_in_one_round_trip(days, django_assert_num_queries, values):
    paginator = CountedInPart(Holiday.objects.order_by("day"), 2, values=values)
    with django_assert_num_queries(1):
        page = paginator.get_page("1")
        found = [row[0] if values else row.day for row in page]
    assert ([day.day for day in found], paginator.count, page.has_next()) == ([1, 2], 7, True)


def test_nothing_is_counted_as_nothing(db):
    assert CountedInPart(Holiday.objects.none().order_by("day"), 2).get_page(1).paginator.count == 0

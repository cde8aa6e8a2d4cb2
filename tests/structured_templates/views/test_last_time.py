"""What is carried over from last time: a part beside each section, and a page of its own where scripts are off."""

import pytest
from django.urls import reverse

from tests.factories.people import PersonFactory
from tests.factories.structured_templates import author_of


def address(response):
    return reverse("record_last_time", args=[response.pk])


def test_a_section_leads_to_it(client, response):
    client.force_login(author_of(response))
    page = client.get(reverse("record_section", args=[response.pk, "events"])).content.decode()
    assert (f'hx-get="{address(response)}"' in page, f'<a href="{address(response)}">' in page) == (True, True)


@pytest.mark.parametrize(("headers", "is_a_page"), [({}, True), ({"HX-Request": "true"}, False)])
def test_it_is_a_page_without_scripts_and_a_part_with_them(client, response, headers, is_a_page):
    client.force_login(author_of(response))
    shown = client.get(address(response), headers=headers)
    assert shown.status_code == 200
    assert ("<h1>" in shown.content.decode()) is is_a_page


def test_nobody_else_sees_it(client, response):
    client.force_login(PersonFactory())
    assert client.get(address(response)).status_code == 404

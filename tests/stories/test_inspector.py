"""An inspector in a real browser: from the form that lets them in to the last page that is not there any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from governance.models import Inspection
from tests.factories import audits
from tests.factories.inspections import sealed_pack
from tests.factories.people import OrganisationFactory, PersonFactory, TeamFactory
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.browser


@pytest.fixture
def lead(web):
    OrganisationFactory(name="Lowbridge Trust")
    team, now = TeamFactory(name="Harbour outreach"), timezone.now()
    supervisor = PersonFactory(full_name="Sasha Reed", receives_supervision=False)
    worker = PersonFactory(full_name="Sam Okoro", team=team, supervisor=supervisor)
    audits.recorded(worker, supervisor, team, now=now, words="Sam Okoro rang the hostel.")
    lead = PersonFactory(full_name="Gwen Lead", roles=[Role.GOVERNANCE_LEAD], receives_supervision=False)
    sealed_pack(lead, now=now)
    audits.draw(lead, teams=[team], by=lead, size=1, now=now)
    return lead


def test_from_the_form_to_the_end(lead, web, sign_in, check_page):
    page = sign_in(lead)
    page.goto(web + reverse("governance:packs"))
    page.get_by_role("link", name="Inspector access").click()
    give(page, check_page)
    access = Inspection.objects.select_related("inspector").get()
    read(sign_in(access.inspector), web, check_page, access)
    answer(sign_in(lead), web, check_page, access)
    page = sign_in(access.inspector)
    page.goto(web + reverse("inspections:access", args=[access.pk]))
    expect(page.get_by_text("Given by another route")).to_be_visible()
    end_and_be_shut_out(sign_in, lead, web, access)


def give(page: Page, check_page) -> None:
    expect(page.get_by_text("None was given yet.")).to_be_visible()
    check_page()
    page.get_by_role("link", name="Give access").first.click()
    check_page()
    page.get_by_label("What is the inspector called?").fill("Ines Pector")
    page.get_by_label("Which e-mail address do they sign in with?").fill("ines@regulator.example")
    page.get_by_label("For whom do they inspect?").fill("The regulator")
    page.get_by_label("Which evidence pack do they read?").select_option(index=1)
    page.get_by_label("Which sample do they read?").select_option(index=1)
    page.get_by_label("Until the end of which day?").fill((timezone.now() + timedelta(days=5)).strftime("%Y-%m-%d"))
    page.get_by_role("button", name="Give access").click()
    expect(page.get_by_text("Access is given, and the inspector is told.")).to_be_visible()
    check_page()


def read(page: Page, web: str, check_page, access: Inspection) -> None:
    page.goto(web + reverse("inspections:home"))
    expect(page.get_by_role("link", name="Add a second step")).to_be_visible()
    check_page()
    Authenticator.objects.create(user=access.inspector, type=Authenticator.Type.TOTP, data={})
    page.reload()
    page.get_by_role("link", name="Read it").click()
    expect(page.get_by_text("Shown to Ines Pector, The regulator")).to_be_visible()
    check_page()
    page.get_by_role("link", name="Every measure by place and month").click()
    expect(page.get_by_text("2 lines, page 1 of 1.")).to_be_visible()
    check_page()
    page.get_by_role("link", name="What there is to read").click()
    page.get_by_role("link", name="Number 1").click()
    expect(page.get_by_text("[worker] rang the hostel.").first).to_be_visible()
    check_page()
    page.get_by_role("link", name="What there is to read").click()
    page.get_by_role("link", name="Ask for one more item").click()
    check_page()
    page.get_by_label("What do you need besides?").fill("The rota of May")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("Waits for its answer")).to_be_visible()


def answer(page: Page, web: str, check_page, access: Inspection) -> None:
    page.goto(web + reverse("governance:inspection", args=[access.pk]))
    expect(page.get_by_text("A record of the sample")).to_be_visible()
    page.get_by_role("link", name="Answer it").click()
    check_page()
    page.get_by_label("Given by another route").check()
    page.get_by_role("button", name="Give this answer").click()
    expect(page.get_by_text("Your answer is given, and the inspector is told.")).to_be_visible()


def end_and_be_shut_out(sign_in, lead, web: str, access: Inspection) -> None:
    page = sign_in(lead)
    page.goto(web + reverse("governance:inspection", args=[access.pk]))
    page.get_by_role("button", name="End it now").click()
    expect(page.get_by_text("The access is ended.")).to_be_visible()
    page = sign_in(access.inspector)
    assert page.goto(web + reverse("inspections:access", args=[access.pk])).status == 404
    page.goto(web + reverse("inspections:home"))
    expect(page.get_by_text("Nothing is open to you now")).to_be_visible()

"""The account: signing in and out, the password, two-step sign-in by app and by passkey; every page accessible."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.factories.people import PersonFactory

pytestmark = pytest.mark.browser

PASSWORD = "a long pass phrase"


@pytest.fixture
def person():
    return PersonFactory(full_name="Ines Duarte", password=PASSWORD)


@pytest.fixture
def address(web):
    """Passkeys belong to a name, never to a number."""
    return web.replace("127.0.0.1", "localhost")


def sign_in_by_form(page: Page, address, person, password=PASSWORD):
    page.goto(f"{address}/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def heading(page: Page, words: str):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    assert page.title().removeprefix("Error: ").startswith(words)


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def show_that_it_is_you(page: Page):
    heading(page, "Show that it is you")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Carry on").click()


def test_somebody_signs_in_and_out(page: Page, address, person, check_page):
    sign_in_by_form(page, address, person)
    heading(page, "Today")
    page.get_by_role("button", name="Sign out").click()
    page.goto(address)
    heading(page, "Sign in")
    check_page()


def test_a_wrong_password_is_told_without_telling_more(page: Page, address, person, check_page):
    sign_in_by_form(page, address, person, "not the pass phrase")
    expect(page).to_have_title("Error: Sign in – Workforce Assurance")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_value(person.email)
    check_page()


def test_the_password_is_changed(page: Page, address, person, check_page):
    sign_in_by_form(page, address, person)
    page.get_by_role("link", name="Password").click()
    heading(page, "Change your password")
    check_page()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_label("New Password", exact=True).fill("another long phrase")
    page.get_by_label("New Password (again)").fill("another long phrase")
    page.get_by_role("button", name="Save the new password").click()
    expect(page.locator(".notification")).to_contain_text("Password successfully changed")
    page.get_by_role("button", name="Sign out").click()
    sign_in_by_form(page, address, person, "another long phrase")
    heading(page, "Today")


def test_an_app_is_set_up_used_and_switched_off(page: Page, address, person, check_page):
    sign_in_by_form(page, address, person)
    page.get_by_role("link", name="Two-step sign-in").click()
    heading(page, "Two-step sign-in")
    check_page()
    page.get_by_role("link", name="Set up an app").click()
    show_that_it_is_you(page)
    heading(page, "Set up an authenticator app")
    check_page()
    secret = page.get_by_label("The secret").input_value()
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Switch on").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    check_page()
    secret = page.get_by_label("The secret").input_value()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Switch on").click()
    heading(page, "Recovery codes")
    check_page()
    recovery = page.locator(".codes li").first.inner_text()

    page.get_by_role("button", name="Sign out").click()
    sign_in_by_form(page, address, person)
    heading(page, "Second step")
    check_page()
    # A code works once.
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in", exact=True).click()
    heading(page, "Today")

    page.goto(f"{address}/accounts/2fa/recovery-codes/generate/")
    show_that_it_is_you(page)
    heading(page, "Make new recovery codes")
    check_page()
    page.goto(f"{address}/accounts/2fa/totp/deactivate/")
    heading(page, "Switch off the authenticator app")
    check_page()
    page.get_by_role("button", name="Switch off").click()
    heading(page, "Two-step sign-in")
    expect(page.get_by_role("link", name="Set up an app")).to_be_visible()


def test_a_passkey_is_added_used_and_removed(page: Page, address, person, check_page):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    sign_in_by_form(page, address, person)
    page.goto(f"{address}/accounts/2fa/webauthn/add/")
    show_that_it_is_you(page)
    heading(page, "Add a passkey")
    check_page()
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add it").click()
    heading(page, "Recovery codes")
    page.goto(f"{address}/accounts/2fa/webauthn/")
    heading(page, "Passkeys and security keys")
    expect(page.get_by_text("My phone").first).to_be_visible()
    check_page()

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    heading(page, "Today")

    page.goto(f"{address}/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Rename My phone").click()
    show_that_it_is_you(page)
    heading(page, "Rename the passkey")
    check_page()
    page.goto(f"{address}/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove My phone").click()
    heading(page, "Remove the passkey")
    check_page()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("You have not added one yet.")).to_be_visible()


def test_the_remaining_account_pages_are_accessible(page: Page, address, person, check_page):
    for path in ("password/reset/", "password/reset/done/", "password/reset/key/done/", "signup/", "inactive/"):
        page.goto(f"{address}/accounts/{path}")
        check_page()
    page.goto(f"{address}/accounts/password/reset/key/x-y/")
    heading(page, "This link does not work any more")
    check_page()
    sign_in_by_form(page, address, person)
    for path in ("email/", "logout/", "reauthenticate/"):
        page.goto(f"{address}/accounts/{path}")
        check_page()

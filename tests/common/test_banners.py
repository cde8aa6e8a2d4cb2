"""What stands across every page while something is wrong."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from workforce_assurance.common import banners
from workforce_assurance.common.banners import Banner, BannerSource, banners_for, register_banner

SOMEBODY = SimpleNamespace(is_authenticated=True)
WRONG = Banner("Reminders have not gone out since 14:02.")


@pytest.fixture(autouse=True)
def no_banners(monkeypatch):
    monkeypatch.setattr(banners, "BANNERS", {})
    banners.forget()
    yield
    banners.forget()


def test_a_banner_is_asked_for_once_and_kept_for_a_while():
    asked = []
    register_banner(BannerSource("a", build=lambda: asked.append(1) or WRONG))
    assert banners_for(SOMEBODY) == banners_for(SOMEBODY) == [WRONG]
    assert len(asked) == 1


def test_while_all_is_well_nothing_stands_there():
    register_banner(BannerSource("a", build=lambda: None))
    assert banners_for(SOMEBODY) == []


def test_a_banner_shows_to_those_whom_it_concerns():
    register_banner(BannerSource("a", build=lambda: WRONG, shown_to=lambda viewer: False))
    assert banners_for(SOMEBODY) == []


def test_somebody_signed_out_sees_no_banner():
    register_banner(BannerSource("a", build=lambda: WRONG))
    assert banners_for(AnonymousUser()) == []


def test_a_key_is_taken_once():
    register_banner(BannerSource("a", build=lambda: None))
    with pytest.raises(ValueError, match="registered already"):
        register_banner(BannerSource("a", build=lambda: None))

"""Where the pages that belong to no app live."""

from django.urls import path

from . import pages, style_page

urlpatterns = [
    path("", pages.today, name="today"),
    path("alive", pages.alive, name="alive"),
    path("menu/", pages.menu, name="menu"),
    path("theme/", pages.theme, name="theme"),
    path("session/", pages.session, name="session"),
    path("signed-in/", pages.signed_in, name="signed_in"),
    path("help-now/", pages.help_now, name="help_now"),
    path("who-sees-what/", pages.who_sees_what, name="who_sees_what"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("style/", style_page.style, name="style"),
]

"""Where the pages of the label monitor live."""

from django.urls import path

from .views import words

app_name = "labels"
TERM = "terms/<slug:slug>"

urlpatterns = [
    path("", words.word_list, name="words"),
    path(f"{TERM}/", words.term_detail, name="term"),
    path(f"{TERM}/contest/", words.Contest.as_view(), name="contest"),
    path(f"{TERM}/keep/", words.Keep.as_view(), name="keep"),
    path(f"{TERM}/change/", words.ChangeTerm.as_view(), name="change"),
    path(f"{TERM}/switch/", words.Switch.as_view(), name="switch"),
]

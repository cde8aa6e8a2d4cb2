"""Where the pages of the label monitor live."""

from django.urls import path

from .views import judging, words

app_name = "labels"
TERM = "terms/<slug:slug>"

urlpatterns = [
    path("", words.word_list, name="words"),
    path("counts/", judging.counts, name="counts"),
    path("samples/", judging.SampleList.as_view(), name="samples"),
    path("samples/new/", judging.Draw.as_view(), name="draw"),
    path("samples/<uuid:sample_id>/", judging.sample_detail, name="sample"),
    path("readings/<uuid:reading_id>/", judging.Judge.as_view(), name="reading"),
    path(f"{TERM}/", words.term_detail, name="term"),
    path(f"{TERM}/contest/", words.Contest.as_view(), name="contest"),
    path(f"{TERM}/keep/", words.Keep.as_view(), name="keep"),
    path(f"{TERM}/change/", words.ChangeTerm.as_view(), name="change"),
    path(f"{TERM}/switch/", words.Switch.as_view(), name="switch"),
]

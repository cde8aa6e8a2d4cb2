"""Where the pages of boundary standards live."""

from django.urls import path

from .views import changing, exceptions_of_teams, library

app_name = "standards"

urlpatterns = [
    path("", library.library, name="library"),
    path("new/", changing.Add.as_view(), name="add"),
    path("attested/", library.waiting, name="waiting"),
    path("attest/<uuid:attestation_id>/", library.Attest.as_view(), name="attest"),
    path("talk-over/<uuid:person_id>/", library.prompts, name="prompts"),
    path("talk-over/prompts/<uuid:prompt_id>/", library.talk_over, name="talk_over"),
    path("exceptions/", exceptions_of_teams.ExceptionList.as_view(), name="exceptions"),
    path("exceptions/new/", exceptions_of_teams.Ask.as_view(), name="exception_new"),
    path("exceptions/<uuid:exception_id>/", exceptions_of_teams.Exception_.as_view(), name="exception"),
    path("<slug:code>/", library.standard, name="standard"),
    path("<slug:code>/holds/", changing.holds, name="holds"),
    path("<slug:code>/begin/", changing.begin_draft, name="begin_draft"),
    path("<slug:code>/draft/", changing.draft, name="draft"),
    path("<slug:code>/draft/words/", changing.Word.as_view(), name="word"),
    path("<slug:code>/draft/publish/", changing.Publish.as_view(), name="publish"),
    path("<slug:code>/draft/discard/", changing.discard, name="discard"),
]

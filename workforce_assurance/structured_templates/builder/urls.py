"""The builder's addresses, under /set-up/templates/."""

from django.urls import include, path

from . import exchange_views, option_views, preview_views, question_views, section_views, views

app_name = "builder"

options = [
    path("add/", option_views.AddOptions.as_view(), name="add_options"),
    path("<str:code>/", option_views.EditOption.as_view(), name="option"),
    path("<str:code>/move/", option_views.MoveOption.as_view(), name="move_option"),
    path("<str:code>/remove/", option_views.RemoveOption.as_view(), name="remove_option"),
]

items = [
    path("add/", option_views.AddOptions.as_view(part="items"), name="add_items"),
    path("<str:code>/", option_views.EditOption.as_view(part="items"), name="item"),
    path("<str:code>/move/", option_views.MoveOption.as_view(part="items"), name="move_item"),
    path("<str:code>/remove/", option_views.RemoveOption.as_view(part="items"), name="remove_item"),
]

questions = [
    path("add/", question_views.AddQuestion.as_view(), name="add_question"),
    path("<slug:group>/add/", question_views.AddQuestion.as_view(), name="add_inner_question"),
    path("<slug:question>/", question_views.EditQuestion.as_view(), name="question"),
    path("<slug:question>/move/", question_views.MoveQuestion.as_view(), name="move_question"),
    path("<slug:question>/copy/", question_views.CopyQuestion.as_view(), name="copy_question"),
    path("<slug:question>/remove/", question_views.RemoveQuestion.as_view(), name="remove_question"),
    path("<slug:question>/options/", include(options)),
    path("<slug:question>/items/", include(items)),
]

sections = [
    path("add/", section_views.AddSection.as_view(), name="add_section"),
    path("<slug:section>/", section_views.EditSection.as_view(), name="section"),
    path("<slug:section>/move/", section_views.MoveSection.as_view(), name="move_section"),
    path("<slug:section>/remove/", section_views.RemoveSection.as_view(), name="remove_section"),
    path("<slug:section>/questions/", include(questions)),
]

urlpatterns = [
    path("", views.TemplateList.as_view(), name="list"),
    path("new/", exchange_views.NewTemplate.as_view(), name="new"),
    path("import/", exchange_views.ImportTemplate.as_view(), name="import"),
    path("<uuid:version>/", views.VersionPage.as_view(), name="version"),
    path("<uuid:version>/copy/", views.CopyVersion.as_view(), name="copy"),
    path("<uuid:version>/json/", exchange_views.Export.as_view(), name="json_export"),
    path("<uuid:version>/fhir/", exchange_views.ExportQuestionnaire.as_view(), name="fhir_export"),
    path("<uuid:version>/retire/", views.RetireVersion.as_view(), name="retire"),
    path("<uuid:version>/use/", views.UseForNewRecords.as_view(), name="use"),
    path("<uuid:version>/publish/", views.PublishVersion.as_view(), name="publish"),
    path("<uuid:version>/licence/", views.LicenseVersion.as_view(), name="licence"),
    path("<uuid:version>/discard/", views.DiscardDraft.as_view(), name="discard"),
    path("<uuid:version>/preview/", preview_views.PreviewVersion.as_view(), name="preview"),
    path("<uuid:version>/preview/<slug:section>/", preview_views.PreviewSection.as_view(), name="preview_section"),
    path("<uuid:version>/compare/<uuid:other>/", views.CompareVersions.as_view(), name="compare"),
    path("<uuid:version>/sections/", include(sections)),
]

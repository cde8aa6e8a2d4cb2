"""Where the pages about people and the organisation live."""

from django.urls import path, re_path

from .views import first_run, handing_over, imports, my_data, organisation, people, places, support, teams

app_name = "people"

of_person = "set-up/people/<uuid:pk>/"

urlpatterns = [
    path("first-run/<str:token>/", first_run.FirstRun.as_view(), name="first_run"),
    path("my/data/", my_data.show, name="my_data"),
    path("my/data/export/", my_data.export, name="my_data_export"),
    path("set-up/", people.SetUp.as_view(), name="set_up"),
    path("set-up/people/", people.People.as_view(), name="list"),
    path("set-up/people/add/", people.AddPerson.as_view(), name="add"),
    path("set-up/people/invite/", people.InviteAll.as_view(), name="invite_all"),
    path("set-up/people/export/", imports.Export.as_view(), name="export"),
    path("set-up/people/import/", imports.Upload.as_view(), name="import"),
    path("set-up/people/import/<uuid:pk>/", imports.ShowPreview.as_view(), name="import_preview"),
    path("set-up/people/import/<uuid:pk>/read/", imports.ReadAs.as_view(), name="import_read_as"),
    path(of_person, people.ShowPerson.as_view(), name="person"),
    path(of_person + "change/", people.ChangePerson.as_view(), name="change"),
    path(of_person + "account/", people.Account.as_view(), name="account"),
    path(of_person + "roles/", people.GrantRole.as_view(), name="grant_role"),
    path(of_person + "roles/<int:grant>/take/", people.TakeRole.as_view(), name="take_role"),
    path(of_person + "supervisor/", places.AssignSupervisor.as_view(), name="assign_supervisor"),
    path(of_person + "team/", places.MoveToTeam.as_view(), name="move"),
    path(of_person + "leave/", places.AddLeave.as_view(), name="add_leave"),
    path(of_person + "deputy/", places.NameDeputy.as_view(), name="name_deputy"),
    re_path(
        r"^set-up/people/(?P<pk>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(?P<kind>line|membership|leave|deputy)/(?P<row>[0-9]{1,18})/end/$",
        places.EndDated.as_view(),
        name="end",
    ),
    path("people/<uuid:pk>/hand-over/", handing_over.HandOver.as_view(), name="hand_over"),
    path("set-up/teams/", teams.Teams.as_view(), name="teams"),
    path("set-up/teams/add/", teams.SaveTeam.as_view(), name="add_team"),
    path("set-up/teams/<uuid:pk>/", teams.SaveTeam.as_view(), name="team"),
    path("set-up/services/add/", teams.SaveService.as_view(), name="add_service"),
    path("set-up/services/<uuid:pk>/", teams.SaveService.as_view(), name="service"),
    path("set-up/organisation/", organisation.ChangeOrganisation.as_view(), name="organisation"),
    path("set-up/support/", support.Contacts.as_view(), name="support"),
    path("set-up/support/add/", support.SaveContact.as_view(), name="support_add"),
    path("set-up/support/<uuid:pk>/", support.SaveContact.as_view(), name="support_change"),
    path("set-up/support/<uuid:pk>/move/", support.MoveContact.as_view(), name="support_move"),
    path("set-up/support/<uuid:pk>/remove/", support.RemoveContact.as_view(), name="support_remove"),
    path("set-up/calendar/", organisation.Calendar.as_view(), name="calendar"),
    path("set-up/calendar/seed/", organisation.SeedHolidays.as_view(), name="seed_holidays"),
    path("set-up/calendar/<str:day>/remove/", organisation.RemoveHoliday.as_view(), name="remove_holiday"),
]

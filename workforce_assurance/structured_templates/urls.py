"""Where the pages of records live."""

from django.urls import path

from . import views

urlpatterns = [
    path("<uuid:pk>/", views.Hub.as_view(), name="record"),
    path("<uuid:pk>/sections/<slug:section>/", views.SectionPage.as_view(), name="record_section"),
    path("<uuid:pk>/sections/<slug:section>/autosave/", views.Autosave.as_view(), name="record_autosave"),
    path("<uuid:pk>/sections/<slug:section>/conflict/", views.Conflict.as_view(), name="record_conflict"),
    path("<uuid:pk>/last-time/", views.LastTime.as_view(), name="record_last_time"),
    path("<uuid:pk>/check/", views.Check.as_view(), name="record_check"),
    path("<uuid:pk>/finish/", views.Finish.as_view(), name="record_finish"),
    path("<uuid:pk>/reopen/", views.Reopen.as_view(), name="record_reopen"),
    path("<uuid:pk>/read/", views.Read.as_view(), name="record_read"),
    path("<uuid:pk>/sign/", views.Sign.as_view(), name="record_sign"),
    path("<uuid:pk>/statement/", views.AddStatement.as_view(), name="record_statement"),
    path("<uuid:pk>/amend/", views.Amend.as_view(), name="record_amend"),
    path("<uuid:pk>/history/", views.History.as_view(), name="record_history"),
]

"""Where the page of the learning loop lives, below /governance/."""

from django.urls import path

from . import views

urlpatterns = [
    path("learning/", views.loop, name="learning"),
    path("learning/values.csv", views.loop_csv, name="learning_csv"),
    path("learning/policies.csv", views.policies_csv, name="learning_policies_csv"),
]

"""The addresses of escalations."""

from django.urls import path

from .views import acknowledging, episodes, health, ladders, sent

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("a/<str:token>/", acknowledging.Acknowledge.as_view(), name="acknowledge"),
    path("my/alerts/", episodes.MyAlerts.as_view(), name="my_alerts"),
    path("escalations/", episodes.EpisodeList.as_view(), name="escalations"),
    path("escalations/<uuid:episode_id>/", episodes.EpisodeDetail.as_view(), name="escalation"),
    path(
        "escalations/<uuid:episode_id>/acknowledge/",
        episodes.AcknowledgeEpisode.as_view(),
        name="escalation_acknowledge",
    ),
    path("escalations/<uuid:episode_id>/hand-over/", episodes.HandOver.as_view(), name="escalation_hand_over"),
    path("escalations/<uuid:episode_id>/put-off/", episodes.PutOff.as_view(), name="escalation_put_off"),
    path("set-up/sent/", sent.SentList.as_view(), name="sent"),
    path("set-up/sent/held/<uuid:hold_id>/send/", sent.SendHeld.as_view(), name="hold_send"),
    path("set-up/ladders/", ladders.LadderList.as_view(), name="ladders"),
    path("set-up/ladders/<uuid:ladder_id>/", ladders.LadderDetail.as_view(), name="ladder"),
    path("set-up/ladders/<uuid:ladder_id>/start/", ladders.StartLadder.as_view(), name="ladder_start"),
    path("set-up/ladders/<uuid:ladder_id>/copy/", ladders.CopyLadder.as_view(), name="ladder_copy"),
    path("set-up/ladders/<uuid:ladder_id>/edit/", ladders.EditLadder.as_view(), name="ladder_edit"),
    path("set-up/ladders/<uuid:ladder_id>/publish/", ladders.PublishLadder.as_view(), name="ladder_publish"),
]

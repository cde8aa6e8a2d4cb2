"""Where the pages of support live."""

from django.urls import path

from .views import check_ins, offers, requests, setting

app_name = "support"

urlpatterns = [
    path("support/", offers.support, name="home"),
    path("support/offer/", offers.Offer.as_view(), name="offer"),
    path("support/offers/<uuid:offer_id>/answer/", offers.answer, name="answer"),
    path("support/ask/<str:code>/", requests.ask, name="ask"),
    path("support/requests/<uuid:request_id>/answered/", requests.answered, name="request_answered"),
    path("support/requests/<uuid:request_id>/take-back/", requests.take_back, name="request_take_back"),
    path("support/check-ins/", check_ins.prefer, name="prefer"),
    # Behind the link in a check-in, without a sign-in.
    path("c/<str:token>/", check_ins.CheckInPage.as_view(), name="check_in"),
    path("incidents/<uuid:incident_id>/offer-support/", offers.OfferAfter.as_view(), name="offer_after"),
    path("set-up/support-offers/", setting.SetSupport.as_view(), name="settings"),
]

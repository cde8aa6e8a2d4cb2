"""Where the pages of support live."""

from django.urls import path

from .views import caseload, check_ins, counts, offers, requests, setting

app_name = "support"

urlpatterns = [
    path("support/", offers.support, name="home"),
    path("support/offer/", offers.Offer.as_view(), name="offer"),
    path("support/offers/<uuid:offer_id>/answer/", offers.answer, name="answer"),
    path("support/ask/<str:code>/", requests.ask, name="ask"),
    path("support/requests/<uuid:request_id>/answered/", requests.answered, name="request_answered"),
    path("support/requests/<uuid:request_id>/take-back/", requests.take_back, name="request_take_back"),
    path("support/check-ins/", check_ins.prefer, name="prefer"),
    path("support/caseload/", caseload.CaseloadList.as_view(), name="caseload"),
    path("support/caseload/new/", caseload.Propose.as_view(), name="caseload_new"),
    path("support/caseload/<uuid:adjustment_id>/", caseload.adjustment_page, name="adjustment"),
    path("support/caseload/<uuid:adjustment_id>/answer/", caseload.answer, name="adjustment_answer"),
    path("support/caseload/<uuid:adjustment_id>/prolong/", caseload.Prolong.as_view(), name="adjustment_prolong"),
    path("support/caseload/<uuid:adjustment_id>/end/", caseload.end, name="adjustment_end"),
    path("support/caseload/<uuid:adjustment_id>/looked-at/", caseload.looked_at, name="adjustment_looked_at"),
    path("support/counts/", counts.counts, name="counts"),
    path("support/counts.csv", counts.counts_csv, name="counts_csv"),
    # Behind the link in a check-in, without a sign-in.
    path("c/<str:token>/", check_ins.CheckInPage.as_view(), name="check_in"),
    path("incidents/<uuid:incident_id>/offer-support/", offers.OfferAfter.as_view(), name="offer_after"),
    path("set-up/support-offers/", setting.SetSupport.as_view(), name="settings"),
]

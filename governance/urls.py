"""Where the pages of governance live."""

from django.urls import path

from .audits.urls import urlpatterns as audits
from .between.urls import urlpatterns as between
from .board.urls import urlpatterns as board
from .comparing.urls import urlpatterns as comparing
from .figures.urls import urlpatterns as figures
from .inspections.urls import urlpatterns as inspections
from .learning.urls import urlpatterns as learning
from .measures.urls import urlpatterns as measures
from .meetings.views import items, meetings, series
from .packs.urls import urlpatterns as packs
from .together.urls import urlpatterns as together

app_name = "governance"
MEETING = "meetings/<uuid:meeting_id>"
ITEM = f"{MEETING}/items/<uuid:item_id>"
DECISION = f"{MEETING}/decisions/<uuid:decision_id>"

urlpatterns = [
    # Opened most.
    *measures,
    *audits,
    *between,
    *board,
    *comparing,
    *inspections,
    *learning,
    *figures,
    *packs,
    *together,
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("meetings/series/new/", series.Begin.as_view(), name="series_new"),
    path("meetings/series/<uuid:series_id>/", series.Change.as_view(), name="series"),
    path("meetings/series/<uuid:series_id>/end/", series.end, name="series_end"),
    path(f"{MEETING}/", meetings.meeting_detail, name="meeting"),
    path(f"{MEETING}/prepare/", meetings.prepare, name="meeting_prepare"),
    path(f"{MEETING}/build/", meetings.build, name="meeting_build"),
    path(f"{MEETING}/add/", meetings.Add.as_view(), name="meeting_add"),
    path(f"{MEETING}/move/", meetings.Move.as_view(), name="meeting_move"),
    path(f"{MEETING}/begin/", meetings.Hold.as_view(), name="meeting_hold"),
    path(f"{MEETING}/close/", meetings.close, name="meeting_close"),
    path(f"{MEETING}/amend/", meetings.Amend.as_view(), name="meeting_amend"),
    path(f"{ITEM}/", items.item_detail, name="meeting_item"),
    path(f"{ITEM}/note/", items.note, name="meeting_note"),
    path(f"{ITEM}/approve/", items.approve, name="meeting_approve"),
    path(f"{ITEM}/open/", items.take_up, name="meeting_take_up"),
    path(f"{ITEM}/defer/", items.Defer.as_view(), name="meeting_defer"),
    path(f"{ITEM}/merge/", items.Merge.as_view(), name="meeting_merge"),
    path(f"{ITEM}/decide/", items.Decide.as_view(), name="meeting_decide"),
    path(f"{DECISION}/", items.ChangeDecision.as_view(), name="meeting_decision"),
    path(f"{DECISION}/back/", items.take_back, name="meeting_decision_back"),
]

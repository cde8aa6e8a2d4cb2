"""Where the pages of the action log live."""

from django.urls import path

from .views import actions, board, hand_over, lists, opening, set_up

app_name = "action_log"

urlpatterns = [
    path("actions/", lists.ActionList.as_view(), name="actions"),
    path("actions/actions.csv", lists.ActionCsv.as_view(), name="actions_csv"),
    path("actions/new/", opening.OpenAction.as_view(), name="new"),
    path("actions/hand-over/", hand_over.HandOverMany.as_view(), name="hand_over_many"),
    path("actions/<uuid:action_id>/", actions.action_page, name="action"),
    path("actions/<uuid:action_id>/start/", actions.start, name="start"),
    path("actions/<uuid:action_id>/done/", actions.Submit.as_view(), name="evidence"),
    path("actions/<uuid:action_id>/check/", actions.Check.as_view(), name="check"),
    path("actions/<uuid:action_id>/extend/", actions.Extend.as_view(), name="extend"),
    path("actions/<uuid:action_id>/hand-over/", actions.HandOver.as_view(), name="hand_over"),
    path("actions/<uuid:action_id>/hand-over-check/", actions.HandOverCheck.as_view(), name="hand_over_check"),
    path("actions/<uuid:action_id>/reopen/", actions.Reopen.as_view(), name="reopen"),
    path("actions/<uuid:action_id>/cancel/", actions.Cancel.as_view(), name="cancel"),
    path("actions/<uuid:action_id>/look/", actions.LookAt.as_view(), name="look"),
    path("actions/<uuid:action_id>/board/", board.PutOnBoard.as_view(), name="put_on_board"),
    path("actions/<uuid:action_id>/board/take-off/", board.take_off, name="take_off_board"),
    path("changes/", board.Board.as_view(), name="board"),
    path("changes/changes.csv", board.BoardCsv.as_view(), name="board_csv"),
    path("set-up/actions/", set_up.SetTimes.as_view(), name="times"),
    path("set-up/themes/", set_up.themes, name="themes"),
    path("set-up/themes/copy/", set_up.copy_themes, name="themes_copy"),
    path("set-up/themes/<uuid:list_id>/edit/", set_up.EditThemes.as_view(), name="themes_edit"),
    path("set-up/themes/<uuid:list_id>/publish/", set_up.publish_themes, name="themes_publish"),
]

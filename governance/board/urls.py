"""Where the pages of board papers live, below /governance/."""

from django.urls import path

from . import views

ONE = "board/<uuid:paper_id>"

urlpatterns = [
    path("board/", views.PaperList.as_view(), name="board_papers"),
    path("board/new/", views.New.as_view(), name="board_paper_new"),
    path(f"{ONE}/", views.paper_detail, name="board_paper"),
    path(f"{ONE}/figures.csv", views.figures_csv, name="board_paper_csv"),
    path(f"{ONE}/caveats/", views.Caveat.as_view(), name="board_caveat_new"),
    path(f"{ONE}/readers/", views.Readers.as_view(), name="board_readers"),
    path(f"{ONE}/anew/", views.take_anew, name="board_paper_anew"),
    path(f"{ONE}/issue/", views.issue, name="board_paper_issue"),
    path(f"{ONE}/throw-away/", views.throw_away, name="board_paper_away"),
    path("board/caveats/<uuid:caveat_id>/take-back/", views.take_caveat_back, name="board_caveat_back"),
]

"""Where the pages of complaints live, at /complaints/."""

from django.urls import path

from .views import complaints, course, register, set_up

app_name = "complaints"
ONE = "<uuid:complaint_id>"

urlpatterns = [
    path("", register.ComplaintList.as_view(), name="complaints"),
    path("complaints.csv", register.ComplaintCsv.as_view(), name="complaints_csv"),
    path("new/", complaints.Record.as_view(), name="new"),
    path("set-up/", set_up.SetUp.as_view(), name="set_up"),
    path(f"{ONE}/", complaints.complaint_detail, name="complaint"),
    path(f"{ONE}/change/", complaints.Change.as_view(), name="change"),
    path(f"{ONE}/said/", complaints.read_account, name="account"),
    path(f"{ONE}/found/<uuid:handling_id>/", complaints.read_answer, name="found"),
    path(f"{ONE}/acknowledge/", course.Acknowledge.as_view(), name="acknowledge"),
    path(f"{ONE}/answer/", course.Answer.as_view(), name="answer"),
    path(f"{ONE}/withdraw/", course.withdraw, name="withdraw"),
    path(f"{ONE}/close/", course.Close.as_view(), name="close"),
    path(f"{ONE}/pass/", course.Pass.as_view(), name="pass"),
    path(f"{ONE}/about/", course.About.as_view(), name="about"),
    path(f"{ONE}/about/<uuid:about_id>/told/", course.told, name="told"),
    path(f"{ONE}/link/", course.Link.as_view(), name="link"),
    path(f"{ONE}/links/<uuid:link_id>/take-back/", course.unlink, name="unlink"),
]

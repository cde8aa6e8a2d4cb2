"""Where the pages of interaction reviews live."""

from django.urls import path

from .views import agreement, frame, imports, ratings, results, rubric, samples

app_name = "reviews"

urlpatterns = [
    path("", results.home, name="home"),
    path("<uuid:review_id>/", results.review_detail, name="review"),
    path("<uuid:review_id>/close/", results.close, name="close"),
    path("teams/", agreement.teams, name="teams"),
    path("interactions/", frame.InteractionList.as_view(), name="interactions"),
    path("interactions/interactions.csv", frame.InteractionCsv.as_view(), name="interactions_csv"),
    path("interactions/new/", frame.Flag.as_view(), name="flag"),
    path("interactions/import/", imports.Import.as_view(), name="import"),
    path("interactions/<uuid:interaction_id>/", frame.interaction_detail, name="interaction"),
    path("interactions/<uuid:interaction_id>/leave-out/", frame.LeaveOut.as_view(), name="leave_out"),
    path("samples/", samples.SampleList.as_view(), name="samples"),
    path("samples/new/", samples.Draw.as_view(), name="draw"),
    path("samples/<uuid:sample_id>/", samples.sample_detail, name="sample"),
    path("ratings/<uuid:rating_id>/", ratings.Rate.as_view(), name="rating"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("agreement/calibration/", rubric.Calibrate.as_view(), name="calibrate"),
    path("rubric/", rubric.rubric, name="rubric"),
    path("rubric/publish/", rubric.publish, name="publish_rubric"),
    path("rubric/<slug:code>/", rubric.Change.as_view(), name="change_criterion"),
]

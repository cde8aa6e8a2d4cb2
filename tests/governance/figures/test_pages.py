"""What pages of imported figures show and take, beyond who may open them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.models import FigureImport, TeamMonth
from tests.factories.figures import STAFF, bring_in, received, workbook


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def choose(client, content, name="figures.csv", kind="staff"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post(reverse("governance:figure_choose"), {"kind": kind, "file": file}, follow=True)


def month(number):
    return f"Month,Team,Headcount\n2026-{number:02},Harbour outreach,{number}\n"


def test_the_list_asks_as_much_at_three_files_as_at_one(house, no_banners):
    client, found = house.client("governance"), []
    for numbers in ((1,), (2, 3)):
        for number in numbers:
            bring_in(month(number), house.governance)
        found.append(queries(client, reverse("governance:figures")))
    assert found[0] == found[1]


def test_a_file_asks_as_much_at_three_figures_as_at_one(house, no_banners):
    client, found = house.client("governance"), []
    for content in (month(1), STAFF):
        upload = bring_in(content, house.governance)
        found.append(queries(client, reverse("governance:figure_import", args=[upload.pk])))
    assert found[0] == found[1]


def test_a_preview_asks_as_much_at_three_lines_as_at_one(house, no_banners):
    client, found = house.client("governance"), []
    for content in (month(1), STAFF + "2026-12,Harbour outreach,3\n"):
        upload = received(content, house.governance)
        found.append(queries(client, reverse("governance:figure_preview", args=[upload.pk])))
    assert found[0] == found[1]


def test_a_file_is_chosen_shown_brought_in_and_taken_back(house):
    client = house.client("administrator")
    shown = choose(client, STAFF)
    address = shown.redirect_chain[-1][0]
    assert "Bring in 6 figures" in shown.content.decode()
    client.post(address, {"fingerprint": shown.context["plan"].fingerprint})
    upload = FigureImport.objects.get()
    assert TeamMonth.objects.count() == 6
    client.post(reverse("governance:figure_take_back", args=[upload.pk]))
    page = client.get(reverse("governance:figure_import", args=[upload.pk])).content.decode()
    assert (TeamMonth.objects.count(), "Taken back" in page) == (0, True)


def test_columns_are_chosen_where_their_names_say_nothing(house):
    client = house.client("governance")
    shown = choose(client, workbook(("A", "B", "C"), ("2027-01", "Harbour outreach", 4)), name="figures.xlsx")
    upload = FigureImport.objects.get()
    assert "No column holds: Month, Team, Headcount" in shown.content.decode()
    said = {"column_0": "month", "column_1": "team", "column_2": "headcount"}
    again = client.post(reverse("governance:figure_columns", args=[upload.pk]), said, follow=True)
    assert "Bring in 1 figure" in again.content.decode()


def test_a_column_chosen_twice_is_said_at_it(house):
    upload = received(STAFF, house.governance)
    said = {"encoding": "utf-8", "delimiter": ",", "column_0": "month", "column_1": "month"}
    page = house.client("governance").post(reverse("governance:figure_columns", args=[upload.pk]), said)
    assert "Choose this for one column only." in page.content.decode()


def test_posting_without_what_was_shown_brings_nothing_in(house):
    upload = received(STAFF, house.governance)
    page = house.client("governance").post(reverse("governance:figure_preview", args=[upload.pk]))
    assert ("Look again" in page.content.decode(), TeamMonth.objects.exists()) == (True, False)


def test_what_waits_is_nobody_elses(house):
    upload = received(STAFF, house.governance)
    for name in ("figure_preview", "figure_import"):
        assert house.client("administrator").get(reverse(f"governance:{name}", args=[upload.pk])).status_code == 404


def test_a_file_that_is_none_is_refused_at_the_field(house):
    page = choose(house.client("governance"), b"\x89PNG\r\n\x1a\n\x00\x00\x01")
    assert "This is not a text file." in page.content.decode()

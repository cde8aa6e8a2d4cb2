"""What is in a pack, and what never is."""

import csv
import io
import zipfile
from datetime import date, timedelta
from itertools import pairwise

import pikepdf
import pytest

from governance.audits.commands import pass_reading
from governance.audits.enums import PassedBecause
from governance.measures.judging import add_note
from governance.measures.registry import MEASURES
from governance.measures.shown import ORGANISATION
from governance.models import EvidencePack, PackContent, ShownValue
from governance.packs.building import PDF, build
from governance.packs.check_pack import check
from governance.packs.crosswalk import ship_standards
from tests.factories.audits import draw, give, readings, recorded
from tests.factories.escalations import PromisedDateFactory
from tests.factories.packs import asked, made, team_place
from tests.factories.people import PersonFactory
from tests.governance.measures.conftest import SUMMER
from workforce_assurance.action_log import commands as action_log
from workforce_assurance.escalations.commands import ship_ladders, sweep
from workforce_assurance.people.enums import Role

pytestmark = pytest.mark.django_db
SENTINEL = "Quernstone"


def no_step(_done):
    """Nobody watches."""


def files_of(pack):
    content = bytes(PackContent.objects.get(pack=pack).content)
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def lines(files, name):
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"))))


def action(house, **more):
    agreed = action_log.Agreed(
        f"Ask {SENTINEL} about it", "corrective", "system", owner=house.worker, due_on=date(2027, 6, 20), **more
    )
    return action_log.open_action(agreed=agreed, by=house.supervisor, now=SUMMER - timedelta(days=1))


def test_the_same_inputs_make_the_same_bytes(place):
    ship_standards(now=SUMMER)
    action(place)
    pack = asked(place.governance, now=SUMMER)
    pack = EvidencePack.objects.get(pk=pack.pk)
    first, second = (build(pack, step=no_step) for _ in range(2))
    assert first == second
    assert check(first.content).is_whole


def test_a_pack_holds_its_parts_and_the_gaps(place):
    ship_standards(now=SUMMER)
    pack = made(place.governance, now=SUMMER)
    assert pack.state == "ready", pack.why
    assert sorted(files_of(pack)) == [
        "README.txt", "actions.csv", "audits.csv", "crosswalk.csv", "definitions.csv", "escalations.csv", PDF, "gaps.csv",
        "manifest.json", "manifest.sha256", "meetings.csv", "signals.csv", "values.csv",
    ]  # fmt: skip


def test_what_was_not_chosen_is_not_in_it_and_stands_among_the_gaps(place):
    files = files_of(made(place.governance, now=SUMMER, parts=["meetings"]))
    assert not {"values.csv", "actions.csv", "crosswalk.csv"} & set(files)
    said = [line["what is missing"] for line in lines(files, "gaps")]
    assert "Not chosen: Signals in the period." in said


def test_values_are_those_of_the_pages_with_small_ones_hidden(place):
    found = lines(files_of(made(place.governance, now=SUMMER)), "values")
    there = {line["place"]: line for line in found if line["month"] == "2026-05"}
    assert (there["Elsewhere (Far away)"]["value"], there["Elsewhere (Far away)"]["hidden"]) == ("80.0", "")
    beside = next(line for name, line in there.items() if name.startswith("Beside"))
    assert (beside["numerator"], beside["denominator"], beside["hidden"]) == ("", "", "<5")
    shown = ShownValue.objects.filter(month__gte=date(2026, 3, 1), month__lte=date(2027, 2, 1))
    assert len(found) == shown.count()
    assert {line["month"] for line in found} == {f"2026-{month:02}" for month in range(3, 13)} | {"2027-01", "2027-02"}


def test_a_team_alone_says_nothing_of_others(place):
    files = files_of(made(place.governance, now=SUMMER, place=team_place(place.elsewhere)))
    assert {line["place"] for line in lines(files, "values")} == {"Elsewhere (Far away)"}
    assert b"Harbour outreach" not in b"".join(content for name, content in files.items() if name != PDF)


def test_nothing_that_anybody_wrote_and_no_name_is_in_it(place):
    for number, person in enumerate((place.worker, place.governance, place.supervisor)):
        person.full_name = f"{SENTINEL} {number}"
        person.save()
    opened = action(place)
    add_note(
        measure=MEASURES["supervision.on_time"], place=ORGANISATION, month=date(2027, 1, 1), kind="doing", words=SENTINEL,
        by=place.governance, now=SUMMER,
    )  # fmt: skip
    pack = made(place.governance, now=SUMMER, last_month=date(2027, 5, 1))
    files = files_of(pack)
    assert [line["reference"] for line in lines(files, "actions")] == [opened.reference]
    assert lines(files, "actions")[0]["owner"] == "Staff 1"
    assert [name for name, content in files.items() if SENTINEL.encode() in content] == []
    assert SENTINEL not in words_of(files[PDF])


def escalated(house):
    """A promise of the worker that ran out three weeks ago, and was escalated since."""
    ship_ladders(now=SUMMER - timedelta(days=40))
    ran_out = SUMMER - timedelta(days=21)
    promise = PromisedDateFactory(
        about=house.worker, responsible=house.supervisor, runs_out_at=ran_out, due_at=ran_out - timedelta(days=7),
        next_check=ran_out,
    )  # fmt: skip
    sweep(now=SUMMER - timedelta(days=1))
    return promise


def test_an_escalation_stands_with_what_came_of_it_and_without_whom_it_is_about(place):
    place.worker.full_name = SENTINEL
    place.worker.save()
    promise = escalated(place)
    files = files_of(made(place.governance, now=SUMMER, parts=["escalations"], last_month=date(2027, 5, 1)))
    (line,) = lines(files, "escalations")
    assert (line["reference"], line["ran out"], line["acknowledged"], line["closed"]) == (
        promise.reference, "2027-05-11", "no", "",
    )  # fmt: skip
    assert int(line["highest rung"]) >= 1
    assert not any(SENTINEL.encode() in content for content in files.values())


def test_an_escalation_is_of_the_place_in_which_it_was(place):
    escalated(place)
    found = {
        team: lines(
            files_of(
                made(
                    place.governance,
                    now=SUMMER,
                    parts=["escalations"],
                    place=team_place(team),
                    last_month=date(2027, 5, 1),
                )
            ),
            "escalations",
        )
        for team in (place.team, place.elsewhere)
    }
    assert [len(found[team]) for team in (place.team, place.elsewhere)] == [1, 0]


def test_an_audit_stands_with_how_much_of_it_was_read(place):
    now = SUMMER - timedelta(days=3)
    workers = [PersonFactory(team=place.team, supervisor=place.supervisor) for _ in range(3)]
    for one in workers:
        recorded(one, place.supervisor, place.team, now=now)
    audit = draw(place.governance, teams=[place.team], by=place.governance, size=2, now=now)
    given, other = readings(audit)
    give(given, now=now)
    another = PersonFactory(receives_supervision=False, roles=[Role.GOVERNANCE_LEAD])
    pass_reading(reading=other, to=another, because=PassedBecause.NO_TIME, by=place.governance, now=now)
    made_of = {
        team: lines(
            files_of(
                made(
                    place.governance, now=SUMMER, parts=["audits"], place=team_place(team), last_month=date(2027, 5, 1)
                )
            ),
            "audits",
        )
        for team in (place.team, place.elsewhere)
    }
    (line,) = made_of[place.team]
    assert (line["reference"], line["there were"], line["drawn"], line["readings asked for"], line["given"]) == (
        audit.reference, "3", "2", "2", "1",
    )  # fmt: skip
    assert made_of[place.elsewhere] == []


def test_staff_are_named_when_the_maker_says_why(place):
    action(place)
    pack = made(place.governance, now=SUMMER, naming="names", names_because="regulator", last_month=date(2027, 5, 1))
    assert lines(files_of(pack), "actions")[0]["owner"] == place.worker.full_name
    text = words_of(files_of(pack)[PDF])
    assert "A regulator or commissioner asked for names in writing" in text.replace("\n", " ")


def words_of(pdf):
    """All text of a PDF, read from its structure's own characters by the fonts' tables."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return "".join(_page_words(page) for page in opened.pages)


def _page_words(page):
    fonts = {name: _table(font) for name, font in page.Resources.get("/Font", {}).items()}
    current, found = {}, []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    found += [current.get(raw[at : at + 2], "") for at in range(0, len(raw), 2)]
            found.append(" ")
    return "".join(found)


def _table(font):
    """What each code of a font stands for, from its ToUnicode table."""
    found, reading = {}, False
    for line in font.ToUnicode.read_bytes().decode("latin-1").splitlines():
        if "beginbfchar" in line:
            reading = True
        elif "endbfchar" in line:
            reading = False
        elif reading:
            code, words = (bytes.fromhex(part.strip("<>")) for part in line.split())
            found[code] = words.decode("utf-16-be")
    return found


def page_strokes(pdf):
    """Every colour that is set for lines, as it stands in the pages and in what they hold."""
    for opened in pdf.objects:
        if isinstance(opened, pikepdf.Stream):
            yield opened.read_bytes().decode("latin-1") if opened.get("/Type") != "/Metadata" else ""


def nodes(tree):
    for node in tree if isinstance(tree, pikepdf.Array) else [tree]:
        if isinstance(node, pikepdf.Dictionary):
            yield node
            if "/K" in node:
                yield from nodes(node.K)


def test_the_pdf_is_tagged_with_headings_in_order_alternatives_and_table_headers(place):
    ship_standards(now=SUMMER)
    pack = made(place.governance, now=SUMMER)
    with pikepdf.open(io.BytesIO(files_of(pack)[PDF])) as pdf:
        # What `qpdf --check` finds: pikepdf is qpdf.
        assert pdf.check_pdf_syntax() == []
        meta = pdf.open_metadata()
        title = f"Evidence pack {pack.reference}"
        assert (str(pdf.Root.Lang), meta["dc:title"], meta["pdfuaid:part"]) == ("en-GB", title, "1")
        tree = list(nodes(pdf.Root.StructTreeRoot.K))
        levels = [int(str(node.S)[2:]) for node in tree if str(node.get("/S")) in {"/H1", "/H2", "/H3"}]
        assert levels[0] == 1
        assert all(later <= before + 1 for before, later in pairwise(levels))
        figures = [node for node in tree if str(node.get("/S")) == "/Figure"]
        assert figures
        # Hollow circles in grey: the style sheet of the chart came along.
        assert "0.419608 0.462745 0.501961 RG" in "".join(page_strokes(pdf))
        assert all(str(node.get("/Alt", "")) for node in figures)
        tables = [node for node in tree if str(node.get("/S")) == "/Table"]
        assert tables
        without = [table for table in tables if not any(str(cell.get("/S")) == "/TH" for cell in nodes(table.K))]
        assert without == []


def test_known_gaps_say_which_team_is_silent_and_what_is_hidden(place):
    PersonFactory(team=place.beside)
    found = lines(files_of(made(place.governance, now=SUMMER)), "gaps")
    about = {(line["kind"], line["about"]) for line in found}
    assert ("Left out on purpose", "Every pack") in about
    assert ("Hidden", "Small numbers") in about
    silent = next(line for line in found if line["kind"] == "No data")
    assert "Sickness" in silent["about"].split(", ")


def test_a_clause_is_answered_by_what_the_place_shows(place):
    ship_standards(now=SUMMER)
    found = lines(files_of(made(place.governance, now=SUMMER)), "crosswalk")
    clause = next(line for line in found if line["clause"] == "18(2)(a)")
    assert clause["what that says"].startswith("Supervision on time: ")
    assert "Training and appraisal are recorded elsewhere." in clause["gap"]

"""Reading workbooks, also those that somebody made to do harm."""

import io
import zipfile
from datetime import date, datetime

import pytest

from tests.factories.figures import workbook
from workforce_assurance.common import workbooks
from workforce_assurance.common.uploaded_tables import UnreadableFile
from workforce_assurance.common.workbooks import read_workbook

HEADER = ("Month", "Team", "Headcount")


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return {part: parts.read(part) for part in parts.namelist()}


def zipped(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return content.getvalue()


def test_a_workbook_is_read_as_text():
    rows = [(datetime(2027, 2, 1), "Harbour", 12), (), (date(2027, 1, 1), " A  team ", 1.5)]  # noqa: DTZ001

    table = read_workbook(workbook(HEADER, *rows))

    assert (table.header, table.lines) == (
        list(HEADER),
        [(2, ["2027-02-01", "Harbour", "12"]), (4, ["2027-01-01", "A team", "1.5"])],
    )


def test_a_formula_is_what_it_gave_or_nothing():
    table = read_workbook(workbook(HEADER, ("2027-02", '=HYPERLINK("http://x.example","x")', "=1+1")))

    assert table.lines == [(2, ["2027-02"])]


def test_a_workbook_that_unfolds_to_too_much_is_refused(monkeypatch):
    bomb = zipped(
        {**parts_of(workbook(HEADER, ("2027-02", "A", 1))), "xl/media/x.bin": b"0" * (workbooks.UNFOLDED + 1)}
    )

    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFile, match="unfolds to far more"):
        read_workbook(bomb)


def test_a_workbook_of_too_many_parts_is_refused():
    with pytest.raises(UnreadableFile, match="unfolds to far more"):
        read_workbook(zipped({f"{number}.xml": b"" for number in range(workbooks.PARTS + 1)}))


def test_entities_are_not_expanded():
    parts = parts_of(workbook(HEADER, ("2027-02", "A", 1)))
    sheet = next(name for name in parts if "sheet1" in name)
    declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    parts[sheet] = declared + parts[sheet].split(b"?>", 1)[-1].replace(b"<sheetData>", b"<sheetData>&b;")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_workbook(zipped(parts))


def test_a_sheet_of_too_many_lines_is_refused():
    with pytest.raises(UnreadableFile, match="more than 20000 lines"):
        read_workbook(workbook(HEADER, *[("x",)] * 20_001))


def test_a_sheet_that_says_that_it_is_huge_is_read_for_what_it_holds():
    parts = parts_of(workbook(HEADER, ("2027-02", "A", 1)))
    sheet = next(name for name in parts if "sheet1" in name)
    assert b'ref="A1:C2"' in parts[sheet]
    parts[sheet] = parts[sheet].replace(b'ref="A1:C2"', b'ref="A1:XFD1048576"')

    assert read_workbook(zipped(parts)).lines == [(2, ["2027-02", "A", "1"])]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(range(256)) * 20,
        b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
        zipped({"hello.txt": b"hello"}),
        zipped({"[Content_Types].xml": b"<broken"}),
        workbook(HEADER, ("2027-02", "A", 1))[:-300],
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(content):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_workbook(content)


def test_an_empty_workbook_says_so():
    with pytest.raises(UnreadableFile, match="empty"):
        read_workbook(workbook())

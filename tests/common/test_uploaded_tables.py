"""Reading a file of unknown encoding and delimiter."""

import codecs
import contextlib
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.common import uploaded_tables as tables
from workforce_assurance.common.uploaded_tables import Table, UnreadableFile
from workforce_assurance.people.columns import recognise

read_table = partial(tables.read_table, recognise=recognise)

HEADER = ["Staff number", "Name", "E-mail", "Team"]
PEOPLE = [["1", "José Ñuñez", "jose@x.example", "Übung"], ["2", "Zoë Brontë", "zoe@x.example", "Café"]]


def text(delimiter=",", end="\n"):
    return end.join(delimiter.join(cells) for cells in [HEADER, *PEOPLE]) + end


@pytest.mark.parametrize("delimiter", tables.DELIMITERS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("latin-1", "cp1252"),
        ("cp1252", "cp1252"),
        ("cp850", "cp850"),
    ],
)
def test_a_file_reads_the_same_in_every_common_encoding_and_delimiter(encoding, found, delimiter, end):
    table = read_table(text(delimiter, end).encode(encoding))

    assert table == Table(found, delimiter, HEADER, [(2, PEOPLE[0]), (3, PEOPLE[1])])


def test_central_european_names_are_read():
    content = "Nr;Name\n1;Łukasz Żółć\n2;Święty Źdźbło\n3;Ján Čermák Šťastný\n".encode("cp1250")

    assert [cells[1] for _, cells in read_table(content).lines] == [
        "Łukasz Żółć",
        "Święty Źdźbło",
        "Ján Čermák Šťastný",
    ]


def test_one_letter_that_many_encodings_share_is_taken_for_western():
    content = "Nr;Name\n1;Jo Müller\n".encode("latin-1")

    assert (read_table(content).encoding, read_table(content).lines[0][1][1]) == ("cp1252", "Jo Müller")


def test_a_wrong_guess_can_be_corrected():
    content = text(";").encode("mac-roman")

    assert read_table(content, encoding="mac-roman", delimiter=";").lines[0] == (2, PEOPLE[0])


def test_big_endian_utf_16_with_a_mark_is_read():
    assert read_table(codecs.BOM_UTF16_BE + text().encode("utf-16-be")).lines[0] == (2, PEOPLE[0])


def test_a_semicolon_inside_a_cell_does_not_mislead():
    table = read_table(b'Staff number,Name,Job title\n1,Sam,"Key worker; nights; weekends; days"\n')

    assert (table.delimiter, table.lines[0][1][2]) == (",", "Key worker; nights; weekends; days")


def test_a_quoted_line_break_is_a_space_and_lines_keep_their_numbers():
    table = read_table(b'Staff number,Name\n1,"Sam\nOkoro"\n\n2,  Kim   Lee \n')

    assert table.lines == [(2, ["1", "Sam Okoro"]), (5, ["2", "Kim Lee"])]


def test_a_cell_that_was_neutralised_is_restored():
    assert read_table(b"Staff number,Name\n'+44,'Sam\n").lines == [(2, ["+44", "'Sam"])]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\xef\xbb\xbf\r\n,,,\n", "This file is empty"),
        (b"\n \n", "This file is empty"),
        (b"\x00" * 100, "This file is empty"),
        (b"Staff number,Name\n", "nothing below"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x02", "not a text file"),
        (b"PK\x03\x04" + bytes(range(256)) * 20, "not a text file"),
        (b"Staff number,Name\n1,Sam\x00Okoro\n", "not a text file"),
        (b"Staff number,Name\n1,Sam\x07Okoro\n", "not a text file"),
        (b'Staff number,Name\n1,Sam\n2,"Kim\n3,Lee\n', "line 3 has a quotation mark"),
        (b"a" * 5_000_001, "larger than 5 MB"),
        (b",".join([b"x"] * 300) + b"\n1\n", "more than 200 columns"),
        (b"Name\n" + b"x\n" * 20_001, "more than 20000 lines"),
        (b"Staff number,Name\n1," + b"x" * 200_000 + b"\n", "line 2 has"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_table(content)


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"encoding": "utf-8"}, "not in the encoding UTF-8"),
        ({"encoding": "utf-7"}, "one of the encodings"),
        ({"delimiter": "x"}, "one of the delimiters"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused_in_a_sentence(chosen, sentence):
    with pytest.raises(UnreadableFile, match=sentence):
        read_table(text().encode("latin-1"), **chosen)


@given(st.binary(max_size=2_000))
def test_any_bytes_are_a_table_or_a_sentence(content):
    with contextlib.suppress(UnreadableFile):
        assert read_table(content).header

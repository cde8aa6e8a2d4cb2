"""Reading a file of unknown encoding and delimiter into a table, or saying in a sentence why not. Pure."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from charset_normalizer import from_bytes

from .csv_cells import restored

LARGEST = 5_000_000
TOO_LARGE = "This file is larger than 5 MB. Leave out columns that are not needed, or split it."
EMPTY = "This file is empty. Choose one with a header line and lines below it."
NO_LINES = "This file has a header line and nothing below it. Add the lines."
MOST_ROWS = 20_000
MOST_COLUMNS = 200
# Cells beyond this are no names, dates or addresses.
LONGEST_CELL = 1_000

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without mark, little end first",
    "utf-16-be": "UTF-16 without mark, big end first",
    "cp1252": "Windows, western Europe",
    "cp1250": "Windows, central Europe",
    "cp1251": "Windows, Cyrillic",
    "iso8859-2": "ISO 8859-2, central Europe",
    "mac-roman": "Mac, western Europe",
    "cp850": "DOS, western Europe",
}
DELIMITERS = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar"}
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
EIGHT_BIT = ("cp1252", "cp1250", "cp1251", "iso8859_2", "mac_roman", "cp850")
# How much worse than the best guess the western one may look and still be taken: guesses on short files are close.
WESTERN_UNLESS_WORSE_BY = 0.05
SAMPLE = 64 * 1024


class UnreadableFile(Exception):
    """The file cannot be read as a table; the message is a sentence for whoever chose it."""


@dataclass(frozen=True)
class Table:
    """A file's lines, each with the number at which it begins in the file."""

    encoding: str
    delimiter: str
    header: list[str]
    lines: list[tuple[int, list[str]]]


def nothing_known(_header: list[str]) -> list[str]:
    """No column is looked for."""
    return []


def read_table(
    content: bytes,
    *,
    encoding: str = "",
    delimiter: str = "",
    recognise: Callable[[list[str]], list[str]] = nothing_known,
) -> Table:
    """Read the file, by what was chosen or else by what it looks like; `recognise` gives a key for each column it knows.

    :raises UnreadableFile: with a sentence that says what to do
    """
    if len(content) > LARGEST:
        raise UnreadableFile(TOO_LARGE)
    if not content.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n,;"):
        raise UnreadableFile(EMPTY)
    encoding = encoding or detect_encoding(content)
    text = _decode(content, encoding)
    delimiter = delimiter or detect_delimiter(text, recognise)
    return checked(encoding, delimiter, _lines(text, delimiter))


def checked(encoding: str, delimiter: str, lines: list[tuple[int, list[str]]]) -> Table:
    """The lines as a table.

    :raises UnreadableFile: when there are none, or more than somebody looks through
    """
    if not lines:
        raise UnreadableFile(EMPTY)
    header = lines[0][1]
    if len(header) > MOST_COLUMNS:
        raise UnreadableFile(f"This file has more than {MOST_COLUMNS} columns. Leave out those that are not needed.")
    if len(lines) == 1:
        raise UnreadableFile(NO_LINES)
    if len(lines) > MOST_ROWS:
        raise UnreadableFile(f"This file has more than {MOST_ROWS} lines. Split it into several.")
    return Table(encoding, delimiter, header, lines[1:])


def detect_encoding(content: bytes) -> str:
    """The encoding that the file's mark names, or that its bytes look like.

    :raises UnreadableFile: when the bytes are no text
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:SAMPLE]
    if b"\x00" in head:
        return _utf_16_without_mark(head)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _eight_bit(head)
    return "utf-8"


def _utf_16_without_mark(head: bytes) -> str:
    """In UTF-16 of mostly Latin text, every second byte is zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    raise UnreadableFile("This is not a text file. In your spreadsheet, choose “Save as” and then CSV.")


def _eight_bit(head: bytes) -> str:
    guesses = {guess.encoding: guess for guess in from_bytes(head, cp_isolation=list(EIGHT_BIT))}
    if not guesses:
        raise UnreadableFile("This is not a text file. In your spreadsheet, choose “Save as” and then CSV.")
    best = min(guesses.values(), key=lambda guess: (guess.chaos, -guess.coherence))
    if "cp1252" in best.could_be_from_charset:
        # Read either way, it says the same.
        return "cp1252"
    western = guesses.get("cp1252")
    if western and western.chaos <= best.chaos + WESTERN_UNLESS_WORSE_BY and western.coherence >= best.coherence - 0.1:
        best = western
    return best.encoding.replace("_", "-")


def _decode(content: bytes, encoding: str) -> str:
    if encoding not in ENCODINGS:
        raise UnreadableFile("Choose one of the encodings on the list.")
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UnreadableFile(f"This file is not in the encoding {ENCODINGS[encoding]}. Choose another one.") from None
    if any(ord(character) < 32 and character not in "\t\r\n" for character in text):
        raise UnreadableFile("This is not a text file. In your spreadsheet, choose “Save as” and then CSV.")
    return text


def detect_delimiter(text: str, recognise: Callable[[list[str]], list[str]] = nothing_known) -> str:
    """The delimiter by which the first line names most of our columns, and the lines after it are as long as it is."""
    return max(DELIMITERS, key=lambda delimiter: _fit(text[:SAMPLE], delimiter, recognise))


def _fit(text: str, delimiter: str, recognise: Callable[[list[str]], list[str]]) -> tuple[int, float, int]:
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            records += [record] if any(cell.strip() for cell in record) else []
            if len(records) > 30:
                break
    except csv.Error:
        return (0, 0, 0)
    if not records:
        return (0, 0, 0)
    widths = Counter(len(record) for record in records)
    known = sum(bool(key) for key in recognise(records[0]))
    return (known, widths[len(records[0])] / len(records) if len(records[0]) > 1 else 0, len(records[0]))


def _lines(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Every line that says something; a cell's line breaks and doubled spaces become one space."""
    if delimiter not in DELIMITERS:
        raise UnreadableFile("Choose one of the delimiters on the list.")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for record in reader:
            cells = [" ".join(restored(cell).split()) for cell in record]
            if any(cells):
                lines.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        raise UnreadableFile(
            f"The line that begins at line {begins} has a quotation mark that is not closed, or a cell without end."
        ) from None
    return lines

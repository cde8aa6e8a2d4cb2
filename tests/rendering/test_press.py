"""HTML to PDF in a process of its own: tagged, limited, and fetching nothing that is not packaged."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from workforce_assurance.rendering.exceptions import NotMade
from workforce_assurance.rendering.press import ASSETS, NOT_INSTALLED, ROOT, is_packaged, print_pdf

PAGE = '<!doctype html><html lang="en-GB"><head><title>A list</title><link rel="stylesheet" href="print.css"></head>{}</html>'


def why_not(html: str) -> str:
    with pytest.raises(NotMade) as refusal:
        print_pdf(PAGE.format(html))
    return refusal.value.why


def test_what_it_prints_is_tagged_and_says_its_language_and_title() -> None:
    printed = print_pdf(PAGE.format("<h1>A list</h1><p>Of one line.</p>"))
    with pikepdf.open(BytesIO(printed.content)) as pdf:
        assert (printed.pages, len(pdf.pages)) == (1, 1)
        assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked), "/StructTreeRoot" in pdf.Root) == (
            "en-GB", True, True,
        )  # fmt: skip
        meta = pdf.open_metadata()
        assert (meta["pdfuaid:part"], meta["dc:title"]) == ("1", "A list")
        # Its own face is embedded: our style sheet was found.
        assert any("DejaVu" in str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values())


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ((ASSETS / "print.css").as_uri(), True),
        ("data:text/plain,x", True),
        ("file:///etc/passwd", False),
        (f"{ASSETS.as_uri()}/../press.py", False),
        (f"{ASSETS.as_uri()}/%2e%2e/press.py", False),
        ("http://127.0.0.1/", False),
        ("file://somewhere/etc/passwd", False),
    ],
)
def test_only_packaged_files_are_fetched(url: str, ours: bool) -> None:
    assert is_packaged(url) is ours


def test_a_file_of_the_machine_does_not_come_into_the_document(tmp_path: Path) -> None:
    style = tmp_path / "big.css"
    style.write_text("p { break-before: page }")
    pages = "<p>One</p><p>Two</p><p>Three</p>"
    assert print_pdf(PAGE.format(f'<link rel="stylesheet" href="{style.as_uri()}">{pages}')).pages == 1


def test_a_machine_without_the_libraries_is_told_apart(tmp_path: Path) -> None:
    """What the import raises where Pango is missing."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library')")
    asked = json.dumps({"html": PAGE, "seconds": 60, "megabytes": 1024, "pages": 1}).encode()
    command = [sys.executable, "-m", "workforce_assurance.rendering.press"]
    done = subprocess.run(command, input=asked, cwd=ROOT, env={"PYTHONPATH": str(tmp_path)}, check=False)
    assert done.returncode == NOT_INSTALLED


def test_a_document_of_too_many_pages_is_refused(settings: object) -> None:
    settings.PDF_PAGES = 2
    assert why_not('<p style="break-before: page">x</p>' * 3) == "too_long"


def test_a_document_that_takes_too_long_is_refused(settings: object) -> None:
    settings.PDF_SECONDS = 1
    assert why_not("<table>" + "<tr><td>x</td></tr>" * 5000 + "</table>") == "too_large"


def test_a_document_that_takes_too_much_memory_is_refused(settings: object) -> None:
    settings.PDF_MEGABYTES = 60
    assert why_not("<p>x</p>") in {"too_large", "not_installed"}

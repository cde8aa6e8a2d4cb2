"""HTML to PDF in a process of its own: tagged, limited, and fetching nothing that is not packaged."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import ClassVar
from urllib.error import HTTPError
from urllib.request import urlopen

import pikepdf
import pytest

from workforce_assurance.rendering.exceptions import NotMade
from workforce_assurance.rendering.models import File
from workforce_assurance.rendering.press import ASSETS, NOT_INSTALLED, ROOT, is_packaged, print_pdf
from workforce_assurance.settings import base

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


FETCHING = """
<link rel="stylesheet" href="{0}/link.css">
<style>@import url("{0}/import.css"); @font-face {{ font-family: F; src: url("{0}/face.woff2") }}
p {{ background: url("{0}/background.png"); font-family: F; content: url("{0}/content.png") }}</style>
<p>x</p><img src="{0}/image.png" alt="x"><object data="{0}/object.svg" type="image/svg+xml">x</object>
<embed src="{0}/embed.svg" type="image/svg+xml"><iframe src="{0}/frame"></iframe>
<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{0}/drawn.png" width="9" height="9"/><use href="{0}/used.svg#x"/></svg>
"""


class Listening(BaseHTTPRequestHandler):
    """Whoever is asked for anything, and what for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is said."""


def test_a_hostile_document_fetches_nothing() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        printed = print_pdf(PAGE.format(FETCHING.format(f"http://127.0.0.1:{server.server_port}")))
        # The server does hear what is asked.
        urlopen_refused(f"http://127.0.0.1:{server.server_port}/heard")
        server.shutdown()
    assert (printed.pages, Listening.asked) == (1, ["/heard"])


def urlopen_refused(url: str) -> None:
    with pytest.raises(HTTPError):
        urlopen(url)


def test_no_document_runs_past_thirty_seconds_as_shipped() -> None:
    assert base.PDF_SECONDS == 30


@pytest.mark.parametrize(
    "huge",
    [
        # Laid out once for each level, and within it once for each level more.
        pytest.param("<table><tr><td>" * 60 + "x" + "</td></tr></table>" * 60, id="nested"),
        pytest.param("<p>" + "x" * 3_000_000 + "</p>", id="one word"),
        pytest.param("<table>" + "<tr><td>x</td><td>y</td></tr>" * 50_000 + "</table>", id="table"),
        pytest.param("<p>word " * 300_000, id="unclosed"),
    ],
)
def test_a_huge_text_ends_in_words_and_in_time(settings: object, huge: str) -> None:
    """However it is built, it ends: printed, or with words for whoever asked for it."""
    settings.PDF_SECONDS = 4
    try:
        pages = print_pdf(PAGE.format(huge)).pages
    except NotMade as refusal:
        assert File.Why(refusal.why) in (File.Why.TOO_LONG, File.Why.TOO_LARGE)
    else:
        assert pages <= settings.PDF_PAGES

"""HTML to PDF in a process of its own: the one place that knows WeasyPrint.

The process is given the HTML and nothing else, no secret and no database; it has limits of time, memory and pages, and fetches
nothing but the files of `assets` and `data:`. So a list of any length costs the worker no memory, and a hostile one nobody's data.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ASSETS = Path(__file__).resolve().parent / "assets"
ROOT = ASSETS.parent.parent.parent
# How the process ends when it made none.
TOO_LONG, NOT_INSTALLED = 3, 4
# What its programs need of the environment: where to find things and where to keep the list of fonts.
PASSED_ON = ("PATH", "HOME", "XDG_CACHE_HOME", "LANG", "LC_ALL", "TMPDIR")
PAGES_IN = 8


@dataclass(frozen=True)
class Printed:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int


def print_pdf(html: str) -> Printed:
    """The HTML as a tagged PDF (PDF/UA-1).

    :raises NotMade: when it is too long or too large, or when what makes PDFs is not installed
    """
    from django.conf import settings

    from .exceptions import NotMade

    limits = {"seconds": settings.PDF_SECONDS, "megabytes": settings.PDF_MEGABYTES, "pages": settings.PDF_PAGES}
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "workforce_assurance.rendering.press"],
            input=json.dumps({"html": html, **limits}).encode(),
            env=environment,
            cwd=ROOT,
            capture_output=True,
            timeout=settings.PDF_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotMade("too_large") from None
    if done.returncode:
        # What it said stays unsaid: it may quote the list.
        raise NotMade({TOO_LONG: "too_long", NOT_INSTALLED: "not_installed"}.get(done.returncode, "too_large"))
    return Printed(done.stdout[PAGES_IN:], int.from_bytes(done.stdout[:PAGES_IN], "big"))


def is_packaged(url: str) -> bool:
    """Whether that is one of our own files, or carries its content with it."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc:
        return False
    return Path(unquote(parts.path)).resolve().is_relative_to(ASSETS)


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class PackagedOnly(URLFetcher):  # type: ignore[misc]
        """Fetches what is packaged; for anything else the page goes without."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not is_packaged(url):
                raise ValueError("Only packaged files are fetched.")
            return super().fetch(url, headers)

    return PackagedOnly(allowed_protocols=("file", "data"), allow_redirects=False)


def _limit(seconds: int, megabytes: int) -> None:
    import resource

    for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_AS, megabytes * 2**20)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def main() -> int:
    """Read what to print and its limits, write the number of pages and the PDF."""
    asked = json.loads(sys.stdin.buffer.read())
    _limit(asked["seconds"], asked["megabytes"])
    try:
        import weasyprint
    except (ImportError, OSError):
        return NOT_INSTALLED
    page = weasyprint.HTML(string=asked["html"], base_url=f"{ASSETS.as_uri()}/", url_fetcher=_fetcher())
    laid_out = page.render(pdf_variant="pdf/ua-1", pdf_tags=True)
    pages = len(laid_out.pages)
    if pages > asked["pages"]:
        return TOO_LONG
    content = laid_out.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    sys.stdout.buffer.write(pages.to_bytes(PAGES_IN, "big") + content)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Whether a file that somebody holds is a pack that was made here, and whole."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import EvidencePack
from .check_pack import Checked, check, digest


@dataclass(frozen=True)
class Verdict:
    """What is said about a file: whether it is whole, in words, with the facts of its manifest."""

    is_whole: bool
    is_ours: bool
    words: str
    problems: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


def verify(content: bytes) -> Verdict:
    """Whether it is whole in itself and one of those that were made here: by the hash of the zip, or of the PDF alone."""
    sha256 = digest(content)
    if pack := EvidencePack.objects.filter(pdf_sha256=sha256).first():
        words = f"This is the PDF of evidence pack {pack.reference}, as it was made here. Nothing was changed."
        return Verdict(True, True, words, facts=(("Reference", pack.reference),))
    found = check(content)
    if not found.is_whole:
        words = "This is not a whole pack. Do not rely on it; ask whoever gave it to you for another."
        return Verdict(False, False, words, found.problems)
    if EvidencePack.objects.filter(sha256=sha256, seal=found.seal).exists():
        return Verdict(
            True, True, "This pack is whole, and it was made here. Nothing was changed.", facts=_facts(found)
        )
    words = "This pack is whole in itself, but no pack with its seal was made here: ask its maker for the seal."
    return Verdict(True, False, words, facts=_facts(found))


def _facts(found: Checked) -> tuple[tuple[str, str], ...]:
    said, files = found.manifest, found.manifest["files"]
    return (
        ("Reference", _word(said.get("reference"))),
        ("Organisation", _word(said.get("organisation"))),
        ("Place", _word(said.get("place"))),
        ("Months", f"{_word(said.get('first_month'))} to {_word(said.get('last_month'))}"),
        ("As of", _word(said.get("as_of"))),
        ("Files", str(len(files))),
        ("Seal", found.seal),
    )


def _word(value: object) -> str:
    """Of a manifest that anybody may have written."""
    return value[:200] if isinstance(value, str) else "Not said"

"""Sealing an evidence pack and checking one. Needs Python and nothing else: python check_pack.py PACK.zip

A pack is a zip without compression: its files, a manifest with the SHA-256 of each, and the SHA-256 of the manifest, which is
the seal. Everything in the zip follows from the files, so that a pack that is put together again is the same, byte for byte;
one that is not was changed. It exits with 0 for a whole pack, 1 for one that is not, 2 when there is no such file.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FORMAT = "workforce-assurance-pack/1"
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
# A zip knows no earlier day; no pack says in it when it was put together.
DAY = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o100644 << 16
LARGEST = 100 * 2**20
MOST_FILES = 100
NO_PACK = "This is no evidence pack: it cannot be read as one."


@dataclass(frozen=True)
class Checked:
    """What was found: the manifest as far as it could be read, the seal, and what is wrong."""

    problems: tuple[str, ...]
    manifest: Mapping[str, Any] = field(default_factory=dict)
    seal: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.problems


class NoPack(Exception):
    """The file cannot be read as a pack."""


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def manifest_of(facts: Mapping[str, Any], files: Mapping[str, bytes]) -> bytes:
    """What the pack is about, and the length and SHA-256 of every file."""
    listed = {name: {"bytes": len(content), "sha256": digest(content)} for name, content in sorted(files.items())}
    whole = {"format": FORMAT, **facts, "files": listed}
    return (json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def seal_pack(facts: Mapping[str, Any], files: Mapping[str, bytes]) -> tuple[bytes, str]:
    """The pack and its seal: the same for the same files, whenever and wherever it is made."""
    manifest = manifest_of(facts, files)
    seal = digest(manifest)
    return _zipped({**files, MANIFEST: manifest, SEAL: f"{seal}  {MANIFEST}\n".encode()}), seal


def check(content: bytes) -> Checked:
    """Whether a pack is whole in itself. Whoever alters a pack and makes its hashes anew needs another seal: compare that, too."""
    try:
        files = _read(content)
        manifest = _manifest(files)
    except NoPack as refusal:
        return Checked((str(refusal),))
    problems = [*_against(manifest, files)]
    seal = digest(files[MANIFEST])
    if files.get(SEAL) != f"{seal}  {MANIFEST}\n".encode():
        problems.append("The manifest is not the one that was sealed.")
    if not problems and _zipped(files) != content:
        problems.append("Something in the zip itself is not as it was made.")
    return Checked(tuple(problems), manifest, seal)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as pack:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system, entry.external_attr = UNIX, READABLE
            pack.writestr(entry, content)
    return whole.getvalue()


def _read(content: bytes) -> dict[str, bytes]:
    """The files of a pack.

    :raises NoPack: when it is no zip, or one that would take more than it is long
    """
    if len(content) > LARGEST:
        raise NoPack(f"This file is larger than {LARGEST // 2**20} MB, as no pack is.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            entries = pack.infolist()
            files = {entry.filename: pack.read(entry) for entry in entries} if _is_plain(entries, len(content)) else {}
    except zipfile.BadZipFile as error:
        raise NoPack("A file in this pack is damaged." if "CRC" in str(error) else NO_PACK) from None
    except Exception:  # noqa: BLE001 - a zip that somebody altered can make its reader stumble in any way
        raise NoPack(NO_PACK) from None
    return files


def _is_plain(entries: list[zipfile.ZipInfo], length: int) -> bool:
    """Few files, each once, none of them compressed: so reading them takes no more than the pack is long."""
    is_stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
    is_once = len({entry.filename for entry in entries}) == len(entries)
    return len(entries) <= MOST_FILES and is_once and is_stored and sum(entry.file_size for entry in entries) <= length


def _manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        found = json.loads(files[MANIFEST].decode())
    except (KeyError, ValueError, RecursionError):
        raise NoPack(NO_PACK) from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("files"), dict):
        raise NoPack(NO_PACK)
    return found


def _against(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> list[str]:
    listed, there = manifest["files"], set(files) - {MANIFEST, SEAL}
    problems = [f"{name} is missing." for name in sorted(set(listed) - there)]
    problems += [f"{name} is no part of this pack." for name in sorted(there - set(listed))]
    for name in sorted(there & set(listed)):
        if listed[name] != {"bytes": len(files[name]), "sha256": digest(files[name])}:
            problems.append(f"{name} was changed.")
    return problems


def main(arguments: list[str] | None = None) -> int:
    """Check one pack and say what was found."""
    parser = argparse.ArgumentParser(description="Check that an evidence pack is whole.")
    parser.add_argument("pack", type=Path, help="the zip as it was handed over")
    parser.add_argument("--seal", default="", help="the seal that whoever made it gave you by another route")
    asked = parser.parse_args(arguments)
    try:
        found = check(asked.pack.read_bytes())
    except OSError as error:
        sys.stderr.write(f"{asked.pack}: {error.strerror}\n")
        return 2
    problems = [*found.problems]
    if asked.seal and found.seal and found.seal != asked.seal.strip().lower():
        problems.append("The seal is another one: this is not the pack that the seal was given for.")
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        sys.stdout.write("NOT WHOLE. Do not rely on this pack; ask for it again.\n")
        return 1
    sys.stdout.write(f"WHOLE. {len(found.manifest['files'])} files are as they were sealed.\nSeal: {found.seal}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

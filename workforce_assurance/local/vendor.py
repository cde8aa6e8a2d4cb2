"""The files of others under static/vendor: each is what its manifest says, checked without a network."""

from __future__ import annotations

import hashlib
import json
import sys

from .environment import ROOT

VENDOR = ROOT / "static" / "vendor"


def differences() -> list[str]:
    """A sentence for each file that is missing, unlisted, or other than the manifest says."""
    entries = json.loads((VENDOR / "manifest.json").read_text())
    found = []
    for entry in entries:
        file = VENDOR / entry["file"]
        if not file.exists():
            found.append(f"{entry['file']} is listed but not there.")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != entry["sha256"]:
            found.append(f"{entry['file']} is not the file that was listed.")
        elif "sourceMappingURL" in file.read_text(errors="replace"):
            found.append(f"{entry['file']} points at a source map that is not there.")
    listed = {entry["file"] for entry in entries} | {entry["licence_file"] for entry in entries} | {"manifest.json"}
    unlisted = sorted(path.name for path in VENDOR.iterdir() if path.is_file() and path.name not in listed)
    return found + [f"{name} is there but not listed." for name in unlisted]


def main(words: list[str]) -> int:
    problems = differences()
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems and "--check" not in words:
        for entry in json.loads((VENDOR / "manifest.json").read_text()):
            print(f"{entry['name']} {entry['version']} ({entry['licence']}): {entry['file']}, {entry['made_with']}")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Sealing and checking: the same files make the same bytes, and no byte can be changed unseen."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from governance.packs import check_pack
from governance.packs.check_pack import MANIFEST, SEAL, check, manifest_of, seal_pack

FILES = {"values.csv": b"a,b\r\n1,2\r\n", "evidence-pack.pdf": b"%PDF-1.7 not really"}
FACTS = {"reference": "7KQ2M-9XDPB", "place": "Harbour outreach"}
PACK, SEALED = seal_pack(FACTS, FILES)


def zipped(files, compression=zipfile.ZIP_STORED):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", compression) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return whole.getvalue()


def test_the_same_files_make_the_same_bytes_in_whatever_order():
    assert seal_pack(FACTS, dict(reversed(FILES.items()))) == (PACK, SEALED)


def test_a_pack_as_it_was_made_is_whole():
    found = check(PACK)
    assert (found.is_whole, found.seal, found.manifest["reference"]) == (True, SEALED, "7KQ2M-9XDPB")


def test_a_pack_changed_by_one_byte_anywhere_is_refused():
    """Every byte of it, the zip's own among them."""
    for place in range(len(PACK)):
        changed = PACK[:place] + bytes([PACK[place] ^ 1]) + PACK[place + 1 :]
        assert not check(changed).is_whole, place


def test_a_pack_with_something_behind_or_before_it_is_refused():
    assert [check(PACK + b"x").is_whole, check(b"x" + PACK).is_whole, check(PACK[:-1]).is_whole] == [False] * 3


def test_what_was_put_in_is_no_part_of_it_and_what_was_taken_is_missing():
    manifest = manifest_of(FACTS, FILES)
    seal = f"{check_pack.digest(manifest)}  {MANIFEST}\n".encode()
    files = {"values.csv": FILES["values.csv"], "more.csv": b"x", MANIFEST: manifest, SEAL: seal}
    assert check(zipped(files)).problems == ("evidence-pack.pdf is missing.", "more.csv is no part of this pack.")


def test_a_changed_file_is_named():
    manifest = manifest_of(FACTS, FILES)
    files = {**FILES, "values.csv": b"a,b\r\n1,3\r\n", MANIFEST: manifest, SEAL: b"x"}
    assert check(zipped(files)).problems == ("values.csv was changed.", "The manifest is not the one that was sealed.")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7",
        zipped({"x": b"1"}),
        zipped({MANIFEST: b"[" * 100_000}),
        zipped({MANIFEST: b"\xff"}),
        zipped({MANIFEST: b"[]"}),
        zipped({MANIFEST: json.dumps({"format": check_pack.FORMAT, "files": []}).encode()}),
        zipped({MANIFEST: b"0" * 10_000_000}, zipfile.ZIP_DEFLATED),
        zipped({str(number): b"" for number in range(200)}),
    ],
)
def test_what_is_no_pack_is_said_to_be_none(content):
    assert check(content).problems == (check_pack.NO_PACK,)


def run(tmp_path, content, *more):
    pack = tmp_path / "pack.zip"
    pack.write_bytes(content)
    # Without Django, and without anything else of ours: the file alone.
    command = [sys.executable, "-I", "-S", check_pack.__file__, str(pack), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.split("\n")[-3:-1], done.stderr


def test_the_program_alone_says_that_a_pack_is_whole(tmp_path):
    whole = ["WHOLE. 2 files are as they were sealed.", f"Seal: {SEALED}"]
    assert run(tmp_path, PACK, "--seal", SEALED.upper()) == (0, whole, "")


def test_the_program_alone_refuses_one_changed_byte(tmp_path):
    code, said, _ = run(tmp_path, PACK.replace(b"1,2", b"1,3"))
    assert (code, said[-1]) == (1, "NOT WHOLE. Do not rely on this pack; ask for it again.")


def test_the_program_alone_refuses_another_seal(tmp_path):
    code, said, _ = run(tmp_path, PACK, "--seal", "0" * 64)
    assert (code, said[0]) == (1, "The seal is another one: this is not the pack that the seal was given for.")


def test_the_program_alone_says_when_there_is_no_file(tmp_path):
    assert check_pack.main([str(tmp_path / "none.zip")]) == 2

"""Where a server's unix socket lies: beside its data, or in a short folder when that path is too long for a socket."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from .processes import CannotStart

# A socket's path has about 107 bytes; the servers add their file names.
LONGEST_FOLDER = 80


class SocketFolderTaken(CannotStart):
    """The short folder belongs to somebody else; the message says what to do."""


def socket_folder(place: Path) -> Path:
    """The private folder for the socket of the data in `place`; the same for every process that asks.

    :raises SocketFolderTaken: when another account has made the short folder
    """
    folder = place.resolve()
    if len(os.fsencode(folder)) > LONGEST_FOLDER:
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"wa-{os.geteuid()}-{name}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() not in (0, folder.lstat().st_uid) or folder.is_symlink():
        raise SocketFolderTaken(f"{folder} belongs to somebody else. Choose a shorter data folder with --data.")
    return folder

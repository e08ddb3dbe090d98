"""The address that an installation is served at: told by who serves it, while it does, to every other command of the same data folder."""

import fcntl
import time
from pathlib import Path
from typing import IO

NAME = "address"
TRIES, PAUSE = 20, 0.05


def tell_address(data: Path, address: str) -> IO[str] | None:
    """Write the address down, and hold the file; it counts while what is given back is open. None when another server of this folder told its own."""
    file = (data / NAME).open("a+", encoding="utf-8")
    for _ in range(TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)  # a reader looks for an instant; a server stays
            continue
        file.truncate(0)
        file.write(address)
        file.flush()
        return file
    file.close()
    return None


def served_address(data: Path) -> str:
    """The address that is served from this folder now; "" when nobody serves it, whatever a server that was killed left behind."""
    try:
        with (data / NAME).open(encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return file.read().strip()
    except OSError:
        return ""
    return ""

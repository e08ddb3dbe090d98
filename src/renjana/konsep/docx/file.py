"""Reads a Word file that somebody sent, in a child process with limits of memory and time: values come back, or one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

from renjana.konsep.docx.child import REFUSED
from renjana.konsep.docx.values import WordFile, from_plain

MAX_BYTES = 20 * 1024 * 1024
SECONDS = 20
TOO_HEAVY = (
    "Berkas {name} terlalu berat atau rusak sehingga tidak dapat dibaca dengan aman; "
    "unduh lagi DOCX dari Renjana, salin perubahan Anda ke dalamnya, lalu unggah."
)


class WordFault(Exception):
    """The file cannot be read. `str()` is a whole Indonesian sentence that says why and what to do."""


def read_word(content: bytes, *, name: str) -> WordFile:
    """What the DOCX says. `name` is the file's name for messages. Raises WordFault."""
    if len(content) > MAX_BYTES:
        raise WordFault(f"Berkas {name} lebih besar dari {MAX_BYTES // 1024 // 1024} MB; hapus gambar di dalamnya lalu unggah lagi.")
    source = str(Path(__file__).parents[3])
    path = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "renjana.konsep.docx.child"],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            env={"PYTHONPATH": path, "PATH": os.environ.get("PATH", ""), "PYTHONDONTWRITEBYTECODE": "1"},
        )
    except subprocess.TimeoutExpired as fault:
        raise WordFault(TOO_HEAVY.replace("{name}", name)) from fault
    if done.returncode == REFUSED:
        raise WordFault(done.stdout.decode().replace("{name}", name))
    if done.returncode != 0:
        raise WordFault(TOO_HEAVY.replace("{name}", name))
    return from_plain(json.loads(done.stdout))

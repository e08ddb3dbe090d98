"""Judges that are not ours: the rules of PDF/A-3a and PDF/UA-1, qpdf, pdftotext."""

import io
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import page
import pikepdf

FALSE_ALARM = "STREAM-LENGTH-001"


def faults(pdf: bytes) -> list[str]:
    """What the judges have against a PDF; empty for an archival, accessible, sound file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        found = [str(issue) for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1) for issue in _issues(path, profile)]
        checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, check=False)
    if checked.returncode != 0:
        found.append(checked.stderr)
    return [one for one in found if FALSE_ALARM not in one or not lengths_hold(pdf)]


def _issues(path: Path, profile: page.ValidationProfile) -> list[str]:
    result = page.validate_pdf(str(path), profile=profile)
    return [] if result.is_compliant else [line for line in str(result).splitlines() if line.startswith("[")]


def lengths_hold(pdf: bytes) -> bool:
    """Whether each stream is as long as it says: the judge stumbles over streams that happen to end in a CR byte."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        return all(int(one.stream_dict.Length) == len(one.read_raw_bytes()) for one in streams)


def text_of(pdf: bytes, *options: str) -> str:
    """The words of a PDF in the order in which they were written."""
    done = subprocess.run(["pdftotext", *(options or ("-raw",)), "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def letters(text: str) -> str:
    """Letters and digits alone, without case: for finding words over line ends and hyphens."""
    return re.sub(r"[\W_]+", "", text).casefold()


def page_count(pdf: bytes) -> int:
    """How many pages it has."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)

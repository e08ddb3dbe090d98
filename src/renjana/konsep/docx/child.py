"""The child process of `read_word`: a DOCX on standard input, its values as JSON on standard output, or one sentence and status 3."""

import json
import sys
from xml.etree import ElementTree

from renjana.konsep.docx.guard import word_parts
from renjana.konsep.docx.reading import read_parts
from renjana.konsep.docx.values import WordFile, as_plain
from renjana.renstra.office_package import BROKEN, GuardFault, limit

REFUSED = 3


def read_content(content: bytes) -> WordFile:
    """What the file says. Raises GuardFault with the reason why it is refused."""
    try:
        return read_parts(word_parts(content))
    except (ElementTree.ParseError, RecursionError) as fault:
        raise GuardFault(BROKEN) from fault


def main() -> int:
    """Read, check, print."""
    limit()
    try:
        text = json.dumps(as_plain(read_content(sys.stdin.buffer.read())), ensure_ascii=False, separators=(",", ":"))
    except GuardFault as fault:
        sys.stdout.buffer.write(str(fault).encode())
        return REFUSED
    sys.stdout.buffer.write(text.encode(errors="replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

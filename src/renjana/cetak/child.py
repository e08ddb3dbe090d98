"""The child process of `compile_plan`: clean JSON on standard input, the PDF on standard output."""

import sys
from datetime import datetime

from renjana.cetak.pdf import PaperError, compile_json


def main() -> int:
    """Print the template named by the first argument, dated by the second."""
    template, timestamp = sys.argv[1:3]
    try:
        pdf = compile_json(template, sys.stdin.buffer.read().decode(), datetime.fromisoformat(timestamp))
    except PaperError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

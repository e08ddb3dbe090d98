"""What every command ends with, and where it tells what is wrong."""

import sys

GOOD, FAULTS, WRONG_WORDS = 0, 1, 2
"""Exit statuses: done, the input or the data have faults, the words of the command are off."""


def tell(lines: str) -> None:
    """Faults go to standard error, quiet or not."""
    sys.stderr.write(f"{lines}\n")

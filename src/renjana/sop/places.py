"""Where in a TOML text a value stands: from a place such as `langkah[3].waktu` to its line."""

import re

_HEAD = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+|\"[^\"]+\")\s*=")


class Places:
    """Lines by place, counted from 1. Sections of a list are numbered from 1: `langkah[1]`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        counts: dict[str, int] = {}
        prefix, inside = "", 0
        for number, line in enumerate(text.splitlines(), 1):
            if inside <= 0:
                if head := _HEAD.fullmatch(line.split("#")[0].rstrip()):
                    prefix = self._section(head[1], head[2], counts, number)
                    continue
                if key := _KEY.match(line):
                    self._lines.setdefault(prefix + key[1].strip('"'), number)
            bare = re.sub(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*", "", line)
            inside += bare.count("[") - bare.count("]")

    def _section(self, brackets: str, name: str, counts: dict[str, int], number: int) -> str:
        if brackets == "[[":
            counts[name] = counts.get(name, 0) + 1
            name = f"{name}[{counts[name]}]"
        self._lines.setdefault(name, number)
        return f"{name}."

    def line(self, place: str) -> int | None:
        """The line of a place, else of the section around it, else None."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place.rpartition(".")[0]
        return None

"""Where in a TOML text a value stands: from a place such as `langkah[3].waktu` to its line."""

import re

_HEAD = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\-\"]+)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+|\"[^\"]+\")\s*=")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*")


class Places:
    """Lines by place, counted from 1. Sections of a list are numbered from 1: `langkah[1]`."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        counts: dict[str, int] = {}
        prefix, inside = "", 0
        for number, line in enumerate(text.split("\n"), 1):
            if inside <= 0:
                if head := _HEAD.fullmatch(line.split("#")[0].rstrip()):
                    prefix = self._section(head[1], head[2], counts, number)
                    continue
                if key := _KEY.match(line):
                    self._keys[number] = prefix + key[1].strip('"')
                    self._lines.setdefault(self._keys[number], number)
            bare = _QUOTED.sub("", line)
            inside += bare.count("[") - bare.count("]")

    def _section(self, brackets: str, name: str, counts: dict[str, int], number: int) -> str:
        if brackets == "[[":
            counts[name] = counts.get(name, 0) + 1
            self._lines.setdefault(name, number)
            name = f"{name}[{counts[name]}]"
        self._lines.setdefault(name, number)
        return f"{name}."

    def line(self, place: str) -> int | None:
        """The line of a place, else of what is around it (an entry's list, a key's section), else None."""
        while place:
            if place in self._lines:
                return self._lines[place]
            place = place.rpartition("[")[0] if place.endswith("]") else place.rpartition(".")[0]
        return None

    def key_at(self, line: int) -> str | None:
        """The place whose key stands on this line; None inside a list of several lines, on a heading or a blank line."""
        return self._keys.get(line)

"""The words of one paragraph: signs of stress, names of figures and footnotes are read, and written again so that they read the same. Pure.

*One sign* slants, **two** make bold, `{total_pagu}` names a figure of the data, `^[words]` is a footnote, a backslash takes the meaning of
the sign behind it away. A sign that has no partner, or that stands inside a word, stays as it is. Only whole words are stressed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NotRequired, TypedDict

_STRESS = re.compile(r"(?<![^\W_])(?<![*_])(\*{1,3}|_{1,3})(?=\S)(.{1,2000}?)(?<=\S)\1(?![^\W_])(?![*_])")
_MARKED = re.compile(r"\{([a-z][a-z_]*(?::[^{}\n]{1,200})?)\}|\^\[([^\[\]\n]{1,2000})\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~•])")
_SIGNS = re.compile(r"[\\*_{}^\[\]|]")
_ALWAYS = re.compile(r"\\(?=[!-/:-@\[-`{-~•])|\{(?=[a-z])|\^(?=\[)")
_ESCAPED, _HELD = 0xE000, 0xE100
_DOT = "\ue07f"
_PLAIN_AGAIN = {ord(_DOT): "•", **{_ESCAPED + code: chr(code) for code in range(33, 127)}}
_PRIVATE = re.compile(r"[\ue000-\uefff]")
LONGEST = 1900
"""Characters that can be stressed in one go."""
DEEP = 3
"""How many signs may stand one inside the other."""


class Run(TypedDict):
    """Words of a paragraph that print alike. `rujukan` names the figure whose value they are, `kaki` are the words of a footnote (no `teks`)."""

    teks: str
    tebal: bool
    miring: bool
    rujukan: NotRequired[str]
    kaki: NotRequired[str]


Words = str | Sequence[Run]
"""The words of a paragraph, subhead, item or cell: text, or runs where something of it is more than text."""


def words(text: str) -> Words:
    """Read a line; runs when something in it is stressed, a figure or a footnote."""
    held: list[Run] = []
    source = _ESCAPE.sub(lambda match: _DOT if match[1] == "•" else chr(_ESCAPED + ord(match[1])), _PRIVATE.sub("", text))
    source = _MARKED.sub(lambda match: _hold(held, match), source)
    return joined(_released(run, held) for run in _runs(source))


def _hold(held: list[Run], match: re.Match[str]) -> str:
    if len(held) > _ESCAPED >> 4:
        return match[0]
    run = Run(teks="", tebal=False, miring=False)
    if match[1]:
        run |= {"teks": f"{{{_plain(match[1])}}}", "rujukan": _plain(match[1])}
    else:
        run["kaki"] = " ".join(_plain(match[2]).split())
    held.append(run)
    return chr(_HELD + len(held) - 1)


def _plain(text: str) -> str:
    return text.translate(_PLAIN_AGAIN)


def _released(run: Run, held: Sequence[Run]) -> Iterator[Run]:
    """The run with what was held put back."""
    for part in re.split(r"([\ue100-\uefff])", run["teks"]):
        if part and ord(part[0]) in range(_HELD, _HELD + len(held)):
            kept = held[ord(part) - _HELD]
            yield kept if "kaki" in kept else {**kept, "tebal": run["tebal"], "miring": run["miring"]}
        elif part:
            yield Run(teks=_plain(part), tebal=run["tebal"], miring=run["miring"])


def joined(groups: Iterable[Iterable[Run]]) -> Words:
    """Runs one after the other, those that print alike as one; text when nothing in it is more than text."""
    found: list[Run] = []
    for run in (run for group in groups for run in group if run["teks"] or "kaki" in run):
        if found and _look(found[-1]) == _look(run) and not {"rujukan", "kaki"} & {*found[-1], *run}:
            found[-1] = Run(teks=found[-1]["teks"] + run["teks"], tebal=run["tebal"], miring=run["miring"])
        else:
            found.append(run)
    return found if any(_look(run) != (False, False) or {"rujukan", "kaki"} & {*run} for run in found) else plain(found)


def _look(run: Run) -> tuple[bool, bool]:
    return run["tebal"], run["miring"]


def _runs(text: str, *, bold: bool = False, slanted: bool = False, deep: int = DEEP) -> Iterator[Run]:
    at = 0
    for match in _STRESS.finditer(text) if deep else ():
        sign, inside = match.groups()
        if any(map(_is_word, inside)):
            yield Run(teks=text[at : match.start()], tebal=bold, miring=slanted)
            yield from _runs(inside, bold=bold or len(sign) > 1, slanted=slanted or len(sign) != 2, deep=deep - 1)
            at = match.end()
    yield Run(teks=text[at:], tebal=bold, miring=slanted)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or "\ue100" <= sign <= "\uefff"


def as_runs(content: Words) -> Sequence[Run]:
    """The words as runs."""
    return [Run(teks=content, tebal=False, miring=False)] if isinstance(content, str) else content


def plain(content: Words) -> str:
    """The words without what stresses them; footnotes are left out (see `notes`)."""
    return content if isinstance(content, str) else "".join(run["teks"] for run in content)


def notes(content: Words) -> list[str]:
    """The words of the footnotes."""
    return [] if isinstance(content, str) else [run["kaki"] for run in content if "kaki" in run]


def cut(content: Words, begin: int, end: int) -> list[Run]:
    """The runs of the characters from `begin` to `end` of the plain words; a footnote goes with the character before it."""
    at, found = 0, []
    for run in as_runs(content):
        if "kaki" in run:
            found += [run] if begin < at <= end else []
        elif teks := run["teks"][max(begin - at, 0) : max(end - at, 0)]:
            found.append({**run, "teks": teks})
        at += len(run["teks"])
    return found


def resolved(content: Words, figures: Mapping[str, str]) -> Words:
    """The words with the values of their figures; a name that is not known becomes a sentence that says so."""
    if isinstance(content, str):
        return content
    return [{**run, "teks": figures.get(run["rujukan"], unknown(run["rujukan"]))} if "rujukan" in run else run for run in content]


def named(content: Words) -> Iterator[str]:
    """The names of the figures in the words."""
    return (run["rujukan"] for run in as_runs(content) if "rujukan" in run)


def printed(content: Words) -> Words:
    """The words as they print: what a figure says is text like any other."""
    return joined([{"teks": run["teks"], "tebal": run["tebal"], "miring": run["miring"]} if "rujukan" in run else run] for run in as_runs(content))


def unknown(name: str) -> str:
    """What stands where a figure should, when the data have none of that name."""
    return f"[angka “{name}” tidak ada pada data; pilih angka lain atau hapus rujukan ini]"


def escaped(text: str) -> str:
    """Words as they are typed so that none of their signs means anything, with as few backslashes as that needs."""
    least = _ALWAYS.sub(r"\\\g<0>", text)
    return least if words(least) == text else _SIGNS.sub(r"\\\g<0>", text)


def written(content: Words) -> str:
    """The words as they are typed: `words(written(w)) == normal(w)`."""
    kept = normal(content)
    least = _typed(kept, _ALWAYS)
    return least if words(least) == kept else _typed(kept, _SIGNS)


def _typed(content: Words, signs: re.Pattern[str]) -> str:
    found = []
    for (bold, slanted), group in groupby(as_runs(content), key=_look):
        sign = "*" * (2 * bold + slanted)
        found.append(f"{sign}{''.join(_typed_run(run, signs) for run in group)}{sign}")
    return "".join(found)


def _typed_run(run: Run, signs: re.Pattern[str]) -> str:
    if "kaki" in run:
        return f"^[{_without_meaning(run['kaki'], _SIGNS)}]"
    return f"{{{run['rujukan']}}}" if "rujukan" in run else _without_meaning(run["teks"], signs)


def _without_meaning(text: str, signs: re.Pattern[str]) -> str:
    return signs.sub(r"\\\g<0>", text)


def normal(content: Words) -> Words:
    """The same words with single blanks in the form in which they are kept: stress is on whole words, and on what stands between two."""
    groups = [list(group) for _, group in groupby(_cells(content), key=_is_word_cell)]
    looks = [_look(group[0]) if _is_word_cell(group[0]) else (False, False) for group in groups]
    for at in range(1, len(groups) - 1):
        if not _is_word_cell(groups[at][0]) and looks[at - 1] == looks[at + 1] and all(_look(cell) == looks[at - 1] for cell in groups[at]):
            looks[at] = looks[at - 1]
    found = joined([{**cell, "tebal": look[0], "miring": look[1]} for cell in group] for group, look in zip(groups, looks, strict=True))
    if isinstance(found, str):
        return found
    return joined(map(_bounded, (list(group) for _, group in groupby(found, key=_look))))


def _bounded(group: Sequence[Run]) -> Sequence[Run]:
    """Runs that print alike, without stress when they are more than can be stressed in one go."""
    if sum(len(run["teks"]) for run in group) <= LONGEST:
        return group
    return [{**run, "tebal": False, "miring": False} for run in group]


def _is_word_cell(cell: Run) -> bool:
    return "rujukan" in cell or ("kaki" not in cell and cell["teks"].isalnum())


def _cells(content: Words) -> list[Run]:
    """A run for each character, figure and footnote; blanks single and none at the ends."""
    found: list[Run] = []
    for run in as_runs(content):
        if "rujukan" in run:
            found.append({**run, "teks": f"{{{run['rujukan']}}}"})
        elif "kaki" in run:
            found += [{**run, "kaki": kaki, "tebal": False, "miring": False}] if (kaki := " ".join(_PRIVATE.sub("", run["kaki"]).split())) else []
        else:
            for sign in _PRIVATE.sub("", run["teks"]):
                if not sign.isspace():
                    found.append({**run, "teks": sign})
                elif found and found[-1]["teks"] != " ":
                    found.append({**run, "teks": " "})
    while found and found[-1]["teks"] == " ":
        found.pop()
    return found

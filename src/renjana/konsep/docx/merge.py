"""Changes of a Word file against the text as it stands now, three-way: what becomes a proposal, what must be settled by hand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from renjana.cetak.papers import Blok
from renjana.konsep.anchors import passage, sentences
from renjana.konsep.docx.changes import SectionSteps, Step
from renjana.konsep.docx.lines import SUBHEAD, Line, Part, clean_words
from renjana.konsep.docx.values import Piece, Remark
from renjana.konsep.inline import escaped
from renjana.konsep.prose import as_text, blocks, paragraph
from renjana.konsep.snapshot import SPOKEN, prose
from renjana.konsep.suggestions import DELETE, INSERT, REPLACE, followed
from renjana.konsep.words import pairs

TALK = "koreksi"
CHANGED_TOO = "Di Word bagian ini menjadi: “{baru}”. Naskahnya sudah diubah sejak berkas itu diunduh, jadi putuskan sendiri kata akhirnya."
GONE_TOO = "Di Word bagian ini menjadi: “{baru}”. Paragrafnya sudah tidak ada pada naskah sekarang."
DROPPED = "Di Word paragraf ini dihapus, sedangkan naskahnya sudah diubah sejak berkas itu diunduh."
MARKS = {"-": "- ", "1": "1. ", "a": "a. ", "A": "1. ", "i": "1. "}


@dataclass(frozen=True)
class Proposal:
    """A change to a subbab: the passage that stands there and what it should read, or new paragraphs after it, or that it goes; `isi` for
    what only words can say. `oleh` and `waktu` (ISO) as the file tells them, empty for a change that was not tracked.
    """

    nomor: str
    tindakan: str
    kutipan: str
    usulan: str = ""
    isi: str = ""
    oleh: str = ""
    waktu: str = ""


def merged(section: SectionSteps, content: Iterable[Blok], known: Sequence[Proposal] = ()) -> list[Proposal]:
    """The proposals of a subbab, in its order. `content` are its blocks as they stand, `known` the suggestions that wait there already: a
    paragraph that only carries these makes no new one.
    """
    current = [clean_words(one["isi"]) for one in prose(content) if one["jenis"] in SPOKEN]
    now = {left: right for left, right in pairs(section.base, current) if left is not None and right is not None}
    found: list[Proposal] = []
    last = ""
    for step in section.steps:
        if step.dari is not None and step.dari in now and step.line is not None:
            last = current[now[step.dari]]
        if step.dari is None and step.line is not None:
            if not any(step.line.teks in said(one.usulan) for one in known if one.tindakan == INSERT):
                _insert(found, section.nomor, last, step.line, current)
        else:
            words = current[now[step.dari]] if step.dari in now and step.dari is not None else None
            if step.line is None or words is None or with_known(words, step.line.teks, known) != step.line.teks:
                found += _stayed(section.nomor, step, words, current)
    return found


def with_known(words: str, target: str, known: Iterable[Proposal]) -> str:
    """The paragraph with those suggestions in it that the other text holds."""
    for one in known:
        if one.tindakan == REPLACE and clean_words(one.usulan) in target:
            words = followed(words, one.kutipan, one.usulan)
        elif one.tindakan == DELETE and not passage(one.kutipan).search(target):
            words = clean_words(followed(words, one.kutipan, ""))
    return words


def said(usulan: str) -> list[str]:
    """The paragraphs of a suggestion, as they are compared."""
    return [clean_words(one["isi"]) for one in prose(blocks(usulan))]


def remarked(remarks: Iterable[Remark], parts: Sequence[Part], contents: Mapping[str, Sequence[str]]) -> Iterator[Proposal]:
    """The comments as corrections of their subbab, on the words that they are about where these stand once in `contents` (the text of each
    subbab as it stands, by number). Comments outside of every subbab go to the first one.
    """
    begun = [part for part in parts if part.nomor in contents]
    for remark in remarks:
        part = next((one for one in reversed(begun) if one.mulai <= remark.tempat), begun[0] if begun else None)
        if part is None:
            continue
        texts, quote = contents[part.nomor], clean_words(remark.kutipan)
        there = bool(quote) and sum(len(passage(quote).findall(text)) for text in texts) > 0
        isi = remark.isi if there or not quote or quote.startswith(f"{part.nomor} ") else f"“{quote[:200]}”: {remark.isi}"
        yield Proposal(part.nomor, TALK, quote if there else "", "", isi, remark.oleh, remark.waktu)


def _insert(found: list[Proposal], nomor: str, after: str, line: Line, current: Sequence[str]) -> None:
    """A new paragraph; the ones that follow one another are one proposal, so that their order stays."""
    if line.teks in current:
        return
    words = typed_line(line)
    oleh, waktu = _who(line.edits, line.teks)
    if found and (found[-1].tindakan, found[-1].kutipan) == (INSERT, after):
        apart = "\n" if line.daftar and found[-1].usulan.rpartition("\n")[2].startswith(MARKS.get(line.daftar, "\0")) else "\n\n"
        found[-1] = replace(found[-1], usulan=f"{found[-1].usulan}{apart}{words}", oleh=found[-1].oleh or oleh, waktu=max(found[-1].waktu, waktu))
    else:
        found.append(Proposal(nomor, INSERT, after, words, "", oleh, waktu))


def typed_line(line: Line) -> str:
    """A new paragraph as people type it."""
    mark = "# " if line.gaya == SUBHEAD else MARKS.get(line.daftar, "")
    return mark + escaped(line.teks) if mark else as_text([paragraph(line.teks)])


def _stayed(nomor: str, step: Step, words: str | None, current: Sequence[str]) -> Iterator[Proposal]:
    """What becomes of a paragraph that stood in the version. `words` is how it reads now, None when it is gone."""
    new = step.line.teks if step.line else ""
    if new == step.semula or new == words:
        return
    who = _who(step.edits, new)
    if words is None:
        if new and new not in current:
            yield Proposal(nomor, TALK, "", "", GONE_TOO.format(baru=new), *who)
    elif not new:
        same = words == step.semula
        yield Proposal(nomor, DELETE if same else TALK, words, "", "" if same else DROPPED, *who)
    elif (target := merge_words(step.semula, new, words)) is None:
        yield Proposal(nomor, TALK, words, "", CHANGED_TOO.format(baru=new), *who)
    elif target != words:
        for old, fresh in grouped(words, target, current):
            yield Proposal(nomor, REPLACE if fresh else DELETE, old, fresh, "", *_who(step.edits, f"{old} {fresh}"))


def _who(edits: Sequence[Piece], words: str) -> tuple[str, str]:
    """Who made a change and when: of the tracked changes in the paragraph those whose words are in it, else all of them."""
    told = [edit for edit in edits if edit.oleh]
    mine = [edit for edit in told if clean_words(edit.teks) and clean_words(edit.teks) in words] or told
    if not mine:
        return "", ""
    last = max(mine, key=lambda edit: edit.waktu)
    return ", ".join(dict.fromkeys(edit.oleh for edit in mine)), last.waktu


def grouped(words: str, target: str, current: Sequence[str]) -> list[tuple[str, str]]:
    """The change in as few sentences as can be told apart: (as they stand, as they should read).

    The whole paragraph when one of these sentences does not stand exactly once among `current`.
    """
    old, new = sentences(words), sentences(target)
    spans = _spans(old, new)
    groups = [(" ".join(old[a:b]), " ".join(new[c:d])) for a, b, c, d in spans]
    if all(sum(len(passage(one).findall(text)) for text in current) == 1 for one, _ in groups):
        return groups
    return [(words, target)]


def _spans(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Ranges of sentences that differ; one that only adds takes a neighbour along, so that it has a place in the text."""
    spans: list[tuple[int, int, int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if a == b:
            a, b, c, d = (a - 1, b, c - 1, d) if a else (a, b + 1, c, d + 1)
        if spans and a < spans[-1][1]:
            last = spans.pop()
            a, b, c, d = last[0], max(b, last[1]), last[2], max(d, last[3])
        spans.append((a, b, c, d))
    return spans


def merge_words(base: str, theirs: str, mine: str) -> str | None:
    """Both changes in one text; None when they touch the same words."""
    if mine == base:
        return theirs
    words = base.split()
    hunks = {*_hunks(words, theirs.split()), *_hunks(words, mine.split())}
    ordered = sorted(hunks)
    for one, two in pairwise(ordered):
        if two[0] < one[1] or two[:2] == one[:2] or (two[0] == one[1] and (one[0] == one[1] or two[0] == two[1])):
            return None
    for start, end, put in reversed(ordered):
        words[start:end] = put
    return " ".join(words)


def _hunks(base: Sequence[str], other: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for kind, a, b, c, d in SequenceMatcher(None, base, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield a, b, tuple(other[c:d])

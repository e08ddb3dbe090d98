"""The document on its way to Word: open suggestions as tracked changes and corrections as comments, or the changes since another version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from renjana.cetak.docx_tracked import Catatan, Lacak
from renjana.cetak.papers import Blok
from renjana.konsep.anchors import SENTENCE, passage
from renjana.konsep.inline import Words, as_runs, cut, plain
from renjana.konsep.prose import blocks, items_of
from renjana.konsep.suggestions import DELETE, INSERT
from renjana.konsep.words import pairs, word_spans

Run = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """An open correction: of which subbab, on what, what it says and suggests, by whom and when (ISO, UTC)."""

    nomor: str
    jangkar: str
    kutipan: str
    isi: str
    tindakan: str
    usulan: str
    oleh: str
    waktu: str

    def lacak(self, jenis: Literal["tambah", "hapus"]) -> Lacak:
        """The tracked change that this correction is."""
        return {"jenis": jenis, "oleh": self.oleh, "waktu": self.waktu}


def with_corrections(data: Mapping[str, Any], asked: Iterable[Asked]) -> dict[str, Any]:
    """The printers' data with every open correction in it: a change where a suggestion's passage stands, else a comment."""
    notes: list[Catatan] = []
    by_number: dict[str, list[Asked]] = {}
    for one in asked:
        by_number.setdefault(one.nomor, []).append(one)
    chapters = [{**bab, "subbab": [_corrected(one, by_number.get(one["nomor"], ()), notes) for one in bab["subbab"]]} for bab in data["bab"]]
    return {**data, "bab": chapters, "catatan": notes}


def _corrected(subbab: Mapping[str, Any], asked: Sequence[Asked], notes: list[Catatan]) -> dict[str, Any]:
    left, made = list(asked), list[Blok]()
    for block in subbab["blok"]:
        made += _block(block, left, notes)
    first = [one for one in left if one.tindakan == INSERT and not one.kutipan]
    opening = [_whole(block, one.lacak("tambah")) for one in first for block in blocks(one.usulan)]
    remaining = [_noted(one, notes) for one in left if one not in first]
    return {**subbab, "blok": [*opening, *made], "catatan": remaining}


def _block(block: Blok, left: list[Asked], notes: list[Catatan]) -> Iterator[Blok]:
    """The block with the corrections that find their words in it; those are taken off `left`. New paragraphs follow it."""
    behind: list[Asked] = []
    if block["jenis"] in {"paragraf", "subjudul"}:
        words, behind = _unit(block["isi"], left, notes)
        yield {**block, "isi": words}
    elif block["jenis"] == "daftar":
        listed, behind = _listed(block, left, notes)
        yield listed
    else:
        yield block
    for one in behind:
        yield from (_whole(new, one.lacak("tambah")) for new in blocks(one.usulan))


def _listed(block: Blok, left: list[Asked], notes: list[Catatan]) -> tuple[Blok, list[Asked]]:
    """The list with its corrections, and those whose new paragraphs are no items and follow it."""
    items, behind = list[Any](), list[Asked]()
    for item in block["butir"]:
        words, after = _unit(item["isi"] if isinstance(item, dict) else item, left, notes)
        inner = [_listed(one, left, notes) for one in item["blok"]] if isinstance(item, dict) else []
        items.append({"isi": words, "blok": [one for one, _ in inner]} if inner else words)
        behind += [one for _, rest in inner for one in rest]
        for one in after:
            fresh = blocks(one.usulan)
            if len(fresh) == 1 and fresh[0]["jenis"] == "daftar":
                items += _whole(fresh[0], one.lacak("tambah"))["butir"]
            else:
                behind.append(one)
    return {**block, "butir": items}, behind


def _whole(block: Blok, lacak: Lacak) -> Blok:
    """A block that is wholly new or gone."""
    if block["jenis"] == "daftar":
        return {**block, "butir": [{"isi": item, "lacak": lacak} for item in items_of(block)]}
    return {**block, "lacak": lacak}


def _unit(words: Words, left: list[Asked], notes: list[Catatan]) -> tuple[Words | list[Run], list[Asked]]:
    """A paragraph or item, and the corrections whose new paragraphs stand behind it."""
    text = plain(words)
    spans: list[tuple[int, int, Asked]] = []
    behind: list[Asked] = []
    for one in [*left]:
        if one.jangkar != SENTENCE or not (match := passage(one.kutipan).search(text)):
            continue
        if one.tindakan == INSERT:
            behind.append(one)
        elif any(match.start() < end and start < match.end() for start, end, _ in spans):
            continue
        else:
            spans.append((*match.span(), one))
        left.remove(one)
    return (list(_runs(words, sorted(spans, key=lambda span: span[0]), notes)) if spans else words), behind


def _runs(words: Words, spans: Sequence[tuple[int, int, Asked]], notes: list[Catatan]) -> Iterator[Run]:
    at = 0
    for start, end, one in spans:
        yield from (dict(run) for run in cut(words, at, start))
        about = [_noted(one, notes, placed=True)] if one.isi and not (one.tindakan and one.isi.startswith("Ganti kalimat")) else []
        if one.tindakan:
            gone = {"lacak": one.lacak("hapus")} if one.tindakan == DELETE else {}
            changes = changed_runs(plain(words)[start:end], "" if gone else one.usulan, one.oleh, one.waktu)
            changes += [{**run, **gone} for run in cut(words, start, end) if "kaki" in run]
        else:
            changes = [dict(run) for run in cut(words, start, end)]
        yield from ({**run, "catatan": about} for run in changes)
        at = end
    yield from (dict(run) for run in cut(words, at, len(plain(words))))


def _noted(one: Asked, notes: list[Catatan], *, placed: bool = False) -> int:
    words = one.isi if placed or not one.kutipan else f"“{one.kutipan}”: {one.isi}"
    if not placed and one.usulan:
        words = f"{words}\nUsulan: {one.usulan}"
    notes.append({"oleh": one.oleh, "waktu": one.waktu, "isi": words})
    return len(notes) - 1


def changed_runs(before: str, after: str, oleh: str, waktu: str) -> list[Run]:
    """The two texts as one, word by word. Rejecting gives the first, accepting the second."""
    spans = word_spans(before, after)
    runs: list[Run] = []
    for number, span in enumerate(spans):
        run: Run = {"teks": span.teks + ("" if number + 1 == len(spans) else " ")}
        if span.jenis != "sama":
            run["lacak"] = {"jenis": span.jenis, "oleh": oleh, "waktu": waktu}
        runs.append(run)
    return runs


def with_changes(new: Mapping[str, Any], old: Mapping[str, Any], *, oleh: str, waktu: str) -> dict[str, Any]:
    """The newer version's data with every change of prose since the older one tracked; subbab are matched by number."""
    before = {one["nomor"]: one["blok"] for bab in old["bab"] for one in bab["subbab"]}

    def subbab(one: Mapping[str, Any]) -> dict[str, Any]:
        return {**one, "blok": list(compared(before.get(one["nomor"], ()), one["blok"], oleh=oleh, waktu=waktu))}

    return {**new, "bab": [{**bab, "subbab": [subbab(one) for one in bab["subbab"]]} for bab in new["bab"]]}


def compared(old: Sequence[Blok], new: Sequence[Blok], *, oleh: str, waktu: str) -> Iterator[Blok]:
    """The new blocks with what was put in and taken out. A paragraph that went stands before the one that followed it."""
    was, now = list(_units(old)), list(_units(new))
    fates: list[tuple[list[int], int | None]] = [([], None)] * len(now)
    waiting: list[int] = []
    for left, right in pairs([" ".join(plain(words).split()) for words in was], [" ".join(plain(words).split()) for words in now]):
        if right is None:
            waiting.append(left or 0)
        else:
            fates[right], waiting = (waiting, left), []
    told = _Fates(was, iter(fates), oleh, waktu)
    for block in new:
        if block["jenis"] == "daftar":
            yield told.listed(block)
        elif block["jenis"] in {"paragraf", "subjudul"}:
            dropped, made = told.of(block["isi"])
            yield from (_paragraph("paragraf", one) for one in dropped)
            yield _paragraph(block["jenis"], made)
        else:
            yield block
    yield from (_paragraph("paragraf", told.gone(place)) for place in waiting)


def _paragraph(jenis: str, made: Mapping[str, Any]) -> Blok:
    return cast("Blok", {"jenis": jenis, **made})


@dataclass
class _Fates:
    """What became of each paragraph and item, asked in reading order. `fates` are what went before it and which one it was."""

    was: Sequence[Words]
    fates: Iterator[tuple[list[int], int | None]]
    oleh: str
    waktu: str

    def of(self, words: Words) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        """What went before the paragraph, and the paragraph as it became."""
        dropped, before = next(self.fates)
        return [self.gone(place) for place in dropped], _fate(words, None if before is None else self.was[before], self.oleh, self.waktu)

    def gone(self, place: int) -> dict[str, Any]:
        """A paragraph of the older version that is no more."""
        return {"isi": plain(self.was[place]), "lacak": Lacak(jenis="hapus", oleh=self.oleh, waktu=self.waktu)}

    def listed(self, block: Blok) -> Blok:
        """A list with the lists in it."""
        items: list[Any] = []
        for item in block["butir"]:
            dropped, made = self.of(item["isi"] if isinstance(item, dict) else item)
            inner = [self.listed(one) for one in item["blok"]] if isinstance(item, dict) else []
            items += [*dropped, {**made, "blok": inner} if inner else made]
        return {**block, "butir": items}


def _units(content: Iterable[Blok]) -> Iterator[Words]:
    for block in content:
        if block["jenis"] in {"paragraf", "subjudul"}:
            yield block["isi"]
        elif block["jenis"] == "daftar":
            yield from items_of(block)


def _fate(words: Words, before: Words | None, oleh: str, waktu: str) -> dict[str, Any]:
    """A paragraph as it became."""
    if before is None:
        return {"isi": words, "lacak": {"jenis": "tambah", "oleh": oleh, "waktu": waktu}}
    if plain(before).split() == plain(words).split():
        return {"isi": words}
    kept = [dict(run) for run in as_runs(words) if "kaki" in run]
    return {"isi": [*changed_runs(plain(before), plain(words), oleh, waktu), *kept]}

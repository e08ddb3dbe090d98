"""What both printers of the plan (PDF and DOCX) prepare alike."""

from collections import Counter
from collections.abc import Callable

from renjana.cetak.papers import Blok, Renja

COUNTED = ("tabel", "grafik")


def numbered(data: Renja) -> Renja:
    """The plan with its whole name (`nama`), its short one (`judul`), and a number on each titled table and each chart: "2.1", "L.1".

    Tables and charts are counted apart within every chapter, and in the annex.
    """
    chapters = [(_numbering(str(place)), bab) for place, bab in enumerate(data["bab"], 1)]
    annex = _numbering("L")
    return {
        **data,
        "nama": full_title(data),
        "judul": short_title(data),
        "bab": [{**bab, "subbab": [{**one, "blok": [number(block) for block in one["blok"]]} for one in bab["subbab"]]} for number, bab in chapters],
        "lampiran": [{**one, "blok": [annex(block) for block in one["blok"]]} for one in data.get("lampiran", ())],
    }


def _numbering(place: str) -> Callable[[Blok], Blok]:
    counts: Counter[str] = Counter()

    def number(block: Blok) -> Blok:
        kind = block["jenis"]
        if kind not in COUNTED or not block.get("judul"):
            return block
        counts[kind] += 1
        return {**block, "nomor": f"{place}.{counts[kind]}"}

    return number


def printed_blocks(data: Renja) -> list[Blok]:
    """The blocks of every chapter and of the annex, in their order."""
    parts = [*(one for bab in data["bab"] for one in bab["subbab"]), *data.get("lampiran", ())]
    return [block for one in parts for block in one["blok"]]


def full_title(data: Renja) -> str:
    """The document's whole name: the title with agency and year, once each, however much of it the title says itself."""
    words = data["judul"]
    if data["instansi"]["opd"] not in words:
        words = f"{words} {data['instansi']['opd']}"
    return words if str(data["tahun"]) in words else f"{words} Tahun {data['tahun']}"


def short_title(data: Renja) -> str:
    """The title without agency and year, which the cover prints on lines of their own."""
    words = data["judul"].replace(data["instansi"]["opd"], "").replace(f"Tahun {data['tahun']}", "")
    return " ".join(words.split()) or data["judul"]

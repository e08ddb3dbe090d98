"""What checks read in the words of a document: sentences, amounts of money, stated goals, marks that stand for a text still to come."""

import re
from collections.abc import Iterator

from renjana.analisis.findings import words
from renjana.analisis.naskah import NaskahValue

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
PLAN, WORK = 3, 4
"""The chapters with goals and programs, and with the plan of work."""
SENTENCE = re.compile(r"(?<=[.!?])(?<!Rp\.)\s+|\n")
ROUNDED = r"(?:ribu|juta|miliar|milyar|triliun)\b"
MONEY = re.compile(rf"Rp\.?\s?(\d{{1,3}}(?:\.\d{{3}})+|\d+)(?:,00|,-)?(?!\d|,\d|\.\d|\s*{ROUNDED})")
"""An amount to the rupiah; "Rp1,4 miliar" is a rounded one that nothing is held against."""
OTHER = re.compile(r"\b(?:indikatif|maju|prakiraan|sisa|selisih)\b", re.IGNORECASE)
_STATED = r"(tujuan|sasaran)(?: +(?:renja|renstra|strategis|perangkat daerah|\d+))* *: *(\S.*)$"
_GOAL = re.compile(rf"^ *(?:[-•*] *|\d+[.)] *)?{_STATED}", re.IGNORECASE | re.MULTILINE)
_NOTHING = r"[\s.…_\-–—()\[\]]*"
_PROMISE = r"(?:akan |belum |untuk )?(?:diisi|dilengkapi|ditulis)(?: kemudian| nanti| lagi)?|menyusul|tbd|todo|lorem ipsum.*"
_TO_COME = re.compile(rf"{_NOTHING}(?:{_PROMISE})?{_NOTHING}", re.IGNORECASE)


def amounts(sentence: str) -> list[tuple[str, int]]:
    """The amounts of a sentence, each with the words before it; whole rupiah."""
    parts = MONEY.split(sentence)
    return [(lead, int(found.replace(".", ""))) for lead, found in zip(parts[::2], parts[1::2], strict=False)]


def sentences(naskah: NaskahValue | None) -> Iterator[tuple[str, str]]:
    """The sentences of BAB III and BAB IV, each with its chapter as printed."""
    for bab in (PLAN, WORK) if naskah else ():
        for sentence in SENTENCE.split(naskah.chapter(bab) if naskah else ""):
            yield f"BAB {ROMAN[bab]}", sentence


def goals_stated(naskah: NaskahValue) -> list[tuple[str, str]]:
    """Goals that lines of the subbab about them state ("Tujuan: …", "Sasaran Renja 2: …"), as kind in small letters and words."""
    texts = (one.teks for one in naskah.bagian if one.bab == PLAN and "tujuan" in one.judul.casefold())
    return [(kind.lower(), stated.strip()) for text in texts for kind, stated in _GOAL.findall(text)]


def tells_goal(stated: str, nama: str) -> bool:
    """Whether a line tells this goal, with or without a stop and more words behind it."""
    return words(nama).rstrip(" .;") in words(stated)


def is_to_come(text: str) -> bool:
    """Whether a text says nothing yet: blank, dots, "akan diisi kemudian", "menyusul"."""
    return all(_TO_COME.fullmatch(line) for line in text.splitlines())

"""Lines of the SOP sheet meet no symbol, word or connector, and tell the flow: for random SOPs, the shipped ones and three samples."""

import copy
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renjana.sop.definition import SHIPPED, load, shipped
from renjana.sop.model import KEPUTUSAN, MULAI, PROSES, SELESAI, Langkah, Pelaksana, Sop
from renjana.sop.sheet import lay_out, sheet_data
from tests.sop.sheet_checker import faults
from tests.sop.sops import a_sop

pytestmark = pytest.mark.once

WORDS = ("menyusun", "dokumen", "rencana", "kerja", "tahunan", "masing-masing", "bidang/sekretariat", "dan", "pertanggungjawabannya")
SAMPLES = ("ppid", "aplikasi")


def sample(name: str) -> Sop:
    return load((Path(__file__).parent / f"lembar-{name}.toml").read_text("utf-8"))


def a_random_sop(actors: int, steps: int, returns: float, shared: float, chatter: int, seed: int) -> Sop:
    """An SOP of that many actors and steps; `returns` and `shared` are shares of decisions and of steps with several actors."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice

    def words(most: int) -> str:
        return " ".join(dice.choices(WORDS, k=dice.randint(1, most)))

    names = tuple(Pelaksana(f"p{number}", words(4).title()) for number in range(actors))

    def a_step(nomor: int) -> Langkah:
        decides = 1 < nomor < steps and dice.random() < returns
        back = tuple(dice.sample(range(1, nomor), k=min(nomor - 1, dice.choice((1, 1, 1, 2, 3))))) if decides else ()
        held = dice.sample(names, k=min(actors, dice.choice((2, 2, 3))) if dice.random() < shared else 1)
        bentuk = MULAI if nomor == 1 else SELESAI if nomor == steps else KEPUTUSAN if decides else PROSES
        texts = (words(chatter), words(chatter), words(chatter))
        inferred = dice.random() < 0.2
        return Langkah(
            nomor, texts[0], tuple(p.id for p in held), texts[1], "2 Hari", texts[2], "-", "", bentuk, inferred, back, decides and inferred
        )

    return a_sop(*(a_step(nomor) for nomor in range(1, steps + 1)), pelaksana=names)


sops = st.builds(
    a_random_sop,
    actors=st.integers(1, 12),
    steps=st.integers(2, 40),
    returns=st.sampled_from((0.1, 0.3, 0.6)),
    shared=st.sampled_from((0.0, 0.2, 0.6)),
    chatter=st.sampled_from((3, 12, 60)),
    seed=st.integers(0, 2**32),
)


@given(sop=sops, kertas=st.sampled_from(("F4", "A4")))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_line_meets_a_symbol_a_word_or_a_connector_and_the_arrows_tell_the_flow(sop: Sop, kertas: str) -> None:
    assert faults(sheet_data(lay_out(sop, kertas=kertas)), sop) == []


@pytest.mark.parametrize("kertas", ["F4", "A4"])
@pytest.mark.parametrize("kode", SHIPPED)
def test_shipped_procedures_are_drawn_without_fault(kode: str, kertas: str) -> None:
    sop = shipped(kode)
    assert faults(sheet_data(lay_out(sop, kertas=kertas)), sop) == []


@pytest.mark.parametrize("kertas", ["F4", "A4"])
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_procedures_are_drawn_without_fault(name: str, kertas: str) -> None:
    sop = sample(name)
    assert faults(sheet_data(lay_out(sop, kertas=kertas)), sop) == []


# the checker itself


def _drawn() -> tuple[dict[str, Any], Sop]:
    sop = shipped()
    return copy.deepcopy(sheet_data(lay_out(sop))), sop


def _line(source: int, target: int, *points: tuple[float, float]) -> dict[str, Any]:
    return {"source": source, "target": target, "both": False, "dashed": False, "points": [list(point) for point in points]}


def test_the_checker_sees_a_line_through_a_symbol() -> None:
    data, sop = _drawn()
    symbol = data["lembar"][0]["symbols"][0]
    data["lembar"][0]["lines"].append(_line(0, 1, (symbol["x"] - 12, symbol["y"]), (symbol["x"] + 12, symbol["y"])))
    assert "lembar 1: garis 0 ke 1 menembus simbol baris 0" in faults(data, sop)


def test_the_checker_sees_a_line_through_the_corner_of_a_decision() -> None:
    data, sop = _drawn()
    symbol = next(symbol for symbol in data["lembar"][1]["symbols"] if symbol["bentuk"] == "keputusan")
    x = symbol["x"] + symbol["w"] / 2 - 0.5
    data["lembar"][1]["lines"].append(_line(8, 7, (x, symbol["y"] - 8), (x, symbol["y"] + 8)))
    assert f"lembar 2: garis 8 ke 7 menembus simbol baris {symbol['row']}" in faults(data, sop)


def test_the_checker_sees_a_line_through_a_word_and_a_pentagon() -> None:
    data, sop = _drawn()
    page = data["lembar"][1]
    label, pentagon = page["labels"][0], page["pentagons"][0]
    page["lines"].append(_line(8, 7, (label["x"] + 1, label["y"] - 1), (label["x"] + 1, label["y"] + 4)))
    page["lines"].append(_line(8, 7, (pentagon["x"] - 5, pentagon["y"] + 2), (pentagon["x"] + 5, pentagon["y"] + 2)))
    found = faults(data, sop)
    assert f'lembar 2: garis 8 ke 7 menyentuh kata "{label["text"]}"' in found
    assert f"lembar 2: garis 8 ke 7 menembus segilima {pentagon['letters'][0]}" in found


def test_the_checker_sees_lines_that_lie_on_each_other_or_touch() -> None:
    data, sop = _drawn()
    page = data["lembar"][0]
    (x, y), (_, end) = next(line["points"] for line in page["lines"] if line["source"] == 2 and not line["both"])
    page["lines"].append(_line(9, 9, (x + 0.2, y + 0.5), (x + 0.2, end - 0.5)))
    page["lines"].append(_line(9, 9, (x, (y + end) / 2), (x + 4, (y + end) / 2)))
    found = " ".join(faults(data, sop))
    assert "garis 2 ke 3 dan 9 ke 9 bertumpuk" in found
    assert "garis 2 ke 3 dan 9 ke 9 bersentuhan" in found


def test_the_checker_sees_a_missing_and_a_wrong_arrow() -> None:
    data, sop = _drawn()
    lines = data["lembar"][0]["lines"]
    lines.remove(next(line for line in lines if line["source"] == 3))
    assert "alir terbaca [(3, 4)] berbeda dari SOP" in faults(data, sop)


def test_the_checker_sees_what_leaves_the_page() -> None:
    data, sop = _drawn()
    page = data["lembar"][0]
    page["labels"].append({"x": 1, "y": page["rows"][0]["top"] + 1, "w": 4, "h": 2, "text": "Ya", "dashed": False})
    page["bottom"] = 400
    found = " ".join(faults(data, sop))
    assert "lembar 1: tabel keluar dari halaman" in found
    assert "gambar keluar dari kolom pelaksana" in found

"""Charts: well-formed, under a strict page policy, said in words as well; no words leave the drawing and no two of them lie upon each other."""

import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renjana.cetak.charts import Bar, Part, Reached, Row, achievement_bars, ceiling_bars, ceiling_steps, pagu_bars, share_bars
from renjana.cetak.charts_flow import Heat, Span, duration_dumbbells, heat_map, waterfall
from renjana.cetak.drawing import NARROW, WIDE, Chart, Frame, juta
from renjana.cetak.measure import text_width
from renjana.cetak.pdf import svg_as_png

SVG = "{http://www.w3.org/2000/svg}"
SERI = ("Renja 2028", "Renja 2027", "Renstra 2028")
LONG = "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota dan Pengelolaan Aplikasi Informatika Terpadu Tingkat Daerah"
ROWS = [Row("Program A & B <uji>", (2_432_500_000, 2_600_000_000, None)), Row("Program C", (1_600_000_000, 0, 1_450_000_000))]
BARS = [Bar("Program A & B <uji>", 2_432_500_000, 2_600_000_000), Bar("Program C", 1_600_000_000, 1_450_000_000)]
SPANS = [Span("1. Memerintahkan", 10, 8), Span("6. Menghimpun", 180, 310), Span("7. Menganalisis", 1800, 1650)]


def boxes(svg: str) -> list[tuple[str, float, float, float, float]]:
    """Every piece of words with the box it covers: left, top, right, bottom."""
    found = []
    for one in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - our own drawing
        words, size = one.text or "", float(one.get("font-size", "12.5"))
        wide, x, y = text_width(words, size), float(one.get("x", 0)), float(one.get("y", 0))
        left = x - {"end": wide, "middle": wide / 2}.get(one.get("text-anchor", ""), 0)
        if words:
            found.append((words, left, y - 0.73 * size, left + wide, y + 0.2 * size))
    return found


def faults(chart: Chart) -> list[str]:
    """Words that leave the drawing, or lie upon others."""
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.svg).groups())  # type: ignore[union-attr]
    found, placed = [], boxes(chart.svg)
    for place, (words, left, top, right, bottom) in enumerate(placed):
        if left < -0.1 or top < -0.1 or right > width + 0.1 or bottom > height + 0.1:
            found.append(f"{words}: {left:.0f} {top:.0f} {right:.0f} {bottom:.0f} of {width:g} {height:g}")
        for other, x1, y1, x2, y2 in placed[place + 1 :]:
            if left < x2 - 0.1 and x1 < right - 0.1 and top < y2 - 0.1 and y1 < bottom - 0.1:
                found.append(f"{words} on {other}")
    for one in ET.fromstring(chart.svg).iter(f"{SVG}rect"):  # noqa: S314 - our own drawing
        x, y, wide, high = (float(one.get(key, 0)) for key in ("x", "y", "width", "height"))
        if x < -0.1 or y < -0.1 or x + wide > width + 0.2 or y + high > height + 0.2:
            found.append(f"bar at {x:g} {y:g} {wide:g} {high:g} of {width:g} {height:g}")
    return found


names = st.sampled_from((LONG, LONG[:60], "Persandian", "Kelompokmasyarakatinformasidandokumentasi publik", "Data dan Statistik Sektoral", "W" * 60))
money = st.integers(-9_999_999_999_999, 99_999_999_999_999) | st.sampled_from((0, 1, 50_000, 999_999, 1_000_000))
frames = st.sampled_from((WIDE, NARROW))
parts = st.lists(st.builds(Part, names, money), min_size=1, max_size=30)
percents = st.none() | st.decimals(0, 900, places=2) | st.sampled_from((Decimal(0), Decimal(100), Decimal("99999.99")))
reached = st.builds(Reached, names, percents, st.sampled_from(("Sangat Tinggi", "Sedang", "Rendah", "Sangat Rendah")), st.integers(0, 999))
heats = st.builds(Heat, st.sampled_from(("0/0", "12/144", "1.234/5.678", "–")), st.integers(0, 4))
MAKERS: dict[str, Callable[[st.DataObject, Frame], Chart]] = {
    "pagu": lambda data, frame: pagu_bars(
        data.draw(st.lists(st.builds(Row, names, st.tuples(*[st.none() | money] * 3)), min_size=1, max_size=30)), "Judul", SERI, frame=frame
    ),
    "bagian": lambda data, frame: share_bars(data.draw(parts), "Judul", frame=frame),
    "batas": lambda data, frame: ceiling_bars(data.draw(st.lists(st.builds(Bar, names, money, money), min_size=1, max_size=30)), "J", frame=frame),
    "plafon": lambda data, frame: ceiling_steps(data.draw(parts), data.draw(st.integers(1, 10**14)), "Judul", frame=frame),
    "capaian": lambda data, frame: achievement_bars(data.draw(st.lists(reached, min_size=1, max_size=30)), "Judul", frame=frame),
    "perubahan": lambda data, frame: waterfall(data.draw(st.builds(Part, names, money)), data.draw(parts), data.draw(names), "J", frame=frame),
    "panas": lambda data, frame: heat_drawn(data, frame),
}


def heat_drawn(data: st.DataObject, frame: Frame) -> Chart:
    heads = data.draw(st.lists(st.sampled_from(("Indikator", "Prakiraan maju", "24/11", "Sumber dana dan pagu")), min_size=1, max_size=14))
    rows = data.draw(st.lists(names, min_size=1, max_size=12))
    cells = [data.draw(st.lists(heats, min_size=len(heads), max_size=len(heads))) for _ in rows]
    return heat_map(rows, heads, cells, "Judul", frame=frame)


@pytest.mark.once
@pytest.mark.parametrize("kind", MAKERS)
@settings(max_examples=12, deadline=None)
@given(data=st.data(), frame=frames)
def test_no_words_leave_a_drawing_and_none_lie_upon_others(kind: str, data: st.DataObject, frame: Frame) -> None:
    assert faults(MAKERS[kind](data, frame)) == []


CHARTS = {
    "pagu": pagu_bars(ROWS, "Pagu", SERI),
    "bagian": share_bars([Part("PAD", 750_000_000), Part("DAU", 250_000_000), Part("Nol", 0)], "Sumber"),
    "batas": ceiling_bars(BARS, "Batas"),
    "plafon": ceiling_steps([Part("IKP", 600_000_000), Part("APTIKA", 550_000_000)], 1_000_000_000, "Plafon"),
    "capaian": achievement_bars([Reached("Informasi", Decimal("97.65"), "Sangat Tinggi", 3), Reached("Statistik", None, "", 1)], "Capaian"),
    "perubahan": waterfall(Part("Renja 2027", 10_400_000_000), [Part("Aplikasi", 321_000_000), Part("Data", -45_500_000)], "Renja 2028", "Perubahan"),
    "panas": heat_map(["Sekretariat"], ["Lokasi", "Pagu"], [[Heat("3/4", 3), Heat("4/4", 4)]], "Isian"),
    "waktu": duration_dumbbells(SPANS, "Waktu"),
    "satu": pagu_bars([Row("Satu", (0,))], "Pagu", SERI[:1]),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_well_formed_named_in_place_and_carries_no_style_or_script(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}desc") == chart.alt
    assert chart.alt.startswith(root.findtext(f"{SVG}title") or "?")
    assert not re.search(r"style=|<script|<style|href=", chart.svg)
    assert faults(chart) == []


def test_the_words_say_what_the_bars_show() -> None:
    assert {name: chart.alt for name, chart in CHARTS.items() if name not in {"waktu", "satu"}} == {
        "pagu": "Pagu dalam juta rupiah: Program A & B <uji> Renja 2028 2.432,5, Renja 2027 2.600, Renstra 2028 tidak ada; "
        "Program C Renja 2028 1.600, Renja 2027 0, Renstra 2028 1.450.",
        "bagian": "Sumber dalam juta rupiah, jumlah 1.000: PAD 750 (75,0%); DAU 250 (25,0%); Nol 0 (0,0%).",
        "batas": "Batas dalam juta rupiah: Program A & B <uji> 2.432,5 dari 2.600, sisa 167,5; Program C 1.600 dari 1.450, lebih 150.",
        "plafon": "Plafon dalam juta rupiah, pagu indikatif 1.000: IKP 600 (60,0%); APTIKA 550 (55,0%); jumlah 1.150, lebih 150.",
        "capaian": "Capaian: Informasi 97,7% Sangat Tinggi, 3 indikator; Statistik belum dapat dinilai, 1 indikator.",
        "perubahan": "Perubahan dalam juta rupiah: Renja 2027 10.400; Aplikasi +321; Data −45,5; Renja 2028 10.675,5.",
        "panas": "Isian. Sekretariat: Lokasi 3/4, Pagu 4/4.",
    }
    assert "6. Menghimpun: baku 3 jam, nyata 5 jam 10 menit" in CHARTS["waktu"].alt


def test_small_changes_of_a_large_sum_are_seen_and_the_axis_says_where_it_begins() -> None:
    assert "sumbu mulai dari 10.200" in CHARTS["perubahan"].svg
    grown = waterfall(Part("Lalu", 100_000_000), [Part("Baru", 300_000_000)], "Kini", "Perubahan")
    assert "sumbu" not in grown.svg


def test_series_and_excess_are_told_apart_without_colour() -> None:
    assert [CHARTS["pagu"].svg.count(f'class="{kind}"') for kind in ("now", "before", "hollow")] == [3, 3, 2]
    assert CHARTS["waktu"].svg.count('class="short" x=') == 2
    assert ">lebih 150<" in CHARTS["batas"].svg


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1_000_000, "1"),
        (1_250_000_000, "1.250"),
        (167_500_000, "167,5"),
        (50_000, "0,1"),
        (-45_500_000, "−45,5"),
        (3 * 10**12, "3.000.000"),
    ],
)
def test_millions_are_whole_or_have_one_decimal(value: int, text: str) -> None:
    assert juta(value) == text


def test_a_drawing_becomes_an_image_for_word() -> None:
    assert svg_as_png(CHARTS["pagu"].svg).startswith(b"\x89PNG")

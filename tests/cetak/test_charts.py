"""Charts: well-formed, under a strict page policy, small, and said in words as well."""

import re
from xml.etree import ElementTree as ET

import pytest

from renjana.cetak.charts import Bar, Chart, Span, ceiling_bars, duration_dumbbells, juta, pagu_bars
from renjana.cetak.pdf import svg_as_png

BARS = [Bar("Program A & B <uji>", 2_432_500_000, 2_600_000_000), Bar("Program C", 1_600_000_000, 1_450_000_000)]
SPANS = [Span("1. Memerintahkan", 10, 8), Span("6. Menghimpun", 180, 310), Span("7. Menganalisis", 1800, 1650)]
CHARTS = {
    "pagu": pagu_bars(BARS, "Pagu", kini="Renja 2028", lalu="Renstra 2028"),
    "batas": ceiling_bars(BARS, "Batas"),
    "waktu": duration_dumbbells(SPANS, "Waktu"),
    "kosong": pagu_bars([], "Pagu", kini="a", lalu="b"),
    "nol": ceiling_bars([Bar("Nol", 0, 0)], "Batas"),
    "banyak": pagu_bars([Bar(f"Program nomor {n} dengan nama yang panjang sekali", n, n) for n in range(40)], "P", kini="a", lalu="b"),
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_is_well_formed_and_carries_no_style_or_script(chart: Chart) -> None:
    root = ET.fromstring(chart.svg)  # noqa: S314 - our own drawing
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.alt
    assert not re.search(r"style=|<script|<style|href=", chart.svg)


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_a_chart_has_fewer_than_300_elements(chart: Chart) -> None:
    assert chart.svg.count("<") - chart.svg.count("</") < 300


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_number_in_the_drawing_lies_inside_it(chart: Chart) -> None:
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', chart.svg).groups())  # type: ignore[union-attr]
    for x in re.findall(r' x="([-\d.]+)"', chart.svg):
        assert 0 <= float(x) <= width
    for y in re.findall(r' y="([-\d.]+)"', chart.svg):
        assert 0 <= float(y) <= height


def test_the_words_say_what_the_bars_show() -> None:
    assert CHARTS["pagu"].alt == (
        "Pagu, Renja 2028 dalam juta rupiah: Program A & B <uji> 2.432,5, Renstra 2028 2.600; Program C 1.600, Renstra 2028 1.450."
    )
    assert CHARTS["batas"].alt == (
        "Batas dalam juta rupiah: Program A & B <uji> 2.432,5 dari 2.600, sisa 167,5 juta; Program C 1.600 dari 1.450, lebih 150 juta."
    )
    assert "6. Menghimpun: baku 3 jam, nyata 5 jam 10 menit" in CHARTS["waktu"].alt


def test_what_exceeds_is_told_apart_without_colour() -> None:
    assert CHARTS["waktu"].svg.count('class="short" x=') == 2
    assert "lebih 150 juta" in CHARTS["batas"].svg


@pytest.mark.parametrize(("value", "words"), [(0, "0"), (1_000_000, "1"), (1_250_000_000, "1.250"), (167_500_000, "167,5"), (50_000, "0,1")])
def test_millions_are_whole_or_have_one_decimal(value: int, words: str) -> None:
    assert juta(value) == words


def test_a_drawing_becomes_an_image_for_word() -> None:
    assert svg_as_png(CHARTS["pagu"].svg).startswith(b"\x89PNG")

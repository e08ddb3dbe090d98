"""One parser: what people write for money and numbers has the same reading in a workbook and in the grid, or is refused in both."""

import pytest

from renjana.organisasi.numerals import NumberFault, parse_rupiah
from renjana.pengumpulan import actions
from renjana.pengumpulan.columns import KEYS
from renjana.pengumpulan.grid import as_lines, stored_lines
from renjana.pengumpulan.queries import rows_by_bidang
from renjana.pengumpulan.reading import Line, cells_of, read_lines
from tests.pengumpulan.rows import INTERNET, KNOWN, a_row, a_workbook, read_back
from tests.pengumpulan.stage import at_gathering
from tests.pengumpulan.test_grid import PAGE, contact, fields, line_of
from tests.people import Dinas

READ = {
    "1500000": 1_500_000,
    "1.500.000": 1_500_000,
    "1.500.000,00": 1_500_000,
    "Rp 1.500.000": 1_500_000,
    "Rp1.500.000,-": 1_500_000,
    "1,5 juta": 1_500_000,
    "850 rb": 850_000,
    "2 miliar": 2_000_000_000,
    "1,500,000": None,
    "1,500": None,
    "1.5": None,
    "1.50": None,
    "0.125": None,
    "1.5 juta": None,
    "12,5": None,
    "dua juta": None,
}


def by_parser(text: str) -> int | None:
    try:
        return parse_rupiah(text)
    except NumberFault:
        return None


def reading_of(lines: list[Line]) -> int | None:
    reading = read_lines(lines, known=KNOWN, bidang="APTIKA")
    return None if reading.faults else reading.rows[0].pagu


def by_grid(text: str) -> int | None:
    line = stored_lines([a_row()])[0]
    return reading_of(as_lines([type(line)(1, INTERNET, "", True, {**line.cells, "pagu": text})], KEYS))


def by_workbook(text: str) -> int | None:
    cells = {**cells_of(a_row())[0], "pagu": text}
    return reading_of(list(read_back(a_workbook((a_row(),), [cells])).lines))


@pytest.mark.once
@pytest.mark.parametrize("text", READ)
def test_money_is_read_alike_everywhere(text: str) -> None:
    assert [read(text) for read in (by_parser, by_grid, by_workbook)] == [READ[text]] * 3


@pytest.mark.once
@pytest.mark.parametrize("text", [text for text, value in READ.items() if value is None])
def test_what_is_refused_is_refused_with_the_same_sentence(text: str) -> None:
    def said(lines: list[Line]) -> list[str]:
        return [one.message for one in read_lines(lines, known=KNOWN, bidang="APTIKA").faults]

    line = stored_lines([a_row()])[0]
    grid = said(as_lines([type(line)(1, INTERNET, "", True, {**line.cells, "pagu": text})], KEYS))
    book = said(list(read_back(a_workbook((a_row(),), [{**cells_of(a_row())[0], "pagu": text}])).lines))
    assert grid == book
    assert len(grid) == 1


def test_the_save_of_the_grid_reads_as_the_parser_does(dinas: Dinas) -> None:
    stage = at_gathering(dinas)
    actions.save_rows(stage.isian("APTIKA"), [a_row()], by=dinas.aptika, now=stage.now)
    client = contact(stage)
    page = fields(client.get(PAGE))
    line = line_of(page, INTERNET)
    for text, value in READ.items():
        mine = {name: cell for name, cell in fields(client.get(PAGE)).items() if name.startswith(f"{line}.")}
        answer = client.post(f"{PAGE}sel/", mine | {f"{line}.pagu": text}).json()
        assert (answer["galat"] == {}) == (value is not None), text
        if value is not None:
            assert next(row.pagu for row in rows_by_bidang(stage.run)["APTIKA"] if row.kode == INTERNET) == value

"""The sheet Petunjuk of the workbook: how to fill, column by column."""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook

from renjana.pengumpulan.columns import Kolom

NAME = "Petunjuk"
STEPS = (
    "Isi sel putih pada lembar Isian. Sel abu-abu terkunci karena menjadi kunci setiap baris.",
    "Sub kegiatan lain: pilih kodenya pada baris kosong di bawah, lalu isi seluruh kolomnya.",
    "Indikator lain untuk sub kegiatan yang sama: tulis kodenya lagi pada baris kosong, isi indikator, satuan, dan target; pagu dibiarkan kosong.",
    "Sub kegiatan yang tidak direncanakan: kosongkan seluruh sel pada barisnya.",
    "Bagian lain yang diminta (realisasi, usulan, pertanyaan) ada pada lembarnya masing-masing.",
    "Simpan sebagai buku kerja Excel (.xlsx), lalu unggah di halaman isian bidang Anda. Setiap sel diperiksa sebelum disimpan.",
)
NUMBERS = "Angka yang dibaca: 1500000, 1.500.000, Rp 1.500.000, 1,5 juta, 95,5. Yang ganda arti ditolak: 1.50, 0.125, 1,500."


def write_help(book: Workbook, columns: Sequence[Kolom], petunjuk: Mapping[str, str], pengantar: str, *, tahun: int) -> None:
    """Write the sheet: what the planner says first, then how to fill, then every column with its guidance."""
    sheet = book.add_worksheet(NAME)
    plain = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    text, bold = book.add_format(plain), book.add_format(plain | {"bold": True})
    head = book.add_format(plain | {"bold": True, "bg_color": "#E9E4DA", "border": 1, "border_color": "#C9CDD2"})
    cell = book.add_format(plain | {"border": 1, "border_color": "#C9CDD2"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 78)
    sheet.write_string(0, 0, "Petunjuk pengisian", book.add_format(plain | {"bold": True, "font_size": 14, "text_wrap": False}))
    row = 2
    if pengantar.strip():
        sheet.write_string(row, 0, "Dari Perencana", bold)
        sheet.write_string(row, 1, " ".join(pengantar.split()), text)
        row += 2
    for number, step in enumerate((*STEPS, NUMBERS), 1):
        sheet.write_string(row, 0, f"{number}.", book.add_format(plain | {"align": "right"}))
        sheet.write_string(row, 1, step, text)
        row += 1
    row += 1
    sheet.write_string(row, 0, "Kolom", head)
    sheet.write_string(row, 1, "Cara mengisi", head)
    for column in columns:
        row += 1
        sheet.write_string(row, 0, column.judul(tahun), cell)
        needed = f" {column.wajib}" if column.wajib and column.key != "kode" else ""
        sheet.write_string(row, 1, f"{petunjuk.get(column.key) or column.petunjuk}{needed}", cell)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect()

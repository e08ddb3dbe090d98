"""NIP, the eighteen digits of a civil servant: birth date, month of appointment, sex, serial.

Digits 13 and 14 are not checked as a month, since PPPK numbers differ.
"""

from datetime import date

from renjana.organisasi.dates import tanggal


def clean_nip(text: str) -> str:
    """The digits without spaces."""
    return "".join(text.split())


def check_nip(text: str) -> str:
    """A sentence that says what is wrong with a NIP; empty when nothing is."""
    nip = clean_nip(text)
    if not nip.isascii() or not nip.isdigit():
        return "NIP hanya berisi angka."
    if len(nip) != 18:
        return f"NIP terdiri atas 18 angka; yang ditulis {len(nip)}."
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        return f"Delapan angka pertama NIP harus tanggal lahir; {nip[:8]} bukan tanggal."
    if not 1930 <= born.year <= 2020:
        return f"Delapan angka pertama NIP harus tanggal lahir; {tanggal(born)} tidak masuk akal."
    if nip[14] not in "12":
        return "Angka ke-15 NIP harus 1 (pria) atau 2 (wanita)."
    return ""


def format_nip(text: str) -> str:
    """19830318 200112 1 002; what has not eighteen digits comes back as it is."""
    nip = clean_nip(text)
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if len(nip) == 18 else text

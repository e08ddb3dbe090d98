"""What must hold before the document goes up, and how a verification code looks."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which people confuse on paper."""
LENGTH = 10


def new_code() -> str:
    """A fresh verification code: ten signs, fifty bits, not to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown_code(kode: str) -> str:
    """The code in groups, as paper prints it: LT28-7QK4-M2."""
    return "-".join(kode[start : start + 4] for start in range(0, len(kode), 4))


def read_code(text: str) -> str:
    """A code as people type it: hyphens, spaces and case do not matter."""
    return "".join(sign for sign in text.upper() if sign in ALPHABET)


def scan_faults(*, printed: int | None, scanned: int | None) -> tuple[str, ...]:
    """Every reason why a scan is not the signed paper. Both are numbers of pages; None for a paper never printed, or a scan that is no PDF."""
    if printed is None:
        return ("Cetak dahulu naskah akhirnya dari halaman ini; yang ditandatangani harus cetakan itu.",)
    if scanned is None:
        return ("Pindaian bukan PDF yang dapat dibuka; pindai sebagai PDF lalu unggah lagi.",)
    if scanned < printed:
        return (f"Pindaian berisi {scanned} halaman, sedangkan naskahnya {printed} halaman; pindai seluruhnya, termasuk halaman tanda tangan.",)
    return ()


def submission_faults(*, built: bool, current: bool, open_comments: int) -> tuple[str, ...]:
    """Every reason why step 10 cannot finish. `current` tells whether the draft was built from the data as they stand."""
    reasons = []
    if not built:
        reasons.append("Dokumen belum pernah disusun; kembalikan ke langkah 8.")
    elif not current:
        reasons.append("Data berubah sesudah dokumen disusun; minta Perencana menyusun ulang dokumennya di langkah 8.")
    if open_comments:
        reasons.append(f"Masih ada {open_comments} komentar koreksi yang terbuka; selesaikan dahulu.")
    return tuple(reasons)

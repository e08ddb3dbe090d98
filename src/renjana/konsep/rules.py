"""When a draft may go up, and when a correction is done."""

from collections.abc import Sequence


def draft_faults(*, built: bool, current: bool, missing: Sequence[str], open_comments: int) -> tuple[str, ...]:
    """Every reason why step 8 cannot finish. `missing` are subbab without text; `current` tells whether the draft shows today's data."""
    reasons = []
    if missing:
        reasons.append(f"Subbab tanpa isi: {', '.join(missing)}.")
    if not built:
        reasons.append("Konsep belum disusun; tekan Susun konsep untuk mencetak PDF dan DOCX.")
    elif not current:
        reasons.append("Data atau teks berubah sesudah konsep terakhir disusun; susun lagi.")
    if open_comments:
        reasons.append(f"Masih ada {open_comments} komentar koreksi yang belum diselesaikan; jawab dahulu.")
    return tuple(reasons)


def correction_faults(open_comments: int) -> tuple[str, ...]:
    """Every reason why step 9 cannot pass."""
    if open_comments:
        return (f"Masih ada {open_comments} komentar terbuka; selesaikan, atau kembalikan ke Perencana.",)
    return ()

"""A comparison of two versions as plain text, for a terminal or a letter."""

from renjana.sop.comparison import ADDED, CHANGED, MOVED, REMOVED, SAME, Change, Comparison, StepChange

SIGNS = {SAME: " ", CHANGED: "~", MOVED: ">", ADDED: "+", REMOVED: "-"}
NOTHING = "(kosong)"


def comparison_text(found: Comparison) -> str:
    """What differs, heads first, then every step of both versions with its sign and its changed columns."""
    lines = [f"Lama: {found.lama}", f"Baru: {found.baru}", ""]
    if found.same:
        return "\n".join([*lines, "Tidak ada perbedaan."]) + "\n"
    if found.kepala:
        lines += ["IDENTITAS, KOTAK, PELAKSANA, CATATAN", *(line for change in found.kepala for line in _change(change, "  ")), ""]
    lines.append("LANGKAH (+ ditambah, - dihapus, > dipindah, ~ diubah)")
    lines += [line for step in found.langkah for line in _step(step)]
    counts = [f"{found.count(kind)} {kind}" for kind in (ADDED, REMOVED, MOVED, CHANGED, SAME)]
    return "\n".join([*lines, "", f"Langkah: {', '.join(counts)}."]) + "\n"


def _step(step: StepChange) -> list[str]:
    numbers = f"{step.lama or '-':>2} ke {step.baru or '-':>2}" if step.lama != step.baru else f"{step.lama:>2}" + " " * 6
    lines = [f"{SIGNS[step.jenis]} {numbers}  {_flat(step.uraian)}"]
    return lines + [line for change in step.perubahan for line in _change(change, " " * 12)]


def _change(change: Change, indent: str) -> list[str]:
    return [f"{indent}{change.kolom}", f"{indent}  - {_flat(change.lama) or NOTHING}", f"{indent}  + {_flat(change.baru) or NOTHING}"]


def _flat(text: str) -> str:
    return " ".join(text.split())

"""Words of the editor: the six boxes, the pages that can do a step, the parts of a comparison."""

from renjana.alur.swimlane import SHORT

BOX_LABELS = {
    "dasar_hukum": "Dasar hukum",
    "kualifikasi": "Kualifikasi pelaksana",
    "keterkaitan": "Keterkaitan",
    "peralatan": "Peralatan/perlengkapan",
    "peringatan": "Peringatan",
    "pencatatan": "Pencatatan dan pendataan",
}
MOVES = {"naik": "dinaikkan", "turun": "diturunkan", "tambah": "ditambahkan", "bagi": "dibagi", "hapus": "dihapus"}


def work_label(work: str) -> str:
    """The page of a work as people call it: "Undangan rapat (rapat.undangan)"."""
    named = SHORT.get(work) or work.partition(".")[2].replace("_", " ").capitalize()
    return f"{named} ({work})"


def column_label(kolom: str) -> str:
    """A column of a comparison as people read it."""
    return BOX_LABELS.get(kolom) or kolom.removeprefix("identitas.").replace("_", " ").capitalize()

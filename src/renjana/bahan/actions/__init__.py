"""The verbs on source data."""

from renjana.bahan.actions.dasar import fill_realisasi, use_basis
from renjana.bahan.actions.rows import delete_row, import_rows, put_back, save_row, state_of

__all__ = ["delete_row", "fill_realisasi", "import_rows", "put_back", "save_row", "state_of", "use_basis"]

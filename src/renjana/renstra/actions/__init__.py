"""The verbs of the Renstra and of the nomenclature."""

from renjana.renstra.actions.angka import IndikatorKoreksi, Koreksi, Overtaken, correct_item
from renjana.renstra.actions.impor import (
    begin_import,
    drop_import,
    remembered_for,
    save_import,
    sheets_of,
    tell_codes,
    tell_columns,
    understood,
)
from renjana.renstra.actions.nomenklatur import import_nomenklatur, install_nomenklatur, read_nomenklatur_file, remove_nomenklatur
from renjana.renstra.actions.renstra import import_renstra, put_in_force, read_renstra_file, read_sheets, store_renstra, understand
from renjana.renstra.actions.susunan import add_goal, add_indikator, remove_goal, remove_indikator, serve_goal

__all__ = [
    "IndikatorKoreksi",
    "Koreksi",
    "Overtaken",
    "add_goal",
    "add_indikator",
    "begin_import",
    "correct_item",
    "drop_import",
    "import_nomenklatur",
    "import_renstra",
    "install_nomenklatur",
    "put_in_force",
    "read_nomenklatur_file",
    "read_renstra_file",
    "read_sheets",
    "remembered_for",
    "remove_goal",
    "remove_indikator",
    "remove_nomenklatur",
    "save_import",
    "serve_goal",
    "sheets_of",
    "store_renstra",
    "tell_codes",
    "tell_columns",
    "understand",
    "understood",
]

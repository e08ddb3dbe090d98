"""What people do in steps 2, 3 and 6. One function a verb, one transaction, one line of history."""

from renjana.pengumpulan.actions.format import assign, prepare_format, save_draft
from renjana.pengumpulan.actions.isian import (
    Saved,
    add_sub_kegiatan,
    check_upload,
    receive_workbook,
    save_lines,
    save_rows,
    save_upload,
    send_isian,
    take_back,
)
from renjana.pengumpulan.actions.lembar import save_lembar
from renjana.pengumpulan.actions.penerbitan import publish_format
from renjana.pengumpulan.actions.penghimpunan import accept_isian, close_collection, remind, return_isian, skip_isian
from renjana.pengumpulan.actions.pengingat import remind_by_itself
from renjana.pengumpulan.actions.penyampaian import confirm_receipt, finish_hand_out, hand_out, hand_out_all, hold
from renjana.pengumpulan.actions.storing import keep_versions
from renjana.pengumpulan.actions.usulan import answer_usulan, apply_usulan, submit_usulan, undo_usulan, write_usulan, written_usulan
from renjana.pengumpulan.actions.versi import revise_format
from renjana.pengumpulan.intake import Received

__all__ = [
    "Received",
    "Saved",
    "accept_isian",
    "add_sub_kegiatan",
    "answer_usulan",
    "apply_usulan",
    "assign",
    "check_upload",
    "close_collection",
    "confirm_receipt",
    "finish_hand_out",
    "hand_out",
    "hand_out_all",
    "hold",
    "keep_versions",
    "prepare_format",
    "publish_format",
    "receive_workbook",
    "remind",
    "remind_by_itself",
    "return_isian",
    "revise_format",
    "save_draft",
    "save_lembar",
    "save_lines",
    "save_rows",
    "save_upload",
    "send_isian",
    "skip_isian",
    "submit_usulan",
    "take_back",
    "undo_usulan",
    "write_usulan",
    "written_usulan",
]

"""The verbs of a run. Each is one transaction and one line of history; only the actions of steps call them."""

from renjana.alur.actions.completing import Done, Output, Turn, complete, keep_output, send_back, start_run
from renjana.alur.actions.general import GeneralWork, complete_general, hand_in
from renjana.alur.actions.handling import cancel, pause, reassign, resume
from renjana.alur.actions.notices import notices, notify, read_notices, send
from renjana.alur.actions.versions import allow_runs, install_sop
from renjana.alur.chain import Line, note_all, record

__all__ = [
    "Done",
    "GeneralWork",
    "Line",
    "Output",
    "Turn",
    "allow_runs",
    "cancel",
    "complete",
    "complete_general",
    "hand_in",
    "install_sop",
    "keep_output",
    "note_all",
    "notices",
    "notify",
    "pause",
    "read_notices",
    "reassign",
    "record",
    "resume",
    "send",
    "send_back",
    "start_run",
]

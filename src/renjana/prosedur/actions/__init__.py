"""The verbs of an SOP version. Each is one transaction and one line of history."""

from renjana.prosedur.actions.drafts import import_draft, save_draft, start_draft
from renjana.prosedur.actions.life import discard, note, propose, put_in_force, return_draft, withdraw
from renjana.prosedur.actions.moving import move_run

__all__ = ["discard", "import_draft", "move_run", "note", "propose", "put_in_force", "return_draft", "save_draft", "start_draft", "withdraw"]

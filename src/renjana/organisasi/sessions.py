"""Sessions whose row names the person signed in, so that both are read together."""

from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from renjana.organisasi.models import Sesi
from renjana.organisasi.once import remember


class SessionStore(DatabaseStore):
    """Django's own store, but for the person beside the session."""

    @classmethod
    def get_model_class(cls) -> type[Sesi]:
        """The rows of this store."""
        return Sesi

    def create_model_instance(self, data: dict[str, Any]) -> Sesi:
        """The row to be saved, with the person that its data name."""
        made = cast(Sesi, super().create_model_instance(data))
        made.orang_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return made

    def _get_session_from_db(self) -> Sesi | None:
        found: Sesi | None = super()._get_session_from_db()  # type: ignore[misc]  # the stubs do not know it
        if found is not None and found.orang is not None:
            remember(("orang", found.orang.pk), found.orang)
        return found

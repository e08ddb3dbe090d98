"""The web area as Django sees it."""

from django.apps import AppConfig
from django.forms import Field


class WebConfig(AppConfig):
    """Says "Isian ini wajib" for an empty field: Django's Indonesian says "Bidang ini", which here means a unit of the agency."""

    name = "renjana.web"

    def ready(self) -> None:
        Field.default_error_messages = {**Field.default_error_messages, "required": "Wajib diisi."}

"""How Django's forms are drawn: our classes on every widget, our templates for choices and files."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import loader

OWN_TEMPLATES = {
    "django/forms/widgets/radio.html": "web/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "web/widgets/choices.html",
    "django/forms/widgets/file.html": "web/widgets/file.html",
    "django/forms/widgets/clearable_file_input.html": "web/widgets/file.html",
}
BARE = {"hidden", "checkbox", "radio", "file", "submit"}


class Renderer(DjangoTemplates):
    """Gives `class="input"` to whatever a person types into or picks from."""

    form_template_name = "web/form.html"
    field_template_name = "web/field.html"

    def get_template(self, template_name: str) -> Any:
        """Ours come from the project's engine, with its tags; Django's from Django's own."""
        own = OWN_TEMPLATES.get(template_name, template_name)
        return loader.get_template(own) if own.startswith("web/") else super().get_template(own)

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        widget = context.get("widget")
        if widget and widget.get("type", "text") not in BARE and not widget.get("subwidgets"):
            attrs = widget["attrs"]
            attrs["class"] = " ".join(dict.fromkeys(["input", *str(attrs.get("class", "")).split()]))
        return super().render(template_name, context, request)

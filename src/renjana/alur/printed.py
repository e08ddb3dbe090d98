"""Forms whose words are printed: a sign that no paper can show is refused at its field, by name, and not turned into a box at the printer."""

from typing import Any

from django import forms

from renjana.cetak.characters import unprintable

SHOWN = 8


def why_unprintable(text: str) -> str:
    """The sentence that names the signs which no paper can show; "" for a text that prints."""
    signs = unprintable(text)
    if not signs:
        return ""
    named = " ".join(f"“{sign}”" for sign in signs[:SHOWN]) + (" dan lainnya" if len(signs) > SHOWN else "")
    return f"Tanda {named} tidak dapat dicetak; hapus atau ganti dengan kata."


class PrintedForm(forms.Form):
    """A form all of whose text can be printed."""

    def clean(self) -> dict[str, Any]:
        """Refuse what the printer could not show, each field with its signs."""
        data = super().clean() or self.cleaned_data
        for name, value in list(data.items()):
            if isinstance(value, str) and (sentence := why_unprintable(value)):
                self.add_error(name, sentence)
        return data

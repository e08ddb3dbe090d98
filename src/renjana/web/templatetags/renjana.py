"""Tags and filters of every page: icons, badges, fields, notices, the finish bar; money, dates and NIP as Indonesians write them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from renjana.organisasi import dates, numerals
from renjana.organisasi.nip import format_nip
from renjana.web.navigation import year_entries
from renjana.web.problems import Problem, problem_of

register = template.Library()

BADGE_ICONS = {"green": "check", "amber": "clock", "red": "warning", "blue": "half", "": "circle"}
NOTICE_ICONS = {"green": "check-circle", "amber": "warning", "red": "warning", "": "info"}


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite by its id. It is decoration: the word beside it carries the meaning."""
    classes = f"icon {css}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, static("web/icons.svg"), name)


@register.simple_tag
def badge(tone: str, word: str, icon_name: str = "") -> SafeString:
    """A status: icon and word. Tones: green accepted, amber soon, red late or refused, blue in progress, "" not begun."""
    return format_html('<span class="badge {}">{}{}</span>', tone, icon(icon_name or BADGE_ICONS[tone]), word)


@register.simple_block_tag
def notice(content: str, tone: str = "", icon_name: str = "", role: str = "") -> SafeString:
    """A message in the page. Give role="alert" only when it tells about what the person just did."""
    attribute = format_html(' role="{}"', role) if role else ""
    drawn = icon(icon_name or NOTICE_ICONS[tone])
    return format_html('<div class="notice {}"{}>{}<div>{}</div></div>', tone, attribute, drawn, content)


@register.simple_block_tag
def empty_state(content: str, title: str, icon_name: str = "check-circle") -> SafeString:
    """What a list shows when it is empty: why, and what makes it fill."""
    return format_html('<div class="empty">{}<strong>{}</strong>{}</div>', icon(icon_name), title, content)


@register.simple_tag
def problem_row(status: int, given: Problem | None = None) -> Problem:
    """What a refused request of this status says, unless the view gives its own row."""
    return given or problem_of(status)


@register.inclusion_tag("web/field.html")
def field(bound: BoundField, css: str = "") -> dict[str, Any]:
    """Label, hint, error and input of a form field, in that order, tied together for screen readers."""
    return {"field": bound, "css": css}


@register.inclusion_tag("web/_form_errors.html")
def form_errors(*forms: BaseForm) -> dict[str, Any]:
    """Every fault of these forms at once, each linked to its field; of a form with `inner_forms`, of each of them. Nothing when there is none."""
    faults: list[tuple[str, str, str]] = []
    for form in (part for whole in forms for part in getattr(whole, "inner_forms", (whole,))):
        faults += [("", "", str(message)) for message in form.non_field_errors()]
        for bound in form.visible_fields():
            faults += [(_first_input(bound), str(bound.label), str(message)) for message in bound.errors]
    return {"faults": faults, "count": len(faults)}


@register.inclusion_tag("web/_task_bar.html")
def task_bar(step: Any, label: str, *, icon_name: str = "check", blocked: str = "", name: str = "", value: str = "") -> dict[str, Any]:
    """The sticky bar that finishes a step. It goes inside the form.

    `step` is an alur Step (its `may_act` and `reason` decide). `blocked` is a sentence that says what the step still lacks.
    """
    reason = ("" if step.may_act else step.reason) or blocked
    return {"label": label, "icon_name": icon_name, "reason": reason, "name": name, "value": value}


@register.inclusion_tag("web/_year_nav.html", takes_context=True)
def year_nav(context: template.Context, run: Any) -> dict[str, Any]:
    """The sections of one year, for the run's year."""
    renja = run.tahap.renja
    path = context["request"].path
    return {"label": str(renja), "entries": year_entries(renja.tahun, path, context.get("roles") or frozenset())}


@register.inclusion_tag("web/_breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """`{% breadcrumbs "Pengumpulan" url ... %}`: the pages above this one, as label and address in turn."""
    return {"crumbs": list(zip(pairs[::2], pairs[1::2], strict=True))}


@register.filter
def lama(value: int) -> str:
    """Working minutes in words: 3 jam 31 menit."""
    return dates.lama(int(value))


@register.filter
def rupiah(value: int | str | None) -> str:
    """Rp1.500.000; a dash when there is no value."""
    return "–" if value is None or value == "" else numerals.rupiah(int(value))


@register.filter
def ribuan(value: int | str | None) -> str:
    """1.500.000, for cells under a "(Rp)" head; a dash when there is no value."""
    return "–" if value is None or value == "" else numerals.ribuan(int(value))


@register.filter
def desimal(value: Decimal | int | str | None) -> str:
    """95,50 as it was stored; a dash when there is no value."""
    return "–" if value is None or value == "" else numerals.desimal(Decimal(value))


@register.filter
def nip(value: str | None) -> str:
    """19830318 200112 1 002."""
    return format_nip(value) if value else ""


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """24 November 2026, in the agency's zone."""
    return dates.tanggal(_day(value)) if value else ""


@register.filter
def hari_tanggal(value: date | datetime | None) -> str:
    """Selasa, 24 November 2026, in the agency's zone."""
    return dates.hari_tanggal(_day(value)) if value else ""


@register.filter
def pukul(value: datetime | None) -> str:
    """09.30 WIB, in the agency's zone."""
    return dates.pukul(value, timezone.get_current_timezone()) if value else ""


@register.filter
def waktu(value: datetime | None) -> str:
    """24 November 2026, 09.30 WIB, in the agency's zone."""
    return dates.tanggal_waktu(value, timezone.get_current_timezone()) if value else ""


@register.filter
def iso(value: datetime | date | None) -> str:
    """The same time for a machine, for `<time datetime>`."""
    return value.isoformat() if value else ""


@register.filter
def initials(name: str) -> str:
    """RO for Rina Oktaviani, S.E.: the first letters of the first two words before the degrees."""
    words = [word for word in str(name).split(",")[0].split() if not word.endswith(".")]
    return "".join(word[0] for word in words[:2]).upper()


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def _first_input(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else str(bound.id_for_label)

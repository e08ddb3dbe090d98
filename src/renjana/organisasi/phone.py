"""Phone numbers, and WhatsApp links that open with a text ready. Pure."""

import re
from urllib.parse import quote


def international(phone: str) -> str:
    """An Indonesian number as wa.me wants it: digits, country code first. 0812 becomes 62812; empty stays empty."""
    digits = re.sub(r"\D", "", phone)
    return f"62{digits[1:]}" if digits.startswith("0") else digits


def whatsapp_link(phone: str, text: str) -> str:
    """Opens WhatsApp with the text ready; the person chooses the receiver when there is no number."""
    return f"https://wa.me/{international(phone)}?text={quote(text)}"

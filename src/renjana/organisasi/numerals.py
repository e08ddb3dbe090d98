"""Numbers as Indonesians write them: dots part thousands, a comma parts decimals. Strict: what could be read two ways is refused.

Source: conventions of the product's screens (docs/design.md). Money is whole rupiah, `int`; other numbers are `Decimal`.
"""

import re
from decimal import Decimal

_SCALES = {"ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12, "m": 10**9}
_PLAIN = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_FRACTION = re.compile(r"(\d+|\d{1,3}(?:\.\d{3})+),(\d{1,20})")
_SIGN = re.compile(r"^[-\u2212]\s*")
_WITH_SCALE = re.compile(r"([\d.,]+)\s*([a-z]+)\.?", re.IGNORECASE)
_MONEY_HEAD = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)
MOST = 10**15
"""Nothing in a kabupaten's plan comes near a quadrillion; larger input is a slip."""
LONGEST = 60
"""Letters of a text that is still looked at as a number."""
EXAMPLE, MONEY_EXAMPLE = "1500 atau 95,5", "1500000, 1.500.000, atau 1,5 juta"


class NumberFault(ValueError):
    """A text that is no number, or could be read two ways; `str()` is a whole sentence that says what to write."""


def _refuse(text: str, example: str) -> NumberFault:
    shown = text.strip()
    if not shown:
        return NumberFault(f"Belum diisi. Tulis dengan angka, misalnya {example}.")
    if match := re.fullmatch(r"0+\.(\d{3})", shown):
        return NumberFault(
            f"“{shown}” bisa berarti 0,{match[1]} atau {match[1]}. Tulis 0,{match[1]} untuk pecahan atau {match[1].lstrip('0') or '0'} tanpa titik."
        )
    if re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}", shown):
        left, right = shown.split(".")
        return NumberFault(
            f"“{shown}” bisa berarti {left},{right} atau {left}{right}. Tulis {left},{right} untuk pecahan atau {left}{right} tanpa titik."
        )
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", shown):
        return NumberFault(
            f"“{shown}” memakai koma sebagai pemisah ribuan. Pakai titik: {shown.replace('.', ' ').replace(',', '.').replace(' ', ',')}."
        )
    return NumberFault(f"“{shown[:40]}” bukan bilangan. Tulis dengan angka, misalnya {example}.")


def parse_decimal(text: str | int | float | Decimal, *, negative: bool = False) -> Decimal:
    """Read a number: `12`, `95,5`, `1.500`, `1.500,25`. Raises NumberFault for text, ambiguous forms, and a sign where none is allowed.

    A float comes from a spreadsheet's cell and is taken at the digits it shows (15 significant).
    """
    if type(text) is int and 0 <= text < MOST:
        return Decimal(text)  # nearly every cell of a worksheet
    if isinstance(text, bool):
        raise NumberFault("Sel ini berisi benar/salah, bukan bilangan. Tulis dengan angka.")
    if isinstance(text, int | Decimal):
        return _bounded(Decimal(text), str(text), negative=negative)
    if isinstance(text, float):
        return _bounded(_from_float(text), f"{text:g}", negative=negative)
    value = _signed(_tidied(text))
    if value is None:
        raise _refuse(text, EXAMPLE)
    return _bounded(value, text, negative=negative)


def _tidied(text: str) -> str:
    """The text without doubled blanks. Raises NumberFault for one that is too long for any number."""
    bare = " ".join(text.replace("\u00a0", " ").split())
    if len(bare) <= LONGEST:
        return bare
    raise _too_large(bare) if not bare.strip("0123456789.,") else _refuse(bare, EXAMPLE)


def _signed(bare: str) -> Decimal | None:
    value = _unsigned(_SIGN.sub("", bare))
    return -value if value is not None and _SIGN.match(bare) else value


def _unsigned(bare: str) -> Decimal | None:
    """The value of digits in Indonesian form; None when they are none, or could be read two ways (`0.125` is 0,125 or 125)."""
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    if _GROUPED.fullmatch(bare) and not bare.startswith("0"):
        return Decimal(bare.replace(".", ""))
    if match := _FRACTION.fullmatch(bare):
        if len(match[2]) == 3 and "." not in match[1] and len(match[1]) <= 3 and match[1] != "0":
            return None
        return Decimal(match[1].replace(".", "") + "." + match[2])
    return None


def _from_float(value: float) -> Decimal:
    if value != value or value in (float("inf"), float("-inf")):
        raise NumberFault("Sel ini berisi galat, bukan bilangan. Tulis dengan angka.")
    return Decimal(f"{value:.15g}")


def _bounded(value: Decimal, shown: str, *, negative: bool) -> Decimal:
    if value < 0 and not negative:
        raise NumberFault(f"“{shown.strip()}” bernilai negatif. Tulis bilangan nol atau lebih.")
    if abs(value) >= MOST:
        raise _too_large(shown)
    return value


def _too_large(shown: str) -> NumberFault:
    return NumberFault(f"“{shown[:40]}” terlalu besar. Periksa jumlah angkanya.")


def parse_rupiah(text: str | int | float | Decimal) -> int:
    """Read an amount as whole rupiah: `1500000`, `1.500.000`, `1.500.000,00`, `Rp 1.500.000`, `1,5 juta`. Raises NumberFault.

    A float from a spreadsheet must be whole to half a sen, as sums of formulas are.
    """
    if type(text) is int and 0 <= text < MOST:
        return text
    if isinstance(text, str):
        value = _amount(text)
    else:
        value = parse_decimal(text)
        if isinstance(text, float) and abs(value - round(value)) <= Decimal("0.005"):
            value = Decimal(round(value))
    _bounded(value, str(text), negative=False)
    if value != value.to_integral_value():
        raise NumberFault(f"“{text}” memuat pecahan rupiah. Tulis rupiah penuh, tanpa sen.")
    return int(value)


def _amount(text: str) -> Decimal:
    """What a text says as money, of whatever sign and size. Raises NumberFault when it is no number."""
    tidied = _tidied(text)
    sign = _SIGN.match(tidied)
    bare = _MONEY_HEAD.sub("", _SIGN.sub("", tidied)).removesuffix(",-").removesuffix(".-").strip()
    match = _WITH_SCALE.fullmatch(bare)
    scale = _SCALES.get(match[2].lower()) if match else 1
    number = (_unsigned if sign else _signed)(match[1] if match else bare)
    if scale is None or number is None:
        raise _refuse(match[1] if match and scale else bare, MONEY_EXAMPLE)
    return -number * scale if sign else number * scale


def ribuan(value: int) -> str:
    """1.500.000."""
    return f"{value:,}".replace(",", ".")


def rupiah(value: int) -> str:
    """Rp1.500.000; a minus stands before the sign."""
    return f"-Rp{ribuan(-value)}" if value < 0 else f"Rp{ribuan(value)}"


def desimal(value: Decimal | int, places: int = 2) -> str:
    """95,50; thousands parted by dots."""
    text = f"{value:,.{places}f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def desimal_ringkas(value: Decimal | int) -> str:
    """The number without zeros at the end: 12, 95,5."""
    number = Decimal(value)
    text = f"{number.normalize():,f}" if number else "0"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def singkat(value: int) -> str:
    """Rp10,98 M, Rp850,50 jt: for figures on a page, with the whole amount beside them."""
    if value < 0:
        return f"-{singkat(-value)}"
    for scale, word in ((10**12, "T"), (10**9, "M"), (10**6, "jt")):
        if value >= scale:
            return f"Rp{desimal_ringkas(round(Decimal(value) / scale, 2))} {word}"
    return rupiah(value)

"""Numbers inside the cells of official tables."""

from decimal import Decimal


def number_text(value: Decimal | int | None) -> str:
    """1.234.567 for whole numbers, else at least two decimals after a comma: 95,50. None gives ""."""
    if value is None:
        return ""
    number = Decimal(value)
    if number == number.to_integral_value():
        return f"{int(number):,}".replace(",", ".")
    whole, _, rest = f"{number.normalize():,f}".partition(".")
    return f"{whole.replace(',', '.')},{rest.ljust(2, '0')}"


def with_unit(value: Decimal | None, satuan: str) -> str:
    """A target beside its unit: "12 Dokumen", "95,50%". None gives ""."""
    if value is None:
        return ""
    if satuan.strip() in {"%", "Persen", "persen", "Persentase", "persentase"}:
        return f"{number_text(value)}%"
    return f"{number_text(value)} {satuan.strip()}".strip()

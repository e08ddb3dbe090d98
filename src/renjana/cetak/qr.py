"""QR codes as rows of "0" and "1", which the templates draw as one path."""

import segno


def matrix(text: str) -> list[str]:
    """The modules of a QR code (error correction M), a string a row. The templates add the quiet zone."""
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return ["".join("1" if dark else "0" for dark in row) for row in code.matrix]

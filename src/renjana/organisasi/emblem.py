"""The agency's emblem for the letterhead: an uploaded PNG or JPEG, wrapped as SVG text so that it travels in JSON."""

import base64
import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
LARGEST = 512 * 1024
FRAMES = frozenset({*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})


def wrap(image: bytes) -> str:
    """SVG text that shows the image in its own proportions. Raises ValueError with what to do instead."""
    if len(image) > LARGEST:
        raise ValueError("Berkas lambang terlalu besar. Unggah gambar PNG atau JPEG berukuran paling besar 512 KB.")
    kind = "png" if image.startswith(PNG) else "jpeg" if image.startswith(JPEG) else ""
    size = _png_size(image) if kind == "png" else _jpeg_size(image) if kind == "jpeg" else None
    if not size or not all(size):
        raise ValueError("Berkas lambang tidak dikenali. Unggah gambar PNG atau JPEG.")
    width, height = size
    body = base64.b64encode(image).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{kind};base64,{body}"/></svg>'
    )


def data_url(svg: str) -> str:
    """The emblem as the address of a picture on a page."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _png_size(image: bytes) -> tuple[int, int] | None:
    if len(image) < 33 or image[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", image[16:24])
    return width, height


def _jpeg_size(image: bytes) -> tuple[int, int] | None:
    place = 2
    while place + 9 < len(image) and image[place] == 0xFF:
        marker, length = image[place + 1], int.from_bytes(image[place + 2 : place + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", image[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None

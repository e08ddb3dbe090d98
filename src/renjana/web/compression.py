"""Pages leave compressed when no web server before us does it: text alone, with random bytes against attacks that guess by length."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = frozenset({"application/json", "application/javascript", "application/toml", "application/xml", "image/svg+xml"})


class TextGZipMiddleware(GZipMiddleware):
    """Django's own, for types that grow smaller by it. PDF, XLSX, ZIP and pictures are compressed already.

    Django's adds up to 100 random bytes to each answer and masks the token of forms anew in each, so that the length of an answer tells
    nothing of what it holds (BREACH). Short answers, and those that a browser cannot unpack, stay as they are.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where that helps."""
        kind = response.get("Content-Type", "").partition(";")[0].strip().lower()
        return super().process_response(request, response) if kind.startswith("text/") or kind in TEXT else response

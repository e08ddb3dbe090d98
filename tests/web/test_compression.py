"""What leaves the application: text compressed when asked, everything else as it is; no page stands in a frame."""

import gzip
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client

from renjana.web.compression import TextGZipMiddleware
from tests.people import Dinas, a_run

GZIP = {"accept-encoding": "gzip, deflate, br"}
LONG = b"Rencana Kerja " * 100


def passed(response: Any, accept: str = "gzip") -> Any:
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = accept
    return TextGZipMiddleware(lambda _: response)(request)


def test_a_page_comes_gzipped_when_asked_and_not_otherwise(dinas: Dinas, client: Client) -> None:
    a_run(dinas, langkah=6)
    client.force_login(dinas.staf)
    packed, plain = client.get("/renja/2027/", headers=GZIP), client.get("/renja/2027/")
    assert (packed["Content-Encoding"], "Accept-Encoding" in packed["Vary"]) == ("gzip", True)
    assert "Content-Encoding" not in plain
    text = gzip.decompress(packed.content).decode()
    assert text.partition("<h1>")[2].partition("</h1>")[0] == plain.content.decode().partition("<h1>")[2].partition("</h1>")[0]
    assert len(packed.content) < len(plain.content) / 3


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/json", "text/csv", "image/svg+xml"])
def test_text_of_every_kind_is_compressed_with_random_length(kind: str) -> None:
    lengths = {len(passed(HttpResponse(LONG, content_type=kind)).content) for _ in range(40)}
    assert len(lengths) > 5


def test_a_short_body_and_what_is_compressed_already_stay_as_they_are() -> None:
    assert "Content-Encoding" not in passed(HttpResponse(b"x" * 199))
    for kind in ("application/pdf", "application/zip", "image/png", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"):
        made = passed(HttpResponse(LONG, content_type=kind))
        assert (made.content, "Content-Encoding" in made) == (LONG, False)
    assert "Content-Encoding" not in passed(HttpResponse(LONG), accept="br")


def test_a_stream_of_text_is_compressed_as_it_goes() -> None:
    made = passed(StreamingHttpResponse(iter([b"a;b\n", LONG]), content_type="text/csv"))
    assert (made["Content-Encoding"], gzip.decompress(b"".join(made.streaming_content))) == ("gzip", b"a;b\n" + LONG)


def test_no_page_may_stand_in_a_frame_and_both_headers_say_so(client: Client, db: None) -> None:
    page = client.get("/masuk/")
    assert page["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]

"""The guides for the planner and the Sekretaris speak the words of the interface: every word in bold stands on a page or in a form."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
GUIDES = (("panduan-perencana.md", 50), ("panduan-sekretaris.md", 15))
BOLD = re.compile(r"\*\*([^*]+)\*\*")


def shown() -> str:
    """Every word that the interface may show: templates without their tags, and the texts of the code."""
    files = [*ROOT.glob("src/renjana/**/*.html"), *ROOT.glob("src/renjana/**/*.py")]
    return "\n".join(re.sub(r"{%.*?%}", "", path.read_text("utf-8")) for path in files)


@pytest.mark.parametrize(("name", "least"), GUIDES)
def test_every_word_in_bold_is_on_a_page(name: str, least: int) -> None:
    words = {" ".join(word.split()) for word in BOLD.findall((ROOT / "docs" / name).read_text("utf-8"))} - {"tebal"}
    page = shown()
    assert sorted(word for word in words if word not in page) == []
    assert len(words) > least

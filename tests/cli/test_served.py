"""The served address is known while it is served, and no longer."""

from pathlib import Path

from renjana.cli.served import NAME, served_address, tell_address


def test_an_address_counts_while_its_server_holds_it(tmp_path: Path) -> None:
    assert served_address(tmp_path) == ""
    held = tell_address(tmp_path, "http://127.0.0.1:8377")
    assert held is not None
    assert served_address(tmp_path) == "http://127.0.0.1:8377"
    assert tell_address(tmp_path, "http://127.0.0.1:9000") is None
    held.close()
    assert (served_address(tmp_path), (tmp_path / NAME).read_text()) == ("", "http://127.0.0.1:8377")
    again = tell_address(tmp_path, "http://127.0.0.1:8000")
    assert served_address(tmp_path) == "http://127.0.0.1:8000"
    assert again is not None
    again.close()

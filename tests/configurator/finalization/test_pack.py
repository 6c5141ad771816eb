"""A folder that is sent while it is packed."""

import io
import zipfile
from collections.abc import Iterator

from configurator.finalization.pack import pack

FILES = [("a.txt", b"a" * 70_000), ("order/b.json", b"{}"), ("empty", b"")]


def test_every_file_comes_out_as_it_went_in() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(pack("spec", FILES)))) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(f"spec/{name}")) for name, _ in FILES] == FILES
        assert archive.namelist() == [f"spec/{name}" for name, _ in FILES]


def test_a_file_is_sent_before_the_next_is_read() -> None:
    read: list[str] = []

    def reading() -> Iterator[tuple[str, bytes]]:
        for name, data in FILES:
            read.append(name)
            yield name, data

    pieces = pack("spec", reading())
    assert b"a" * 70_000 in next(pieces)
    assert read == ["a.txt"]
    assert len(list(pieces)) == len(FILES)


def test_the_same_folder_is_the_same_bytes() -> None:
    assert list(pack("spec", FILES)) == list(pack("spec", FILES))

"""A sealed PDF by itself: it holds, and whoever touches a bit of it is found."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from configurator.finalization.again import written_otherwise
from configurator.finalization.folder import SealedFolder
from configurator.recipe import scene_recipe
from configurator.resolve import ResolvedConfiguration
from configurator.seal.document import seal_document, unsealed
from configurator.seal.keys import public_hex, signing_key
from configurator.seal.verify import verify_folder
from configurator.seal.verify_document import attachments, unpacked, verify_document
from renderer.digest import digest_bytes
from renderer.store import MemoryStore
from tests.configurator.finalization.conftest import SealInto

STEPS = 97
"""Bits are flipped at so many places of the file, and all along its seal."""


@pytest.fixture
def folder(tmp_path: Path, seal_into: SealInto) -> Path:
    seal_into(tmp_path / "spec")
    return tmp_path / "spec"


@pytest.fixture
def sheet(folder: Path) -> Path:
    return folder / "spec_sheet.pdf"


def test_it_holds_by_itself_and_for_the_right_key_alone(sheet: Path, tmp_path: Path) -> None:
    key = public_hex(signing_key(tmp_path / "keys"))
    found = verify_document(sheet, key)
    assert (found.ok, found.seal and found.seal.public_key) == (True, key)
    assert [fault.code for fault in verify_document(sheet, "ab" * 32).faults] == ["KEY_UNKNOWN"]


def test_what_is_inside_is_what_lies_in_the_folder(folder: Path, sheet: Path) -> None:
    inside = attachments(sheet.read_bytes())
    assert {"spec_sheet.json", "order/order.json", "configuration/configuration.json", "tiny.glb"} <= set(inside)
    assert {name: digest_bytes(data) for name, data in inside.items()} == {
        name: digest_bytes((folder / name).read_bytes()) for name in inside
    }
    seal = verify_document(sheet).seal
    assert seal is not None
    assert {file.name for file in seal.files} == set(inside)


def test_a_file_inside_that_nobody_sealed_is_found_and_leads_nowhere(sheet: Path, tmp_path: Path) -> None:
    """Who signs with a key of his own may write anything into a document, but not outside the folder it is read in."""
    writer = PdfWriter(clone_from=sheet)
    writer.add_attachment("../evil.txt", b"evil")
    body = BytesIO()
    writer.write(body)
    seal = verify_document(sheet).seal
    assert seal is not None
    forged = tmp_path / "forged.pdf"
    forged.write_bytes(seal_document(body.getvalue(), seal, signing_key(tmp_path / "other")))
    assert [(each.file, each.code) for each in verify_document(forged).faults] == [
        ("forged.pdf:../evil.txt", "FILE_UNKNOWN")
    ]
    unpacked(forged, tmp_path / "into")
    assert not (tmp_path / "evil.txt").exists()


def test_a_sealed_document_is_still_a_document(sheet: Path) -> None:
    assert len(pypdfium2.PdfDocument(sheet)) > 3


def test_one_flipped_bit_anywhere_in_a_document_is_found(sheet: Path, tmp_path: Path) -> None:
    data = sheet.read_bytes()
    line = data.index(b"%livery-seal")
    places = [*range(0, len(data), len(data) // STEPS), *range(line, data.index(b"\n", line) + 1, 41)]
    changed = tmp_path / "changed.pdf"
    for at in places:
        changed.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert not verify_document(changed).ok, at


def test_what_a_reader_gives_up_on_has_nothing_inside() -> None:
    empty = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", b"<</Filter/Unheard-of>>"]
    unheard_of = written(empty, b"/Encrypt 3 0 R")
    with pytest.raises(NotImplementedError):
        PdfReader(BytesIO(unheard_of)).attachments.items()
    assert attachments(unheard_of) == attachments(written(empty[1:])) == attachments(b"%PDF-1.7") == {}


def written(objects: list[bytes], more: bytes = b"") -> bytes:
    """A PDF of these objects, the first of them its root."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, more)
    return data + b"xref\n0 %d\n" % (len(objects) + 1) + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(data)


def test_the_file_inside_that_was_changed_is_named(sheet: Path, tmp_path: Path) -> None:
    data, changed = sheet.read_bytes(), tmp_path / "changed.pdf"
    model = data.index(b"a model")
    changed.write_bytes(data[:model] + b"b" + data[model + 1 :])
    assert {fault.file for fault in verify_document(changed).faults} == {"changed.pdf", "changed.pdf:tiny.glb"}


def test_a_document_that_nobody_sealed_says_so(sheet: Path, tmp_path: Path) -> None:
    parts = unsealed(sheet.read_bytes())
    assert parts is not None
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(parts[0])
    assert [fault.code for fault in verify_document(plain).faults] == ["SEAL_MISSING"]


def test_sheets_come_out_the_same_when_they_are_written_again(folder: Path, order: ResolvedConfiguration) -> None:
    store = MemoryStore()
    scene_recipe(order, store)
    revision = SealedFolder(folder).read()
    assert revision is not None
    assert list(written_otherwise(folder, revision, store)) == []


def test_one_flipped_bit_in_any_file_of_the_folder_is_named(folder: Path) -> None:
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        data = path.read_bytes()
        for at in {0, len(data) // 2, len(data) - 1}:
            path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
            assert path.relative_to(folder).as_posix() in {fault.file for fault in verify_folder(folder).faults}
        path.write_bytes(data)
    assert verify_folder(folder).ok

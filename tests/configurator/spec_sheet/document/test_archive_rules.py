"""The sealed sheet keeps the rules of an archive; a document that does not is told so."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from tests.configurator.spec_sheet.document.conftest import Write
from tests.support.archive_rules import broken_rules


def test_the_sheet_is_an_archive(write: Write) -> None:
    assert broken_rules(write()) == []


@pytest.mark.parametrize(
    ("entry", "added", "clause"),
    [
        ("/OpenAction", {"/S": "/JavaScript", "/JS": "app.alert(1)"}, "6.5.1"),
        ("/Extra", {"/Type": "/Font", "/Subtype": "/Type0", "/BaseFont": "/Arial"}, "6.2.11.7"),
        ("/Extra", {"/Type": "/Font", "/Subtype": "/CIDFontType2", "/BaseFont": "/Arial"}, "6.2.11.4"),
        ("/Extra", {"/Type": "/Annot", "/Subtype": "/Movie"}, "6.3"),
        ("/Extra", {"/S": "/Figure"}, "6.7.5"),
        ("/Extra", {"/Type": "/ExtGState", "/TR": "/Identity"}, "6.2.5"),
    ],
)
def test_what_an_archive_must_not_have_is_found(write: Write, entry: str, added: dict[str, str], clause: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(write())))
    named = {key: NameObject(value) if value[0] == "/" else TextStringObject(value) for key, value in added.items()}
    writer.root_object[NameObject(entry)] = DictionaryObject({NameObject(key): value for key, value in named.items()})
    assert any(found.startswith(clause) for found in broken_rules(written(writer)))


def test_a_stream_that_lies_elsewhere_is_found(write: Write) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(write())))
    stream = StreamObject()
    stream[NameObject("/F")] = TextStringObject("elsewhere.bin")
    writer.root_object[NameObject("/Extra")] = writer._add_object(stream)
    assert any(found.startswith("6.1.7.1") for found in broken_rules(written(writer)))


def test_what_follows_the_end_is_found(write: Write) -> None:
    assert "6.1.3 data after the end" in broken_rules(write() + b"more")


def written(writer: PdfWriter) -> bytes:
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()

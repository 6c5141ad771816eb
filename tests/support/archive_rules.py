"""Rules of PDF/A-3, level A (ISO 19005-3), as far as they can be read off the objects of a file with pypdf.

What an archive must not have is looked for in every object that the file holds, reached or not.
"""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

FORBIDDEN_ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
                     "/Trans", "/GoTo3DView", "/JavaScript"}  # fmt: skip
FORBIDDEN_ANNOTATIONS = {"/3D", "/Sound", "/Screen", "/Movie"}
PRINTED, HIDDEN = 4, 1 | 2 | 32
"""Bits of an annotation's flags: it is printed; it is invisible, hidden or not viewed."""


def broken_rules(pdf: bytes) -> list[str]:
    """Every rule that `pdf` breaks, with its clause."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [*_file(pdf, reader), *_catalog(reader.root_object), *_described(reader), *_attached(reader)]
    for each in _objects(reader):
        if isinstance(each, DictionaryObject):
            found += [*_stream(each), *_font(each), *_drawn(each), *_interactive(each)]
    return found


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object of the file, and every one that stands inside another."""
    count: Any = reader.trailer["/Size"]
    waiting: list[Any] = [reader.get_object(number) for number in range(1, count)]
    while waiting:
        each = waiting.pop()
        inside = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        waiting += [value for value in inside if isinstance(value, dict | list)]
        yield each


def _file(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    second = pdf.split(b"\n", 2)[1]
    if not (second.startswith(b"%") and len(second) >= 5 and min(second[1:5]) > 127):
        yield "6.1.2 no comment of four bytes above 127 after the header"
    if len(reader.trailer.get("/ID", ())) != 2:
        yield "6.1.3 no ID"
    if reader.is_encrypted:
        yield "6.1.3 encrypted"
    if pdf.rstrip(b"\r\n")[-5:] != b"%%EOF" or len(pdf) - pdf.rindex(b"%%EOF") > 7:
        yield "6.1.3 data after the end"


def _catalog(root: DictionaryObject) -> Iterator[str]:
    if {"/AA", "/NeedsRendering"} & set(root):
        yield "6.5.2 the catalog acts by itself"
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root:
        yield "6.7.2 no logical structure"
    if not root.get("/Lang"):
        yield "6.7.4 no language"
    intents = [each.get_object() for each in root.get("/OutputIntents", [])]
    if [each.get("/S") for each in intents] != ["/GTS_PDFA1"] or intents[0]["/DestOutputProfile"]["/N"] != 3:
        yield "6.2.3 no RGB output intent of an archive"


def _described(reader: PdfReader) -> Iterator[str]:
    said = reader.xmp_metadata
    if said is None or (said.pdfaid_part, said.pdfaid_conformance) != ("3", "A"):
        yield "6.6.4 does not say that it is PDF/A-3a"
        return
    title = (said.dc_title or {}).get("x-default")
    if reader.metadata and reader.metadata.title not in (None, title):
        yield "6.6.3 two titles"


def _attached(reader: PdfReader) -> Iterator[str]:
    associated = {each.get_object()["/UF"] for each in reader.root_object.get("/AF", [])}
    for name, files in reader.attachments.items():
        if not files or name not in associated:
            yield f"6.8 {name} is associated with nothing"


def _stream(each: DictionaryObject) -> Iterator[str]:
    if not isinstance(each, StreamObject):
        return
    if {"/F", "/FFilter", "/FDecodeParms"} & set(each):
        yield "6.1.7.1 a stream lies outside the file"
    filters = each.get("/Filter", [])
    if {"/LZWDecode", "/Crypt"} & set([filters] if isinstance(filters, str) else filters):
        yield "6.1.7.2 LZW or Crypt"


def _font(each: DictionaryObject) -> Iterator[str]:
    if each.get("/Type") != "/Font":
        return
    name = each.get("/BaseFont", "a font")
    if each.get("/Subtype") in ("/Type0", "/TrueType", "/Type1") and "/ToUnicode" not in each:
        yield f"6.2.11.7 {name} does not say which characters it shows"
    if each.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in each:
        yield f"6.2.11.3.2 {name} has no CIDToGIDMap"
    if each.get("/Subtype") not in ("/Type0", "/Type3"):
        descriptor = each.get("/FontDescriptor", {})
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            yield f"6.2.11.4 {name} is not embedded"


def _drawn(each: DictionaryObject) -> Iterator[str]:
    if each.get("/Subtype") == "/Image" and (each.get("/Interpolate") or {"/Alternates", "/OPI"} & set(each)):
        yield "6.2.8 an image is interpolated or has another in its place"
    if each.get("/Subtype") == "/PS" or (each.get("/Subtype") == "/Form" and {"/OPI", "/Ref", "/PS"} & set(each)):
        yield "6.2.9 a form that is not all here"
    if each.get("/Type") == "/ExtGState" and {"/TR", "/HTO"} & set(each):
        yield "6.2.5 a transfer function"
    if each.get("/S") == "/Figure" and "/Alt" not in each:
        yield "6.7.5 a figure without a description"


def _interactive(each: DictionaryObject) -> Iterator[str]:
    if each.get("/S") in FORBIDDEN_ACTIONS or "/JS" in each:
        yield f"6.5.1 it acts: {each.get('/S')}"
    if "/XFA" in each:
        yield "6.4.2 an XFA form"
    if each.get("/Type") == "/Annot":
        flags = int(each.get("/F", 0))
        if each.get("/Subtype") in FORBIDDEN_ANNOTATIONS or not flags & PRINTED or flags & HIDDEN:
            yield f"6.3 {each.get('/Subtype')} cannot be seen on paper"
    if each.get("/Type") == "/Filespec" and ("/EF" in each) and not {"/F", "/UF", "/AFRelationship"} <= set(each):
        yield "6.8 an attached file without its name or what it is to the document"
    if each.get("/Type") == "/EmbeddedFile" and "/Subtype" not in each:
        yield "6.8 an attached file without its media type"

"""The document: an archive with its files inside, every word settable, the same bytes each time."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from configurator.language.codes import LANGUAGES, LanguageCode
from configurator.spec_sheet import SpecSheet
from renderer.digest import digest_bytes
from tests.configurator.personalizations import words
from tests.configurator.spec_sheet.document.conftest import AGREED, ASSETS, Write


def test_it_is_an_archive_by_its_own_word(write: Write) -> None:
    made = PdfReader(io.BytesIO(write()))
    assert made.xmp_metadata is not None
    assert (made.xmp_metadata.pdfaid_part, made.xmp_metadata.pdfaid_conformance) == ("3", "A")
    root = made.root_object
    assert root.raw_get("/MarkInfo").get_object() == {"/Marked": True, "/Suspects": False}
    assert str(root.raw_get("/Lang")) == "en"
    assert {"/OutputIntents", "/StructTreeRoot", "/AF"} <= set(root)


def test_files_come_out_as_they_went_in(write: Write) -> None:
    inside = PdfReader(io.BytesIO(write())).attachments
    assert set(inside) == {"model.glb", "order/order.json", "spec_sheet.json"}
    assert digest_bytes(inside["model.glb"][0]) == ASSETS[2].digest
    sheet = SpecSheet.model_validate_json(inside["spec_sheet.json"][0])
    assert sheet.agreement == AGREED


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_drawn_in_every_language(write: Write, language: LanguageCode) -> None:
    made = pypdfium2.PdfDocument(write(language=language))
    pages = [page.render(scale=0.2).to_pil().convert("L") for page in made]
    assert len(pages) >= 6
    assert all(page.getextrema()[0] < 120 for page in pages)
    assert not any("\N{REPLACEMENT CHARACTER}" in page.get_textpage().get_text_bounded() for page in made)


def test_what_was_chosen_can_be_read_and_searched(write: Write) -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(write())).pages)
    for said in ("spec-0001", "Revision 2", "$2,", "“Ann”", "Made to order.", "abababab"):
        assert said in text, said


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_a_customer_should_know_stands_below_the_price(write: Write, language: LanguageCode) -> None:
    made = pypdfium2.PdfDocument(write(language=language, personalizations=[words(color="#1b1c1f")]))
    assert any("hard" in page.get_textpage().get_text_bounded() for page in made)


def test_a_character_that_no_typeface_has_is_replaced_not_refused(write: Write) -> None:
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(write(approver="Ann \U0001f996"))).pages)
    assert "Ann \N{REPLACEMENT CHARACTER}" in text


def test_same_inputs_same_bytes_in_another_process_too(write: Write, tmp_path: Path) -> None:
    made = write()
    assert made == write()
    assert made != write(seal=None)
    script = "import sys; from configurator.spec_sheet.document.typeset import typeset; from pathlib import Path; "
    script += "sys.stdout.buffer.write(typeset(Path(sys.argv[1])))"
    dated = '#set document(title: "x", date: datetime(year: 2027, month: 5, day: 4))'
    (tmp_path / "sheet.typ").write_text(f'#set text(font: "Noto Sans")\n{dated}\n= Fairway')
    run = [sys.executable, "-c", script, str(tmp_path / "sheet.typ")]
    one, other = (
        subprocess.run(run, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )
    assert one == other

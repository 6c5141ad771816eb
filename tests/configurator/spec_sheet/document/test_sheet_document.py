"""The document: an archive with its files inside, every word settable, the same bytes each time."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from configurator.language.codes import LANGUAGES, LanguageCode
from configurator.recipe import scene_recipe
from configurator.spec_sheet import SpecSheet, spec_sheet, spec_sheet_json
from configurator.spec_sheet.agreement import Agreement, SealFacts
from configurator.spec_sheet.document import spec_sheet_document
from configurator.spec_sheet.document.attachment import carried, shown
from renderer.asset import Asset
from renderer.digest import digest_bytes
from renderer.store import MemoryStore
from tests.configurator.conftest import Choose
from tests.configurator.personalizations import logo, words

NOON = datetime(2027, 5, 4, 12, 0, 0, tzinfo=UTC)
AGREED = Agreement(
    spec="spec-0001", approver="Ann", at=NOON, terms_version="1", terms="# Terms\n\n1. **Made** to order."
)
SEAL = SealFacts(NOON, "ab" * 32)
Write = Callable[..., bytes]


def picture() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (160, 120), "#f2b41b").save(data, "PNG")
    return data.getvalue()


ASSETS: Sequence[Asset] = (
    Asset("images/hero.png", "image/png", picture()),
    Asset("images/zone-panel.png", "image/png", picture()),
    Asset("model.glb", "model/gltf-binary", b"glTF" * 5_000),
    Asset("order/order.json", "application/json", b"{}"),
)


@pytest.fixture
def write(choose: Choose) -> Write:
    """`write(language=…, approver=…, …)`: the document of a tiny order with everything on it."""

    def written(*, approver: str = "Ann", seal: SealFacts | None = SEAL, **fields: object) -> bytes:
        made = choose(**{"personalizations": [words("panel"), logo(zone="tail")], "quantity": 2, **fields})
        store = MemoryStore()
        scene_recipe(made, store)
        agreed = AGREED.model_copy(update={"approver": approver})
        sheet: SpecSheet = spec_sheet(
            made, ASSETS, 2, site="https://carts.example", arrives_on=date(2027, 6, 1), agreement=agreed
        )
        data = Asset("spec_sheet.json", "application/json", spec_sheet_json(sheet))
        return spec_sheet_document(sheet, shown(ASSETS), store, carried([*ASSETS, data]), seal)

    return written


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

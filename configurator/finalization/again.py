"""A sealed folder's sheets, written again from what is sealed beside them: do they come out the same?"""

from collections.abc import Iterator
from pathlib import Path

from configurator.finalization.document import NAME
from configurator.seal.document import DocumentSeal, unsealed
from configurator.seal.revision import Revision
from configurator.spec_sheet import SpecSheet, spec_sheet_json, spec_sheet_page
from configurator.spec_sheet.agreement import SealFacts
from configurator.spec_sheet.document import spec_sheet_document
from configurator.spec_sheet.document.attachment import carried, shown
from renderer.asset import Asset
from renderer.store import Store


def written_otherwise(folder: Path, revision: Revision, store: Store) -> Iterator[str]:
    """Names of the sheets in `folder` that come out otherwise; `store` has the textures and artworks they show."""
    sheet = SpecSheet.model_validate_json((folder / "spec_sheet.json").read_bytes())
    if spec_sheet_json(sheet) != (folder / "spec_sheet.json").read_bytes():
        yield "spec_sheet.json"
    if spec_sheet_page(sheet, store) != (folder / "spec_sheet.html").read_bytes():
        yield "spec_sheet.html"
    parts = unsealed((folder / NAME).read_bytes())
    if parts is None or parts[0] != _document(folder, sheet, revision, parts[1], store):
        yield NAME


def _document(folder: Path, sheet: SpecSheet, revision: Revision, seal: bytes, store: Store) -> bytes:
    files = [
        Asset(file.name, file.media_type, (folder / file.name).read_bytes())
        for file in revision.files
        if file.name != NAME
    ]
    facts = SealFacts(revision.sealed_at, DocumentSeal.model_validate_json(seal).public_key)
    return spec_sheet_document(sheet, shown(files), store, carried(files), facts)

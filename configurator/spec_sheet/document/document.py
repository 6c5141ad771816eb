"""From a sheet to its PDF."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from configurator.spec_sheet.agreement import SealFacts
from configurator.spec_sheet.contents import contents
from configurator.spec_sheet.document.attachment import Attachment
from configurator.spec_sheet.document.stage import stage
from configurator.spec_sheet.document.typeset import typeset
from configurator.spec_sheet.sheet import SpecSheet
from renderer.store import Store


def spec_sheet_document(
    sheet: SpecSheet,
    shown: Mapping[str, bytes],
    store: Store,
    attachments: Sequence[Attachment] = (),
    seal: SealFacts | None = None,
) -> bytes:
    """`sheet` as PDF/A-3a (ISO 19005-3), tagged; same inputs, same bytes.

    `shown` are the pictures and drawings that it names, by their names; swatch textures and artworks come from `store`.
    """
    with tempfile.TemporaryDirectory(prefix="livery-sheet-") as folder:
        stage(Path(folder), sheet, contents(sheet, store, seal), shown, store, attachments, seal)
        return typeset(Path(folder) / "sheet.typ")

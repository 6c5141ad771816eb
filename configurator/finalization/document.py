"""The sheet as a document that carries the files of its revision, sealed by itself."""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from configurator.seal.document import DocumentSeal, seal_document
from configurator.seal.keys import public_hex
from configurator.seal.revision import Revision
from configurator.spec_sheet import SpecSheet
from configurator.spec_sheet.agreement import SealFacts
from configurator.spec_sheet.document import spec_sheet_document
from configurator.spec_sheet.document.attachment import carried, shown
from renderer.asset import Asset
from renderer.digest import digest_bytes
from renderer.store import Store

NAME = "spec_sheet.pdf"


def sealed_document(
    sheet: SpecSheet, files: Sequence[Asset], store: Store, revision: Revision, key: Ed25519PrivateKey
) -> Asset:
    """`sheet` as PDF/A-3 with those of `files` inside that its pages do not show; `revision` names them all."""
    inside = carried(files)
    facts = SealFacts(revision.sealed_at, public_hex(key))
    pdf = spec_sheet_document(sheet, shown(files), store, inside, facts)
    names = {each.asset.name for each in inside}
    unsigned = DocumentSeal(
        spec=revision.spec,
        number=revision.number,
        previous=revision.previous,
        sealed_at=revision.sealed_at,
        configuration_sha256=revision.configuration_sha256,
        acceptance=revision.acceptance,
        files=tuple(file for file in revision.files if file.name in names),
        document_sha256=digest_bytes(pdf),
        public_key=public_hex(key),
    )
    return Asset(NAME, "application/pdf", seal_document(pdf, unsigned, key))

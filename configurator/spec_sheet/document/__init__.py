"""The spec sheet as a document that lasts: PDF/A-3, typeset by typst, with the model and the data attached.

contents ─► staged in a folder: words, pictures, chips, artworks, codes, files ─► sheet.typ, a file a page ─► PDF
"""

from configurator.spec_sheet.document.attachment import Attachment
from configurator.spec_sheet.document.document import spec_sheet_document

__all__ = ["Attachment", "spec_sheet_document"]

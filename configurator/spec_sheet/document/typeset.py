"""typst, https://typst.app: a folder of templates and data in, a PDF out."""

from pathlib import Path
from typing import Literal

import typst

from configurator.spec_sheet.document.fonts import typefaces
from renderer.errors import SystemFailure

STANDARD: Literal["a-3a"] = "a-3a"


def typeset(main: Path) -> bytes:
    """The document `main`, which reads nothing outside of its folder; raises `SystemFailure` TYPESETTING_FAILED."""
    try:
        made = typst.compile(main, root=main.parent, font_paths=typefaces(), format="pdf", pdf_standards=STANDARD)
    except typst.TypstError as error:
        hints = " ".join(error.hints)
        raise SystemFailure(
            f"The document cannot be set: {error.message} {hints}", code="TYPESETTING_FAILED"
        ) from error
    return made

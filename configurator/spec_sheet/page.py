"""The spec sheet as a page: one HTML file, its pictures beside it, no script and no request to anywhere."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from configurator.spec_sheet.chips import chip
from configurator.spec_sheet.code import code_uri
from configurator.spec_sheet.contents import contents, language_of
from configurator.spec_sheet.pictures import rows_of
from configurator.spec_sheet.sheet import SpecSheet
from renderer.store import Store

HERE = Path(__file__).parent


def spec_sheet_page(sheet: SpecSheet, store: Store) -> bytes:
    """`sheet` as HTML; textures and artworks come from `store`, pictures are linked by the names of the assets."""
    said = contents(sheet, store)
    html = _template().render(
        said=said,
        text=language_of(sheet).text,
        models=[file for file in said.files if file.is_model],
        code=code_uri(said.link) if said.link else "",
        rows_of=rows_of,
        chips={
            item.feature: chip(swatch, store) for item in sheet.selections if (swatch := item.swatch or item.surface)
        },
    )
    return html.encode()


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("spec_sheet.html")

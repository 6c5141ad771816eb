"""What a workshop has by name: paints that can be chosen, and the operator's palettes before them."""

from dataclasses import replace
from pathlib import Path

from configurator.catalog import Catalog
from configurator.production.rack import workshop_rack


def test_paints_and_palettes_hang_on_one_rack(catalog: Catalog, tmp_path: Path) -> None:
    assert workshop_rack(catalog)["School Gold"].palette == "paint"
    assert not {each.name for code, each in catalog.swatches.items() if code.endswith(".custom")} & set(
        workshop_rack(catalog)
    )
    (tmp_path / "palettes").mkdir()
    (tmp_path / "palettes" / "ral.csv").write_text("name,hex,lab\nSchool Gold,#f0b000,\n")
    found = workshop_rack(replace(catalog, materials=tmp_path))["School Gold"]
    assert (found.palette, found.color) == ("ral", "#f0b000")

"""The colours that the workshop has by name: the operator's palettes, and the paints that products come in."""

from configurator.catalog import Catalog
from renderer.artwork.find_color import NamedColor, read_palettes
from renderer.color import hex_to_lab


def workshop_rack(catalog: Catalog) -> dict[str, NamedColor]:
    """By name; raises `ValueError` as `read_palettes` does."""
    bases = {feature.custom for product in catalog.products.values() for feature in product.features}
    paints = [each for each in catalog.swatches.values() if each.family == "paint" and each.code not in bases]
    house = {each.name: NamedColor(each.name, each.color.lower(), hex_to_lab(each.color), "paint") for each in paints}
    return house | dict(read_palettes(catalog.materials / "palettes"))

"""The artwork of one personalization, by its kind."""

from pathlib import Path

from configurator.catalog import Catalog
from configurator.catalog.product import Product
from configurator.configuration import (
    DecalPersonalization,
    LogoPersonalization,
    Personalization,
    TextPersonalization,
)
from configurator.resolve.artwork.decal import draw_decal
from configurator.resolve.artwork.logo import draw_own_logo
from configurator.resolve.artwork.spot import Drawing, Spot
from configurator.resolve.artwork.words import draw_words

__all__ = ["Drawing", "draw_artwork"]


def draw_artwork(
    wanted: Personalization, spot: Spot, product: Product, catalog: Catalog, folder: Path | None
) -> Drawing | None:
    """The drawing for `wanted`, or None with the reasons in the findings of `spot`."""
    match wanted:
        case TextPersonalization():
            return draw_words(wanted, spot, product, catalog)
        case LogoPersonalization():
            return draw_own_logo(wanted, spot, folder)
        case DecalPersonalization():
            return draw_decal(wanted, spot, catalog)

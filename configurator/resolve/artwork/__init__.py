"""Words, logos and decals as artworks; what is wrong with them, said of the field it is wrong in."""

from configurator.resolve.artwork.draw import Drawing, draw_artwork

__all__ = ["Drawing", "draw_artwork"]

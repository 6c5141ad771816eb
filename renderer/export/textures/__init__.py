"""Pictures as phones like them: powers of two, no pixel and no channel that nobody sees."""

from renderer.export.textures.halve_textures import halve_textures
from renderer.export.textures.shrink_textures import shrink_textures

__all__ = ["halve_textures", "shrink_textures"]

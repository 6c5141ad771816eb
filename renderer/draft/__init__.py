"""The draft engine: rasterized by OpenGL through pyrender, for cameras that nobody baked."""

from renderer.draft.draw import draw

__all__ = ["draw"]

"""The reference engine: the same scene, path-traced by Mitsuba 3 and cleaned by Open Image Denoise."""

from renderer.reference.draw import draw

__all__ = ["draw"]

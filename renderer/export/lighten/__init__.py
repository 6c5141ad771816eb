"""A model made light enough for a phone, where it is not: first what nobody can see goes, then what nobody misses."""

from renderer.export.lighten.lighten import lighten

__all__ = ["lighten"]

"""A recipe becomes one glTF document: base model, visible parts, swatches, decals."""

from renderer.assemble.assemble import assemble

__all__ = ["assemble"]

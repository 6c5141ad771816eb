"""A recipe becomes one glTF document: base model, visible parts, swatches, decals."""

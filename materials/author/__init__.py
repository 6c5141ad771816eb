"""Draws what stands in `materials/`: tileable textures and studio environments. Run `python -m materials.author`."""

"""Building blocks of authored models: curves, surfaces, solids, edits, shading and the GLB writer.

Everything takes and gives numpy arrays in metres, or a `Piece`; nothing here knows a golf cart.
"""

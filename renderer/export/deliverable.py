"""The steps from an assembled document to one that is fit to leave the house."""

from renderer.export.blend_glass import blend_glass
from renderer.export.cut_artworks import cut_artworks
from renderer.export.drop_studio_data import drop_studio_data
from renderer.export.drop_unused_attributes import drop_unused_attributes
from renderer.export.lighten import lighten
from renderer.export.merge_materials import merge_materials
from renderer.export.stand_at_origin import stand_at_origin
from renderer.export.textures import shrink_textures
from renderer.facts import UNKNOWN, ProductFacts
from renderer.gltf.document import Document
from renderer.kept import kept


def light_document(document: Document, facts: ProductFacts = UNKNOWN) -> Document:
    """What every AR format is made from: without what only the studio needs, and no heavier than a phone likes.

    It is kept, for the next format.
    """
    made_from = [document.digest(), facts.placement or ""]
    return Document.from_glb(kept("light", made_from, __file__, lambda: _made_light(document, facts).to_glb()))


def _made_light(document: Document, facts: ProductFacts) -> Document:
    document = drop_studio_data(document)
    document = stand_at_origin(document, facts.placement)
    document = cut_artworks(document)
    document = blend_glass(document)
    document = merge_materials(document)
    document = drop_unused_attributes(document)
    document = shrink_textures(document)
    return lighten(document, facts.placement)

"""The relief of a clear coat has no place in UsdPreviewSurface: without it, paints differ in colour alone."""

from renderer.gltf.document import Document

COAT, RELIEF = "KHR_materials_clearcoat", "clearcoatNormalTexture"


def drop_coat_normals(document: Document) -> Document:
    """A copy whose clear coats are smooth."""
    document = document.copy()
    for material in document.items("materials"):
        material.get("extensions", {}).get(COAT, {}).pop(RELIEF, None)
    return document

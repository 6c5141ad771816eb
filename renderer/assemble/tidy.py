"""Fourth step: what no scene reaches leaves the document."""

from renderer.gltf.document import Document
from renderer.gltf.prune import prune


def tidy(document: Document) -> Document:
    """A copy without the meshes, materials, images and data of hidden parts and replaced materials."""
    return prune(document)

"""The steps from a light document to what glTF viewers want."""

from renderer.export.add_tangents import add_tangents
from renderer.export.draw_calls import join_parts
from renderer.export.pack_coordinates import pack_coordinates
from renderer.export.repack import repack
from renderer.gltf.document import Document
from renderer.gltf.share import share_equal


def as_gltf(document: Document) -> Document:
    """A light document with what glTF viewers need, in few draw calls, no byte twice."""
    document = join_parts(document)
    document = add_tangents(document)
    document = pack_coordinates(document)
    document = repack(document)
    return share_equal(document)

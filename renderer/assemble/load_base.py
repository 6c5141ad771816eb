"""First step: the base model."""

from collections import OrderedDict

from renderer.gltf.document import Document
from renderer.recipe import Blob
from renderer.store import Store

READ = 4
"""Base models that this process has read last: every colour and every name begins with one."""
_READ: OrderedDict[Blob, Document] = OrderedDict()


def load_base(blob: Blob, store: Store) -> Document:
    """The GLB with the digest `blob`, checked; raises `BlobMissing`, `ModelError`. Copy it before you write to it."""
    if blob not in _READ:
        _READ[blob] = Document.from_glb(store.get(blob))
    _READ.move_to_end(blob)
    while len(_READ) > READ:
        _READ.popitem(last=False)
    return _READ[blob]

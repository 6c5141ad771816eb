"""A product out of anyone's model: what `livery import` writes, for its owner to go on from."""

from configurator.import_model.import_model import Imported, import_model

__all__ = ["Imported", "import_model"]

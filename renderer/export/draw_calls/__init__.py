"""A phone draws few things fast and many things slowly, however small: parts are joined until they are few."""

from renderer.export.draw_calls.join_parts import join_all, join_parts

__all__ = ["join_all", "join_parts"]

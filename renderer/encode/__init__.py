"""Pixels as files for shops, archives and print, with who made them written in."""

from renderer.encode.encode import encode
from renderer.encode.format import ENDINGS, MEDIA_TYPES, FileFormat
from renderer.encode.xmp import Credits, xmp_packet

__all__ = ["ENDINGS", "MEDIA_TYPES", "Credits", "FileFormat", "encode", "xmp_packet"]

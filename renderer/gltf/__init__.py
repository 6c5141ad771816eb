"""glTF 2.0 documents: read from hostile bytes, looked at, added to, written the same way every time."""

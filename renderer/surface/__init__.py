"""Personalization zones: where on a model's surface a decal goes, and the surface there laid flat in millimetres."""

"""The same model for web pages alone: WebP textures and packed geometry, which AR viewers do not read."""

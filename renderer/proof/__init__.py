"""Is what is made what was shown? Artworks read back from pictures, models and production files, compared in mm."""

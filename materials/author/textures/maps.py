"""Fields as glTF textures."""

from io import BytesIO

import numpy as np
from PIL import Image

from materials.author.textures.field import Field, slopes
from renderer.color import linear_to_srgb


def normal_map(height_mm: Field, tile_mm: float) -> bytes:
    """Tangent-space normals of a height field in millimetres: +X right, +Y up (as OpenGL and glTF have it)."""
    return normals(*tilts(height_mm, tile_mm))


def tilts(height_mm: Field, tile_mm: float) -> tuple[Field, Field]:
    """Slope towards +X and +Y (up the picture) of the normals of a height field."""
    pixel_mm = tile_mm / height_mm.shape[0]
    right, below = slopes(height_mm)
    return -right / pixel_mm, below / pixel_mm


def normals(x: Field, y: Field) -> bytes:
    """A normal map from slopes: normals are (x, y, 1) made unit."""
    return encoded(unit(x, y) * 0.5 + 0.5)


def unit(x: Field, y: Field) -> Field:
    """Unit normals (size, size, 3) with these slopes."""
    vectors = np.stack([x, y, np.ones_like(x)], axis=-1)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float64)


def base_color(linear: Field) -> bytes:
    """A base colour map of linear reflectance (size, size) for a grey or (size, size, 3), encoded as sRGB."""
    return encoded(linear_to_srgb(linear if linear.ndim == 3 else np.repeat(linear[..., None], 3, axis=-1)))


def occlusion_roughness(occlusion: Field, roughness: Field) -> bytes:
    """Occlusion in red, roughness in green; blue is 1, so that the metallic factor holds."""
    return encoded(np.stack(np.broadcast_arrays(occlusion, roughness, np.ones_like(roughness)), axis=-1))


def encoded(values: Field, form: str = "JPEG") -> bytes:
    """Values 0…1 (size, size, 3) as a file; a JPEG keeps all channels whole, for they are often data."""
    picture = np.clip(np.rint(values * 255.0), 0, 255).astype(np.uint8)
    out = BytesIO()
    Image.fromarray(picture).save(out, form, quality=90, subsampling=0)
    return out.getvalue()

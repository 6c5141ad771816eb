"""The sRGB profile that files carry, so that programs which manage colour show them as they were made."""

from functools import lru_cache

from PIL import ImageCms

DATED = slice(24, 36)
"""When a profile was made, https://www.color.org/specification/ICC.1-2022-05.pdf, section 7.2.8."""
MADE = bytes.fromhex("07e8 0001 0001 0000 0000 0000")


@lru_cache
def srgb_profile() -> bytes:
    """An sRGB profile, the same on every day."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[DATED] = MADE
    return bytes(profile)

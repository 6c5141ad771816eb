"""Light from all around: reading, prefiltering and looking up equirectangular environments."""

from renderer.environment.environment import Environment, load_environment
from renderer.environment.hdr import read_hdr

__all__ = ["Environment", "load_environment", "read_hdr"]

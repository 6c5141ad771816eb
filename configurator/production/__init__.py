"""What the workshop works from: files of every artwork, cut list, work instructions, checkpoints, build sheet."""

from configurator.production.package import production_package

__all__ = ["production_package"]

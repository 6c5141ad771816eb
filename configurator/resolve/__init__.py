"""Configuration in, everything that follows from it out; or all that is wrong with it at once."""

from configurator.resolve.resolve import resolve
from configurator.resolve.resolved import ResolvedConfiguration

__all__ = ["ResolvedConfiguration", "resolve"]

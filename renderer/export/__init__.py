"""An assembled document becomes a file that any phone accepts, or a refusal that says why."""

from renderer.export.exporters import ALWAYS, EXPORTERS, format_of

__all__ = ["ALWAYS", "EXPORTERS", "format_of"]

"""An assembled document becomes a file that any phone accepts, or a refusal that says why."""

from renderer.export.export_glb import export_glb
from renderer.export.exporters import ALWAYS, EXPORTERS, format_of

__all__ = ["ALWAYS", "EXPORTERS", "export_glb", "format_of"]

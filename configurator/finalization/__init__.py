"""From a configuration that is ready to a revision that stands.

terms accepted ─► inside the window? ─► sheet, order, terms ─► sealed ─► laid into its folder, all at once
"""

from configurator.finalization.finalize import Closing, finalize, new_spec, require_in_time, require_open_window
from configurator.finalization.proven import require_proven
from configurator.finalization.terms import accept, terms_of

__all__ = [
    "Closing",
    "accept",
    "finalize",
    "new_spec",
    "require_in_time",
    "require_open_window",
    "require_proven",
    "terms_of",
]

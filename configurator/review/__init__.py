"""Configurations kept, named, versioned, compared, shared and decided on; who did what is never forgotten."""

from configurator.review.compare import Comparison, compare
from configurator.review.desk import Desk
from configurator.review.saved import Comment, Remark, Saved
from configurator.review.share import Shares
from configurator.review.states import State
from configurator.review.trail import Entry
from configurator.review.what_if import WhatIf, what_if

__all__ = [
    "Comment",
    "Comparison",
    "Desk",
    "Entry",
    "Remark",
    "Saved",
    "Shares",
    "State",
    "WhatIf",
    "compare",
    "what_if",
]

"""Marketing's batches: which combinations, which pictures of them, and what their files are called.

read_plan ─► Plan ─► check_plan ─► combinations ─► entries (one a file), each with a name and words
"""

from configurator.batch.check_plan import check_plan
from configurator.batch.combinations import Combination, combinations
from configurator.batch.plan import Plan
from configurator.batch.read_plan import read_plan

__all__ = ["Combination", "Plan", "check_plan", "combinations", "read_plan"]

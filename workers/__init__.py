"""Carries the work: jobs as ledger rows, Celery tasks that do them, and the trip from a configuration to its folder."""

import renderer  # noqa: F401  # before numpy: it sets how many threads that has

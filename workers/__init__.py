"""Carries the work: jobs as ledger rows, Celery tasks that do them, and the trip from a configuration to its folder."""

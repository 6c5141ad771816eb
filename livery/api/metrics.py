"""Prometheus metrics: what this process counts itself, and what the ledger knows of all workers."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from workers.figures import figures
from workers.home import Home
from workers.registry import Registry

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Meters:
    """The meters of one API process, in a registry of their own."""

    def __init__(self, home: Home) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter("livery_requests", "Requests.", ("method", "route", "status"), registry=self.registry)
        self.request_seconds = Histogram(
            "livery_request_seconds", "Time to answer.", ("route",), buckets=SECONDS, registry=self.registry
        )
        self.answer_seconds = Histogram(
            "livery_answer_seconds",
            "Time that work was waited for, by how it was had: kept from before, drawn here, or queued.",
            ("verb", "how"),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.registry.register(FromTheLedger(home))

    def text(self) -> bytes:
        """All of it as https://prometheus.io/docs/instrumenting/exposition_formats/ has it."""
        return generate_latest(self.registry)


class FromTheLedger(Collector):
    """Read when asked for, so that it holds for all hosts and outlives any process."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def describe(self) -> list[Metric]:
        """Nothing ahead of time."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Jobs by queue and state, waits, times by verb and engine, dead letters, workers."""
        found = figures(self._home.database)
        jobs = GaugeMetricFamily("livery_jobs", "Jobs in the ledger.", labels=("queue", "state"))
        for (queue, state), count in found.jobs.items():
            jobs.add_metric((queue, state), count)
        wait = GaugeMetricFamily("livery_oldest_wait_seconds", "Of the job that waits longest.", labels=("queue",))
        for queue, seconds in found.oldest_wait.items():
            wait.add_metric((queue,), seconds)
        took = GaugeMetricFamily("livery_job_seconds", "Mean time of jobs done in an hour.", labels=("verb",))
        for verb, seconds in found.mean_seconds.items():
            took.add_metric((verb,), seconds)
        drawn = GaugeMetricFamily("livery_render_seconds", "Mean time of pictures of an hour.", labels=("engine",))
        for engine, seconds in found.render_seconds.items():
            drawn.add_metric((engine,), seconds)
        yield from (jobs, wait, took, drawn)
        yield GaugeMetricFamily("livery_dead_letters", "Jobs that nobody survived.", value=found.dead_letters)
        alive = Registry(self._home.database).alive()
        workers = GaugeMetricFamily("livery_workers", "Workers that are alive.", labels=("state",))
        for state in ("working", "aside"):
            workers.add_metric((state,), sum(each.state == state for each in alive))
        yield workers

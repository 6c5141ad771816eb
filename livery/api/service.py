"""All that the routes work with, opened once."""

import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from configurator.availability import Delivery
from configurator.availability.foresee import foresee, stock_of
from configurator.catalog import Catalog
from configurator.configuration import Configuration
from configurator.resolve import ResolvedConfiguration, resolve
from configurator.resolve.findings import Findings
from configurator.resolve.order import Order
from configurator.resolve.resolve import take_order
from configurator.review import Desk
from livery.api.drawing import DrawingPool
from livery.api.keys import ApiKeys, Caller
from livery.api.limits import Bucket
from livery.api.metrics import Meters
from livery.api.presets import Preset, read_presets
from livery.api.sender import Sender
from livery.api.session import Sessions
from livery.api.shelf import Held, shelf
from livery.api.signing import Signer, read_keys
from livery.api.streams import Streams
from livery.api.watch import Watch
from livery.opened import catalog, home, today
from renderer.room import Room
from workers.desk import desk_of, reservations_of
from workers.files import beside
from workers.home import Home
from workers.job import Job
from workers.ledger import Row, Wish
from workers.logs import current_trace
from workers.settings import settings

AWAITED = Wish("preview", priority=0)
PREPARED = 64
"""Pages whose configurations are kept resolved: a page is eight files, and a family as many configurations."""


@dataclass
class Service:
    """The parts of a running API."""

    catalog: Catalog
    home: Home
    keys: ApiKeys
    with_keys: bool
    """Whether callers have to show a key; else whoever reaches the service and shows none is the operator."""
    signer: Signer
    meters: Meters
    drawing: DrawingPool
    requests: Bucket
    drawings: Bucket
    streams: Streams = field(default_factory=lambda: Streams(settings().streams))
    shelf: Room[Held] = field(default_factory=shelf)
    prepared: Room[Any] = field(default_factory=lambda: Room(PREPARED, size=lambda _: 1))
    """What AR pages show, resolved; `livery/pages/ar/routes.py` says what that is."""
    presets: dict[str, Preset] = field(default_factory=lambda: read_presets(settings().materials))
    watch: Watch = field(init=False)
    sender: Sender = field(init=False)
    sessions: Sessions = field(init=False)

    def __post_init__(self) -> None:
        self.watch = Watch(self.home.ledger)
        self.sender = Sender(self.home.outbox)
        self.sessions = Sessions(self.signer)

    def charge(self, caller: Caller) -> None:
        """One request; raises `RequestRefused` 429 for too many. Whoever is on the machine has all they want.

        Signed addresses have an account of their own: one that leaked cannot shut out the keys of its tenant.
        """
        if caller.key:
            self.requests.take(f"signed:{caller.tenant}" if caller.signed else caller.tenant)

    def files(self, tenant: str) -> Path:
        """Where the files that a tenant has uploaded lie."""
        return self.desk(tenant).folder

    def desk(self, tenant: str, credential: str = "") -> Desk:
        """What a tenant has saved; the trail keeps the `credential` of whoever changes it."""
        return replace(desk_of(self.home.of(tenant)), credential=credential)

    def resolve(self, configuration: Configuration, tenant: str) -> ResolvedConfiguration:
        """Checked and priced, as of today; raises `ConfigurationInvalid`."""
        return resolve(beside(configuration, self.home.of(tenant)), self.catalog, today())

    def order(self, configuration: Configuration, tenant: str, *, strict: bool = True) -> Order:
        """What is chosen, whether it goes together or not.

        What is not understood raises `ConfigurationInvalid`; not `strict`, defaults stand in for it.
        """
        findings = Findings()
        taken = take_order(beside(configuration, self.home.of(tenant)), self.catalog, today(), findings)
        if strict:
            findings.raise_violations()
        return taken

    def foresee(self, resolved: ResolvedConfiguration, reference: str = "") -> Delivery:
        """When it would arrive, ordered today."""
        stock = stock_of(self.catalog, resolved.product.id)
        return foresee(resolved, self.catalog, stock, reservations_of(self.home), today(), reference)

    async def ask(self, job: Job, caller: Caller, wait: float, wish: Wish = AWAITED) -> Row:
        """How `job` stands after at most `wait` seconds; it is begun where nobody has begun it."""
        start = time.perf_counter()

        def had(how: str, row: Row) -> Row:
            self.meters.answer_seconds.labels(job.verb, how).observe(time.perf_counter() - start)
            return row

        key = await run_in_threadpool(lambda: job.key)
        row = await run_in_threadpool(self._kept, key, job.tenant)
        if row is not None:
            return had("kept", row)
        await run_in_threadpool(self._begin, job, key, caller, wish)
        drawn = job.verb == "preview" and await self.drawing.draw(job, key)
        if not drawn:
            self.sender.send(job)
        found = await self.watch.ended(key, wait)
        assert found is not None
        return had("drawn" if drawn else "queued", found)

    def make_again(self, tenant: str, blob: str) -> None:
        """Have done again what made `blob`, which is lost or was found damaged."""
        for job in self.home.ledger.made(tenant, blob):
            self.home.ledger.forget(job.key)
            self.sender.send(job)

    def _kept(self, key: str, tenant: str) -> Row | None:
        """The row of a job that is done and whose result is whole."""
        for row in self.home.ledger.rows([key]):
            if row.state == "dead":
                return row
            if row.asset and not row.asset.stands_in and self.home.of(tenant).store.holds(row.asset.blob):
                return row
        return None

    def _begin(self, job: Job, key: str, caller: Caller, wish: Wish) -> None:
        ledger = self.home.ledger
        if not any(row.state in ("queued", "running") for row in ledger.rows([key])) and caller.key:
            self.drawings.take(caller.tenant)
        ledger.enqueue(job, Wish(wish.queue, wish.priority, current_trace()))
        ledger.forget(key)


def open_service(*, with_keys: bool) -> Service:
    """The service that the settings name. `with_keys`: callers have to show one."""
    own = home()
    return Service(
        catalog=catalog(),
        home=own,
        keys=ApiKeys(own.database),
        with_keys=with_keys,
        signer=Signer(read_keys(settings().signing_keys, own.root)),
        meters=Meters(own),
        drawing=DrawingPool(own, 1 if settings().processes < 4 else 2),
        requests=Bucket(settings().requests_per_minute, "TOO_MANY_REQUESTS"),
        drawings=Bucket(settings().drawings_per_minute, "QUOTA_EXCEEDED"),
    )


async def service_of(request: Request) -> Service:
    """The service behind a request. A coroutine, as what is none costs a change of threads."""
    found: Service = request.app.state.service
    return found

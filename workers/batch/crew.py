"""A crew: the workers that listen on the broker, on any number of hosts, each task a job in the ledger."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from renderer.store import Store
from workers.batch.bench import carry_out, prepare
from workers.batch.hands import Fallen, Hands
from workers.batch.parcel import SIGHT, open_outcome, pack_chunk, pack_sheet
from workers.batch.sheets import Sheet
from workers.batch.sight import Sight
from workers.batch.work import Chunk, Outcome
from workers.dispatch import Dispatch
from workers.job import AssetRecord, Job, Verb
from workers.ledger import Row, Wish

Task = TypeVar("Task")
Result = TypeVar("Result")

IN_BULK = Wish("batch", priority=9)
"""After everything that somebody waits for, builds included."""
UNDER_WAY = 256
"""Jobs in the queue at once: enough for every worker, few enough to be looked at often."""


@dataclass(frozen=True)
class Craft:
    """A kind of task as a job: how it is sent, and what its result is read from."""

    verb: Verb
    pack: Callable[[Any, Store], dict[str, Any]]
    read: Callable[[Any, AssetRecord, Store], Any]


class Crew:
    """Sends what is heavy to the workers of a deployment; what is not is done by hands that are near."""

    def __init__(self, dispatch: Dispatch, near: Hands, say: Callable[[str], None] = lambda _: None) -> None:
        """`say` is told what keeps the work waiting, once, where something does."""
        self._dispatch, self._near, self._say = dispatch, near, say
        self._note = ""

    def map(
        self, do: Callable[[Task], Result], rows: Sequence[Sequence[Task]]
    ) -> Iterator[tuple[Task, Result | Fallen]]:
        """Results as they come. Raises `BrokerUnavailable` where no worker has been there for long."""
        craft = CRAFTS.get(do)
        return self._send(craft, rows) if craft else self._near.map(do, rows)

    def _send(self, craft: Craft, rows: Sequence[Sequence[Task]]) -> Iterator[tuple[Task, Any]]:
        waiting = deque(task for row in rows for task in row)
        sent: dict[str, Job] = {}
        tasks: dict[str, list[Task]] = {}
        store = self._dispatch.home.store
        while waiting or sent:
            new: dict[str, Job] = {}
            while waiting and len(sent) + len(new) < UNDER_WAY:
                job = Job(verb=craft.verb, inputs=craft.pack(waiting[0], store))
                tasks.setdefault(job.key, []).append(waiting.popleft())
                new[job.key] = job
            self._dispatch.send(list(new.values()))
            sent |= new
            ended = [row for row in self._dispatch.look(sent) if row.ended]
            for row in ended:
                del sent[row.key]
                yield from ((task, self._result(craft, task, row)) for task in tasks.pop(row.key))
            if sent and not ended:
                self._tell(self._dispatch.wait())

    def _tell(self, note: str) -> None:
        if note and note != self._note:
            self._say(note)
        self._note = note

    def _result(self, craft: Craft, task: object, row: Row) -> Any:  # noqa: ANN401 - the craft's own
        if row.asset is None:
            return Fallen(str((row.error or {}).get("message")))
        return craft.read(task, row.asset, self._dispatch.home.store)


def read_sight(sheet: Sheet, record: AssetRecord, store: Store) -> tuple[Sight, float]:
    """What `prepare` returns."""
    del sheet
    return SIGHT.validate_json(store.get(record.blob)), record.figures["cpu_seconds"]


def read_outcome(chunk: Chunk, record: AssetRecord, store: Store) -> Outcome:
    """What `carry_out` returns, its files laid into the folder of the batch."""
    outcome = open_outcome(store.get(record.blob), chunk.folder)
    return replace(outcome, cpu_seconds=record.figures["cpu_seconds"], peak=record.figures["peak"])


CRAFTS: Mapping[Callable[..., Any], Craft] = {
    prepare: Craft("sheet", lambda sheet, _: pack_sheet(sheet), read_sight),
    carry_out: Craft("looks", pack_chunk, read_outcome),
}

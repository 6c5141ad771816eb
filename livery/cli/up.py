"""`livery up`: API, workers, ledger and an embedded broker, one command."""

import ipaddress
import os
import signal
import sys
from functools import partial

import click

from livery.api.keys import ApiKeys
from livery.cli.group import main, stderr
from livery.opened import catalog, home
from renderer.errors import InputError
from workers import sweeper
from workers.broker import url
from workers.errand import Errand
from workers.logs import configure_logging
from workers.settings import settings
from workers.supervise import Child, Supervisor, broker, workers


@main.command()
@click.option("--home", "folder", type=click.Path(file_okay=False), help="Instead of LIVERY_HOME.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--workers", "count", type=click.IntRange(0, 64), help="Worker processes; one fewer than the cores.")
@click.option("--api/--no-api", default=True, help="Whether this host answers requests.")
def up(folder: str | None, host: str, port: int, count: int | None, *, api: bool) -> None:
    """API, workers, ledger and broker on one machine, until SIGTERM or Ctrl-C.

    On the loopback address everybody who reaches it is the operator; on any other, callers show a key.
    """
    if folder:
        os.environ["LIVERY_HOME"] = os.path.abspath(folder)  # noqa: PTH100 - as a text, for children
        settings.cache_clear()
    configure_logging(settings().log_level)
    with_keys = not is_loopback(host)
    if api and with_keys:
        require_keys(host)
    catalog()
    serving = own_broker()
    supervise(host, port, [*serving, *workers(settings_workers(count))], with_keys=with_keys, api=api)


def settings_workers(count: int | None) -> int:
    """As many as were asked for, or one fewer than the cores, for the API draws as well."""
    return max(1, settings().processes - 1) if count is None else count


def own_broker() -> list[Child]:
    """A broker in the home, where the settings name none; they name it from now on."""
    if settings().broker_url:
        return []
    folder = settings().home / "broker"
    os.environ["LIVERY_BROKER_URL"] = url(folder)
    settings.cache_clear()
    return [broker(folder)]


def supervise(host: str, port: int, children: list[Child], *, with_keys: bool, api: bool) -> None:
    """Run everything until told to stop."""
    serve = [sys.executable, "-m", "livery.api", host, str(port), "keys" if with_keys else "open"]
    sweeping = Errand("sweeper", partial(sweeper.run, home()))
    supervisor = Supervisor(home(), [*children, *([Child("api", serve)] if api else [])], [sweeping])
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: supervisor.stop.set())
    stderr.print(f"Livery starts{', and says when it answers' if api else ''}. Ctrl-C ends it.")
    supervisor.run()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches `host`."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def require_keys(host: str) -> None:
    """Raise `InputError` where nobody could call: an address that others reach is never served without keys."""
    if not ApiKeys(home().database).count():
        message = (
            f"{host} can be reached from elsewhere, and there is no API key yet. Issue one: livery keys issue TENANT."
        )
        raise InputError(message, code="KEYS_MISSING")

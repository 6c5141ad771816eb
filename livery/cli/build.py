"""`livery build CONFIG -o DIR`: everything for one configuration."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from configurator.language import LanguageCode
from livery.cli.group import json_option, main, print_json
from livery.cli.language import language_option
from livery.cli.open import resolved
from livery.cli.progress import watching
from livery.cli.summary import delivery_json, print_delivery
from livery.opened import home
from workers.carriers import Carrier, CeleryCarrier, PoolCarrier
from workers.settings import settings
from workers.trip import ON_REQUEST, Delivery, Trip


@main.command()
@click.argument("config", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to fill."
)
@click.option(
    "--also", multiple=True, type=click.Choice(ON_REQUEST), help="A file besides; web.glb: small, for web pages."
)
@language_option
@json_option
def build(config: Path, output: Path, also: tuple[str, ...], *, language: LanguageCode | None, as_json: bool) -> None:
    """Everything for one configuration: pictures, the AR files, the spec sheet.

    The work is done by this process's own pool, or by the workers on LIVERY_BROKER_URL where that is set.
    """
    delivery = build_into(config, output, also, language, quiet=as_json)
    if as_json:
        print_json(delivery_json(delivery, output))
    else:
        print_delivery(delivery, output)


def build_into(
    config: Path, output: Path, also: tuple[str, ...] = (), language: LanguageCode | None = None, *, quiet: bool
) -> Delivery:
    """Check, draw and lay everything into `output`, model files of the formats in `also` too."""
    with carrier() as carries:
        wanted = resolved(config, language)
        with watching(quiet=quiet) as watch:
            delivery = Trip(home(), carries, watch).take(wanted, also)
    delivery.write(output)
    return delivery


def carrier() -> AbstractContextManager[Carrier]:
    """Celery where a broker is set, else a pool of this process's own."""
    if settings().broker_url:
        return nullcontext(CeleryCarrier(home().outbox))
    return PoolCarrier(settings().home, settings().processes)

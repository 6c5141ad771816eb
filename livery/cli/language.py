"""`--language`, for every command that writes documents."""

from collections.abc import Callable
from typing import Any

import click

from configurator.language import LANGUAGES


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The language of page and document; without it the configuration's, else its market's."""
    return click.option("--language", type=click.Choice(LANGUAGES), help="Of page and document; else the market's.")(
        command
    )

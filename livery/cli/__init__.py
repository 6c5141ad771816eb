"""`livery …`: one command a file. Exit 0 done, 2 the input is wrong, 3 a part of the system failed."""

from livery.cli import (  # noqa: F401 - each registers itself
    bake,
    build,
    check,
    compare,
    delivery,
    demo,
    doctor,
    export,
    finalize,
    fonts,
    keys,
    options,
    price,
    produce,
    products,
    prove,
    render,
    status,
    up,
    validate,
    verify,
    whatif,
)
from livery.cli.group import main

__all__ = ["main"]

"""`python -m livery` is `livery`."""

from livery.cli import main

main()

"""`livery …`: one command a file. Exit 0 done, 2 the input is wrong, 3 a part of the system failed."""

from livery.cli.group import main

__all__ = ["main"]

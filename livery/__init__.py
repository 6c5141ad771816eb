"""Livery's face: the command line, the doctor and, over them, whatever people and machines talk to."""

import renderer  # noqa: F401  # before numpy: it sets how many threads that has

__version__ = "0.1.0"

"""Livery's face: the command line, the doctor and, over them, whatever people and machines talk to."""

__version__ = "0.1.0"

"""Finishes: what paint, film, ink or thread makes of an artwork."""

from renderer.finishes.apply_finish import FINISHES, apply_finish
from renderer.finishes.keep import Finished, finished
from renderer.finishes.maps import Maps

__all__ = ["FINISHES", "Finished", "Maps", "apply_finish", "finished"]

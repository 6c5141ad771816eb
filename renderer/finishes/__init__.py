"""Finishes: what paint, film, ink or thread makes of an artwork."""

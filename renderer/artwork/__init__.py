"""Artwork: one vector drawing in millimetres, from which picture, AR file and production file all come."""

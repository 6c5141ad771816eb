"""The HTTP API, version 1: `create_app(open_service())` is an ASGI application."""

from livery.api.app import create_app
from livery.api.service import Service, open_service

__all__ = ["Service", "create_app", "open_service"]

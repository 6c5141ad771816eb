"""The HTTP API, version 1: `app.create_app(service.open_service())` is an ASGI application."""

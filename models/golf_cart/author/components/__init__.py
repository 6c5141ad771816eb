"""The cart's bought-in and fitted components, one file each; every file gives `parts() -> list[Part]`."""

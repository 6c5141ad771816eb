"""The AR page: the product in the room of whoever looks, from any static host or from the service."""

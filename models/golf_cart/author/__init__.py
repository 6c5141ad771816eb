"""Authors the golf cart: `python -m models.golf_cart.author` writes base.glb."""

"""The cart's body: forms that are never seen whole, and the panels, mouldings and tubes cut from them."""

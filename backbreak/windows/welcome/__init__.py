"""The first window there is: what backbreak does, and the few choices worth making before the first break."""

"""The X server, spoken to directly: a client of the few requests that the resident needs.

A library would cost as much memory as the resident has left. `Display` is the one connection that everybody
shares; `wire` and `stream` know the bytes, `connection` moves them.
"""

"""The one protocol between the resident and everybody else: JSON lines over a local socket."""

"""`window NAME`: one window of the resident, in a process of its own; it is the resident that starts it."""

from __future__ import annotations

from backbreak.cli.options import Options


def run(options: Options) -> int:
    """Open the window and stay until it closes."""
    from backbreak.windows.main import main
    from backbreak.windows.options import WindowOptions

    own = options.own
    wish = WindowOptions(home=options.home, session_id=own.session, quietly=own.quietly, watched=True)
    return main(own.window, wish)

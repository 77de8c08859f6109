"""The control panel: all that the tray says and does, as a window; some desktops have no tray."""

"""The tray's icon and menu by a toolkit, for desktops whose tray the resident cannot speak to itself."""

"""What stays for weeks: the process in the tray. It decides nothing, draws nothing and never imports Qt.

This file imports nothing on purpose: `lean` has to run before asyncio comes in.
"""

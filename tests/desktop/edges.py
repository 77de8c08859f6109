"""A program for the tests: the resident's icon and notification and nothing behind them.

Says on its output what it is told. The menu drives it: a row shows another state, a row shows a notification.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

from dbus_fast.aio import MessageBus

from backbreak.resident.notification import NotShown
from backbreak.resident.notify import Notifier
from backbreak.resident.tray import Row, Tray, TrayView

VIEW = TrayView(
    icon="sitting",
    tooltip_title="backbreak",
    tooltip_text="Next break at 14:35",
    rows=(
        Row("status", "Next break at 14:35", enabled=False),
        Row("-"),
        Row("due", "Become_due"),
        Row("start", "Take a break now", visible=False),
        Row("notify", "Show a notification"),
        Row("withdraw", "Withdraw it"),
        Row("quit", "Quit"),
    ),
)
DUE = replace(
    VIEW,
    icon="due",
    tooltip_text="Time to stand up",
    rows=(
        Row("status", "Time to stand up", enabled=False),
        *VIEW.rows[1:3],
        Row("start", "Take a break now"),
        *VIEW.rows[4:],
    ),
)


def say(*words: object) -> None:
    print(*words, flush=True)


async def main() -> None:
    bus = await MessageBus().connect()
    acts: asyncio.Queue[str] = asyncio.Queue()
    tray = Tray(bus, lambda act, _: acts.put_nowait(act), lambda shown: say("shown", shown))
    notifier = Notifier(
        bus, lambda key, token, _: say("pressed", key, token), lambda why, _token: say("closed", why.name)
    )
    tray.show(VIEW)
    await tray.start()
    while (act := await acts.get()) != "quit":
        say("chose", act)
        if act == "due":
            tray.show(DUE)
        elif act == "notify":
            buttons = (("start", "Begin"), ("snooze", "Later"), ("skip", "Not now"))
            text = "You have been sitting for 2 h & more."
            title = "Time to stand up"
            while isinstance(said := await notifier.show(title, text, buttons, False, token="e1"), NotShown):
                await asyncio.sleep(0.1)  # a busy desktop may be later than it is waited for
            say("notified", said)
        elif act == "withdraw":
            await notifier.withdraw()
            say("withdrawn")
    tray.stop()
    bus.disconnect()


asyncio.run(main())

"""What the tray shows, on a bus of its own; a host's calls are made by hand."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from dbus_fast import MessageType, Variant

from backbreak.resident.calls import CallError, add_match, call, read_property
from backbreak.resident.tray import Row, Tray, TrayView

ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
VIEW = TrayView(
    icon="sitting",
    tooltip_title="backbreak",
    tooltip_text="Next break at 14:35",
    rows=(
        Row("status", "Next break at 14:35", enabled=False),
        Row("-"),
        Row("start", "Take a break now"),
        Row("snooze", "Later_on", visible=False),
        Row("quit", "Quit"),
    ),
)


@asynccontextmanager
async def tray_on(desk):
    async with desk.join() as bus:
        actions = []
        tray = Tray(bus, lambda *chosen: actions.append(chosen))
        tray.show(VIEW)
        await tray.start()
        try:
            yield tray, bus, actions
        finally:
            tray.stop()


@asynccontextmanager
async def host_of(desk, bus):
    """A host: it may ask the item and the menu, and hears their signals."""
    async with desk.join() as host:
        heard = []

        def hear(message):
            if message.message_type is MessageType.SIGNAL and message.sender == bus.unique_name:
                heard.append((message.member, lists(message.body)))

        host.add_message_handler(hear)
        await add_match(host, f"type='signal',sender='{bus.unique_name}'")

        async def menu(member, signature="", body=()):
            reply = await call(host, bus.unique_name, "/MenuBar", MENU, member, signature, body)
            return lists(reply.body)

        async def item(member, signature="ii", body=(8, 15)):
            await call(host, bus.unique_name, "/StatusNotifierItem", ITEM, member, signature, body)

        async def prop(name):
            return lists(await read_property(host, bus.unique_name, "/StatusNotifierItem", ITEM, name))

        yield menu, item, prop, heard


def lists(value):
    """Structs as lists: versions of dbus-fast differ."""
    return [lists(part) for part in value] if isinstance(value, list | tuple) else value


def run(story):
    asyncio.run(asyncio.wait_for(story, 30))


def test_the_item_has_what_every_host_demands(desk):
    async def story():
        async with tray_on(desk) as (_, bus, _), host_of(desk, bus) as (_, _, prop, _):
            assert await prop("Id") == "backbreak"
            assert await prop("Menu") == "/MenuBar"
            assert await prop("Status") == "Active"
            assert await prop("ItemIsMenu") is False
            assert await prop("ToolTip") == ["", [], "backbreak", "Next break at 14:35"]
            sizes = [(width, height, len(data)) for width, height, data in await prop("IconPixmap")]
            assert sizes == [(one, one, one * one * 4) for one in (16, 22, 24, 32, 48)]

    run(story())


def test_another_icon_and_another_text_are_told_and_the_same_again_is_not(desk):
    async def story():
        async with tray_on(desk) as (tray, bus, _), host_of(desk, bus) as (menu, _, prop, heard):
            before = await prop("IconPixmap")
            tray.show(VIEW)
            tray.show(replace(VIEW))
            tray.show(replace(VIEW, icon="due"))
            assert await prop("IconPixmap") != before
            assert [member for member, _ in heard] == ["NewIcon"]
            tray.show(replace(VIEW, icon="due", tooltip_text="Time to stand up"))
            await menu("AboutToShow", "i", [0])
            assert [member for member, _ in heard] == ["NewIcon", "NewToolTip"]

    run(story())


def test_a_changed_row_pushes_only_what_changed_and_no_layout(desk):
    async def story():
        async with tray_on(desk) as (tray, bus, _), host_of(desk, bus) as (menu, _, _, heard):
            revision, _ = await menu("GetLayout", "iias", [0, -1, []])
            rows = (replace(VIEW.rows[0], label="a_b"), VIEW.rows[1], *VIEW.rows[2:3])
            rows += (replace(VIEW.rows[3], visible=True, enabled=False), VIEW.rows[4])
            tray.show(replace(VIEW, rows=rows))
            assert (await menu("GetLayout", "iias", [0, 0, []]))[0] == revision
            false, true = Variant("b", False), Variant("b", True)
            assert heard == [
                (
                    "ItemsPropertiesUpdated",
                    [[[1, {"label": Variant("s", "a__b")}], [4, {"enabled": false, "visible": true}]], []],
                )
            ]

    run(story())


def test_another_set_of_rows_is_another_layout(desk):
    async def story():
        async with tray_on(desk) as (tray, bus, _), host_of(desk, bus) as (menu, _, _, heard):
            revision, _ = await menu("GetLayout", "iias", [0, -1, []])
            tray.show(replace(VIEW, rows=VIEW.rows[:2]))
            after, layout = await menu("GetLayout", "iias", [0, -1, []])
            assert after == revision + 1
            assert len(layout[2]) == 2
            assert heard == [("LayoutUpdated", [after, 0])]

    run(story())


def test_the_layout_honours_the_property_filter_as_gnome_uses_it(desk):
    async def story():
        async with tray_on(desk) as (_, bus, _), host_of(desk, bus) as (menu, _, _, _):
            _, root = await menu("GetLayout", "iias", [0, -1, ["type", "children-display"]])
            assert root[1] == {"children-display": Variant("s", "submenu")}
            separator = {"type": Variant("s", "separator")}
            assert [child.value[1] for child in root[2]] == [{}, separator, {}, {}, {}]
            (group,) = await menu("GetGroupProperties", "aias", [[1, 4, 99], ["label", "visible"]])
            assert group == [
                [1, {"label": Variant("s", "Next break at 14:35"), "visible": Variant("b", True)}],
                [4, {"label": Variant("s", "Later__on"), "visible": Variant("b", False)}],
            ]
            (everything,) = await menu("GetGroupProperties", "aias", [[], []])
            assert [number for number, _ in everything] == [0, 1, 2, 3, 4, 5]

    run(story())


@pytest.mark.parametrize(
    ("number", "event", "expected"),
    [
        (3, "clicked", ["start"]),
        (5, "clicked", ["quit"]),
        (3, "hovered", []),
        (1, "clicked", []),  # disabled
        (2, "clicked", []),  # a separator
        (4, "clicked", []),  # hidden
        (0, "opened", []),
        (99, "clicked", []),
    ],
)
def test_only_a_click_on_an_enabled_visible_row_is_an_action(desk, number, event, expected):
    async def story():
        async with tray_on(desk) as (_, bus, actions), host_of(desk, bus) as (menu, _, _, _):
            await menu("Event", "isvu", [number, event, Variant("i", 0), 1])
            await desk.until(lambda: len(actions) >= len(expected))
            await asyncio.sleep(0.01)
            assert [action for action, _ in actions] == expected

    run(story())


def test_events_in_a_group_act_too_and_unknown_rows_are_named(desk):
    async def story():
        async with tray_on(desk) as (_, bus, actions), host_of(desk, bus) as (menu, _, _, _):
            events = [[n, "clicked", Variant("i", 0), 1] for n in (3, 42)]
            assert await menu("EventGroup", "a(isvu)", [events]) == [[42]]
            assert await menu("AboutToShowGroup", "ai", [[3, 42]]) == [[], [42]]
            assert await menu("AboutToShow", "i", [0]) == [False]
            await desk.until(lambda: actions == [("start", "")])

    run(story())


def test_a_left_click_asks_for_the_panel_and_the_other_buttons_for_nothing(desk):
    async def story():
        async with tray_on(desk) as (_, bus, actions), host_of(desk, bus) as (_, item, _, _):
            await item("SecondaryActivate")
            await item("ContextMenu")
            await item("Scroll", "is", (1, "vertical"))
            await item("ProvideXdgActivationToken", "s", ("token",))
            assert actions == []
            for _ in range(2):  # a host's leave is good for one click
                await item("Activate", "ii", (0, 0))
            await desk.until(lambda: actions == [("panel", "token"), ("panel", "")])

    run(story())


def test_stopped_it_is_no_longer_there(desk):
    async def story():
        async with desk.join() as bus, host_of(desk, bus) as (menu, _, _, _):
            tray = Tray(bus, print)
            await tray.start()
            tray.stop()
            with pytest.raises(CallError):
                await menu("AboutToShow", "i", [0])

    run(story())

"""What pw-dump prints, and which of it is a screen that is shown."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbreak.resident.quiet.screencast import objects, preview_takers, running_casts, taken_by_others
from backbreak.resident.quiet.sources import QuietError

# As PipeWire 0.3.65 prints it, shortened: a running stream of mutter's, with parameters nobody needs.
CAST = {
    "id": 31, "type": "PipeWire:Interface:Node", "version": 3, "permissions": ["r", "w", "x", "m"],
    "info": {
        "max-input-ports": 0, "n-output-ports": 1, "change-mask": ["state", "props"], "state": "running",
        "props": {
            "client.id": 30, "media.class": "Stream/Output/Video", "media.name": "meta-screen-cast-src",
            "node.driver": True, "node.name": "gnome-shell", "object.id": 31, "stream.is-live": True,
        },
        "params": {"EnumFormat": [{"mediaType": "video", "size": {"default": {"width": 64, "height": 64}}}]},
    },
}  # fmt: skip


def node(number: int, state: str = "running", **properties: str) -> dict[str, Any]:
    """A node; properties are named with "_" for "."."""
    named = {key.replace("_", "."): value for key, value in properties.items()}
    return {"id": number, "type": "PipeWire:Interface:Node", "info": {"state": state, "props": named}}


def casts_of(*nodes: dict[str, Any]) -> frozenset[int]:
    return running_casts(objects(json.dumps(nodes).encode()))


def test_what_is_printed_is_read_without_what_does_not_matter() -> None:
    (found,) = objects(json.dumps([CAST, {"id": 9, "type": "removed", "info": None}]).encode())
    assert "params" not in found["info"] and "client.id" not in found["info"]["props"]
    assert running_casts([found]) == {31}


@pytest.mark.parametrize(
    ("kind", "media", "name"),
    [
        ("Stream/Output/Video", "meta-screen-cast-src", "gnome-shell"),
        ("Stream/Output/Video", "kwin-screencast-DP-1", "kwin_wayland"),
        ("Video/Source", "xdpw-stream-AbCdEf", "xdg-desktop-portal-wlr"),
        ("Video/Source", "xdph-streaming-0", "xdg-desktop-portal-hyprland"),
        ("Stream/Output/Video", "niri-screen-cast-src", "niri"),
    ],
)
def test_every_desktop_has_its_name_for_a_shown_screen(kind: str, media: str, name: str) -> None:
    full = {"media_class": kind, "media_name": media, "node_name": name}
    assert casts_of(node(1, **full)) == {1}
    assert casts_of(node(1, **{**full, "media_name": ""})) == {1}
    assert casts_of(node(1, **{**full, "node_name": ""})) == {1}
    assert casts_of(node(1, "suspended", **full), node(2, "idle", **full)) == frozenset()


def test_a_camera_and_a_sound_are_no_shown_screen() -> None:
    assert casts_of(
        node(1, media_class="Video/Source", node_name="v4l2_input.pci-0000_00_14.0", media_role="Camera"),
        node(2, media_class="Video/Source", node_name="libcamera_input.0"),
        node(3, media_class="Stream/Output/Audio", node_name="gnome-shell"),
        node(4, media_class="Stream/Input/Video", node_name="firefox", media_name="webrtc-consume-stream"),
    ) == frozenset()  # fmt: skip


def test_a_thumbnail_that_plasma_draws_is_no_shown_screen() -> None:
    nodes = [
        node(1, media_class="Stream/Output/Video", media_name="kwin-screencast-firefox"),
        node(2, media_class="Stream/Input/Video", media_name="plasma-screencast-1"),
        node(3, media_class="Stream/Input/Video", media_name="webrtc-consume-stream"),
    ]
    casts, previews = running_casts(nodes), preview_takers(nodes)
    assert (casts, previews) == ({1}, {2})

    def link(giver: int, taker: int) -> dict[str, Any]:
        return {"id": 9, "info": {"output-node-id": giver, "input-node-id": taker}}

    assert not taken_by_others(casts, previews, [link(1, 2), link(7, 3)])
    assert taken_by_others(casts, previews, [link(1, 2), link(1, 3)])


JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.sampled_from(["running", "Video/Source", "niri"]),
        st.text(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["id", "info", "state", "props", "media.class", "node.name", "output-node-id", "x"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=30,
)


@given(st.one_of(st.binary(max_size=100), JSON.map(lambda made: json.dumps(made).encode())))
def test_rubbish_is_an_error_of_ours_and_no_other(dump: bytes) -> None:
    try:
        found = objects(dump)
    except QuietError:
        return
    taken_by_others(running_casts(found), preview_takers(found), found)

"""Journal lines for tests: the promised one, a plain entry, and any entry at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from backbreak.core.journal import Entry, Feel, Held, Outcome

PROMISED = (
    '{"v":1,"id":"01JD","rev":0,"at":"2026-11-23T10:02:11Z","utc_offset_min":60,"device":"desk-3fa1",'
    '"outcome":"completed","prompted":"2026-11-23T10:00:00Z","round":3,"exercise":"pelvis-lift","units":5,'
    '"planned_units":5,"owed_side":null,"seconds":120.0,"sat_s":7331,"snoozes":1,'
    '"held":[{"reason":"microphone","from":"2026-11-23T09:50:00Z","to":"2026-11-23T09:58:00.250Z"}],'
    '"feel":null,"deleted":false}')

AT = datetime(2026, 11, 23, 10, 2, 11, tzinfo=UTC)


def plain(**changes: Any) -> Entry:
    return replace(Entry(id="a", at=AT, outcome=Outcome.COMPLETED), **changes)


def with_key(key: str, value: object) -> str:
    return json.dumps({**json.loads(PROMISED), key: value})


texts = st.text(max_size=5)
names = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=5)
counts = st.integers(0, 2**53)
instants = st.datetimes(datetime(1970, 1, 2), datetime(8999, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000, tzinfo=UTC))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=3)
KNOWN = set(json.loads(PROMISED))
entries = st.builds(
    Entry, v=counts, id=names.filter(bool), rev=counts, at=instants, utc_offset_min=st.integers(-1439, 1439),
    device=names, outcome=st.sampled_from(Outcome), prompted=st.none() | instants,
    round=st.none() | counts, exercise=st.none() | names, units=st.none() | counts,
    planned_units=st.none() | counts, owed_side=st.sampled_from([None, "left", "right"]),
    seconds=st.floats(0, 1e6), sat_s=counts, snoozes=counts,
    held=st.lists(st.builds(Held, reason=names.filter(bool), start=instants, end=instants),
                  max_size=2).map(tuple),
    feel=st.none() | st.sampled_from(Feel), deleted=st.booleans(),
    extra=st.dictionaries(texts.filter(lambda key: key not in KNOWN), values, max_size=2))

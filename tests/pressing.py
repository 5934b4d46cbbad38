"""Presses in a component as a browser sends them, for what runs the app without one."""

from __future__ import annotations

import json

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState


def sent(component_id: str, event: str, value: object) -> WidgetState:
    """What the browser sends when a component is pressed."""
    return WidgetState(
        id=_make_trigger_id(component_id, "events"),
        json_trigger_value=json.dumps([{"event": event, "value": value}]),
    )

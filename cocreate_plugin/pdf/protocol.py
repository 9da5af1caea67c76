"""How a press and its worker talk: orders go as pickles, answers come back as JSON and bytes.

Answers are not pickled, because what a worker says may have been shaped by the documents it read.
"""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, BinaryIO

from .cache import finding
from .jobs import Order, Outcome

LENGTH = struct.Struct(">Q")


def send(channel: BinaryIO, content: bytes) -> None:
    """Send one message, its length first."""
    channel.write(LENGTH.pack(len(content)))
    channel.write(content)
    channel.flush()


def receive(channel: BinaryIO) -> bytes:
    """Wait for one message; EOFError when the other side is gone."""
    (length,) = LENGTH.unpack(_exactly(channel, LENGTH.size))
    return _exactly(channel, length)


def _exactly(channel: BinaryIO, length: int) -> bytes:
    content = channel.read(length)
    if len(content) < length:
        raise EOFError
    return content


def packed_order(order: Order) -> bytes:
    """Write an order; any error of pickling comes out."""
    return pickle.dumps(order)


def unpacked_order(content: bytes) -> Order:
    """Read an order, which imports the modules that it names."""
    order = pickle.loads(content)  # noqa: S301  The press sends it, nobody else can.
    if not isinstance(order, Order):
        raise TypeError(f"not an order: {type(order).__name__}")
    return order


def send_answer(channel: BinaryIO, outcome: Outcome, **signs: str | bool) -> None:
    """Send what came of an order, and signs such as `ready` or `last`."""
    findings = [asdict(one) for one in outcome.findings]
    head = {"pages": outcome.pages, "findings": findings, "pdf": outcome.pdf is not None, **signs}
    send(channel, json.dumps(head).encode())
    if outcome.pdf is not None:
        send(channel, outcome.pdf)


def receive_answer(channel: BinaryIO) -> tuple[Outcome, Mapping[str, Any]]:
    """Wait for what came of an order."""
    head = json.loads(receive(channel))
    pdf = receive(channel) if head["pdf"] else None
    return Outcome(pdf, head["pages"], tuple(finding(one) for one in head["findings"])), head

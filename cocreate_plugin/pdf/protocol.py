"""How a build and its workers talk: orders go as pickles, answers come back as JSON and bytes.

Answers are not pickled, because what a worker says may have been shaped by the documents it read;
for the same reason they are not believed to be short, or to be answers.
"""

from __future__ import annotations

import json
import pickle
import struct
from collections.abc import Mapping
from typing import BinaryIO

from . import findings
from .jobs import Order, Outcome

LENGTH = struct.Struct(">Q")
MOST_HEAD, MOST_PDF = 16_000_000, 1_000_000_000
"""Bytes of an answer that are waited for."""


def send(channel: BinaryIO, content: bytes) -> None:
    """Send one message, its length first."""
    channel.write(LENGTH.pack(len(content)))
    channel.write(content)
    channel.flush()


def receive(channel: BinaryIO, most: int = MOST_PDF) -> bytes:
    """Wait for one message; EOFError when the other side is gone, ValueError when it would be too long."""
    (length,) = LENGTH.unpack(_exactly(channel, LENGTH.size))
    if length > most:
        raise ValueError("too long")
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
    order = pickle.loads(content)  # noqa: S301  The build sends it, nobody else can.
    if not isinstance(order, Order):
        raise TypeError(f"not an order: {type(order).__name__}")
    return order


def send_answer(channel: BinaryIO, outcome: Outcome, **signs: str | bool) -> None:
    """Send what came of an order, and signs such as `ready` or `last`."""
    head = {
        "pages": outcome.pages,
        "findings": findings.written(outcome.findings),
        "pdf": outcome.pdf is not None,
        **signs,
    }
    send(channel, json.dumps(head).encode())
    if outcome.pdf is not None:
        send(channel, outcome.pdf)


def receive_answer(channel: BinaryIO) -> tuple[Outcome, Mapping[str, object]]:
    """Wait for what came of an order; ValueError when it is none."""
    head = findings.parsed(receive(channel, MOST_HEAD))
    pdf = receive(channel, MOST_PDF) if head.get("pdf") is True else None
    return Outcome(pdf, findings.count(head.get("pages")), findings.read(head.get("findings"))), head

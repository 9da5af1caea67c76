from __future__ import annotations

from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from cocreate_plugin.pdf.jobs import Finding, Fit, Order, Outcome
from cocreate_plugin.pdf.protocol import (
    packed_order,
    receive,
    receive_answer,
    send,
    send_answer,
    unpacked_order,
)
from tests.pdf import makers


def test_an_order_comes_out_as_it_went_in():
    order = Order(
        partial(makers.boxes, 3), Path("/handbook"), Path("/handbook/files"), Fit(10, 7, 1), forms=True
    )
    again = unpacked_order(packed_order(order))
    assert again.html() == order.html()
    assert (again.root, again.base, again.fit, again.forms) == (
        order.root,
        order.base,
        order.fit,
        order.forms,
    )


@pytest.mark.parametrize(
    "outcome", [Outcome(b"%PDF\n\x00", 2), Outcome(findings=(Finding("too-wide", "å", {"mm": 1.5}),))]
)
def test_an_answer_comes_out_as_it_went_in(outcome: Outcome):
    channel = BytesIO()
    send_answer(channel, outcome, last=True)
    channel.seek(0)
    assert receive_answer(channel) == (outcome, {"pages": outcome.pages, "last": True} | dict(head(outcome)))


def head(outcome: Outcome) -> dict[str, object]:
    findings = [{"code": each.code, "box": each.box, "facts": dict(each.facts)} for each in outcome.findings]
    return {"pdf": outcome.pdf is not None, "findings": findings}


@pytest.mark.parametrize("left", [0, 3, 8, 12])
def test_a_message_that_is_cut_off_is_an_end(left: int):
    channel = BytesIO()
    send(channel, b"content")
    with pytest.raises(EOFError):
        receive(BytesIO(channel.getvalue()[:left]))

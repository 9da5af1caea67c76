"""Which phase and which dialogue model serves which success factor."""

from cocreate_plugin.facts.coverage import coverage
from cocreate_plugin.testing import handbook


def document(title, front=""):
    return f"---\ntitle: {title}\npurpose: Why.\n{front}---\n"


def test_holes_are_where_nothing_published_serves_a_factor():
    book = handbook({
        "process/success-factors/a.md": document("A"),
        "process/success-factors/b.md": document("B"),
        "process/success-factors/c.md": document("C", "publish: no\n"),
        "process/phases/one.md": document("One", "success_factors: [b, a]\n"),
        "process/phases/two.md": document("Two", "success_factors: [a]\npublish: no\n"),
        "process/dialogue-models/x.md": document("X", "success_factors: [a]\n"),
    })  # fmt: skip
    assert [
        (each.factor.id, [one.id for one in each.phases], [one.id for one in each.models], each.hole)
        for each in coverage(book)
    ] == [("a", ["one"], ["x"], False), ("b", ["one"], [], True)]

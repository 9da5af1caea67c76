"""Citations and entries, author and date, in the handbook's language."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from cocreate_plugin.cite import Bibliography, bibliography
from cocreate_plugin.prose import Citation
from cocreate_plugin.sources.bibliography import read_bibliography
from tests.steps import steps

SOURCES = r"""
@article{three, author={Mårtensson, Anna and Ingelsson, Pernilla and Bäckström, Ingela}, title={Co-creation}, year=2020,
  journal={Quality \& Prosperity}, volume=24, number=2, pages={1--12}, doi={10.1/a<b>}}
@article{two, author={Öberg, Eva and Åberg, Bo}, title={Why?}, year=2019, journal={J}, url={https://e.se/?a=1&b=2}}
@article{Two, author={Öberg, Eva and Åberg, Bo}, title={How}, year=2019}
@misc{undated1, author={{Sveriges Kommuner och Regioner}}, title={First}}
@misc{undated2, author={{Sveriges Kommuner och Regioner}}, title={Second}}
@incollection{chapter, author={van der Berg, Jan}, title={Chap}, booktitle={Book}, editor={Ed, E. and Fox, F.},
  pages={10-20}, publisher={P}, year=2001, edition=3}
@phdthesis{thesis, author={A, B}, title={T}, school={Uni}, year={1999/2000}, type={Doctoral dissertation}}
@techreport{report, author={{OECD}}, institution={OECD}, title={Rep}, number=12, year={in press}}
@weird{untitled}
@weird{unnamed, title={<b>*No_body*</b>}, howpublished={\url{https://e.se/x}}}
@book{others, author={Zed, A. and others}, title={O}, year=2014}
@book{angstrom, author={Ångström, A.}, title={A}, year=2014}
"""
ENTRIES, _ = read_bibliography(SOURCES, "sources.bib")


def in_language(language: str) -> Bibliography:
    return bibliography(ENTRIES, language)


def said(language: str, *keys: str) -> str:
    return in_language(language).citation(tuple(Citation(*key.partition("|")[::2], 1, 1) for key in keys))


@pytest.mark.parametrize(
    ("key", "english", "swedish"),
    [
        ("three|p. 12", "(Mårtensson et al., 2020, p. 12)", "(Mårtensson m.fl., 2020, s. 12)"),
        ("three|s. 3-4", "(Mårtensson et al., 2020, pp. 3–4)", "(Mårtensson m.fl., 2020, s. 3–4)"),
        ("three|12", "(Mårtensson et al., 2020, p. 12)", "(Mårtensson m.fl., 2020, s. 12)"),
        ("three|kap. 3", "(Mårtensson et al., 2020, chap. 3)", "(Mårtensson m.fl., 2020, kap. 3)"),
        ("three|the end", "(Mårtensson et al., 2020, the end)", "(Mårtensson m.fl., 2020, the end)"),
        ("two", "(Öberg and Åberg, 2019b)", "(Öberg och Åberg, 2019b)"),
        ("Two", "(Öberg and Åberg, 2019a)", "(Öberg och Åberg, 2019a)"),
        ("undated2", "(Sveriges Kommuner och Regioner, n.d.-b)", "(Sveriges Kommuner och Regioner, u.å.-b)"),
        ("chapter", "(van der Berg, 2001)", "(van der Berg, 2001)"),
        ("report", "(OECD, in press)", "(OECD, in press)"),
        ("others", "(Zed et al., 2014)", "(Zed m.fl., 2014)"),
        ("unnamed", r"(*\<b\>\*No\_body\*\</b\>*, n.d.)", r"(*\<b\>\*No\_body\*\</b\>*, u.å.)"),
    ],
)
def test_citations_follow_the_language(key: str, english: str, swedish: str) -> None:
    assert said("en", key) == english
    assert said("sv", key) == swedish


def test_several_are_cited_together_in_the_order_of_the_list() -> None:
    assert (
        said("en", "Two", "three|p. 1", "nobody")
        == "(Mårtensson et al., 2020, p. 1; Öberg and Åberg, 2019a; nobody?)"
    )
    assert said("en", "nobody") == "(nobody?)"


def test_entries_follow_the_language() -> None:
    assert in_language("en").entry("three") == (
        "Mårtensson, A., Ingelsson, P., and Bäckström, I. (2020). Co-creation. <i>Quality &amp; Prosperity</i>, <i>24</i>(2), "
        '1–12. <a href="https://doi.org/10.1/a&lt;b&gt;">https://doi.org/10.1/a&lt;b&gt;</a>'
    )
    assert (
        in_language("sv")
        .entry("three")
        .startswith("Mårtensson, A., Ingelsson, P. och Bäckström, I. (2020). Co-creation.")
    )
    assert in_language("sv").entry("chapter") == (
        "van der Berg, J. (2001). Chap (3:e uppl.). I E. Ed och F. Fox (Red.), <i>Book</i> (s. 10–20). P."
    )
    assert in_language("en").entry("thesis") == "A, B. (1999–2000). <i>T</i> [Doctoral dissertation]. Uni."


def test_an_organisation_that_publishes_itself_is_named_once() -> None:
    assert in_language("en").entry("report") == "OECD. (in press). <i>Rep</i> (12)."


def test_entries_link_to_their_address() -> None:
    assert in_language("en").entry("two") == (
        'Öberg, E., and Åberg, B. (2019b). Why? <i>J</i>. <a href="https://e.se/?a=1&amp;b=2">https://e.se/?a=1&amp;b=2</a>'
    )
    assert in_language("en").entry("unnamed").endswith('<a href="https://e.se/x">https://e.se/x</a>')
    assert "<b>" not in in_language("en").entry("unnamed")


def test_keys_are_sorted_as_a_reader_of_the_language_looks_them_up() -> None:
    assert in_language("sv").keys[-3:] == ("angstrom", "Two", "two")
    assert in_language("en").keys.index("angstrom") < in_language("en").keys.index("three")


@pytest.mark.parametrize("language", ["en", "en-GB", "sv", "sv-SE", "de", "fi", "xx", ""])
def test_no_entry_and_no_language_is_refused(language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = in_language(language)
        assert all(made.entry(key) and made.citation((Citation(key, "", 1, 1),)) for key in made.keys)
    assert bibliography({}, language).keys == ()


def test_the_handbook_s_own_sources_are_listed_each_in_as_many_steps() -> None:
    path = Path(__file__).parents[1] / "process" / "sources.bib"
    entries, _ = read_bibliography(path.read_text("utf-8"), "sources.bib")

    def listed() -> list[str]:
        made = bibliography(entries, "sv")
        return [made.entry(key) for key in made.keys]

    assert len(listed()) == len(entries)
    assert steps(listed) < 10_000 * len(entries)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("langid = {swedish}", "sv"),
        ("language = {svenska}", "sv"),
        ("langid = {ngerman}", "de"),
        ("language = {pt-BR}", "pt-BR"),
        ("langid = {english}", ""),
        ("langid = {klingon-x}", ""),
        ("note = {Nothing said}", ""),
    ],
)
def test_a_source_in_another_language_is_marked_as_such(field: str, code: str) -> None:
    text = f"@book{{one,\n  title = {{{{Tillit}}}},\n  year = {{2020}},\n  {field},\n  url = {{https://e.se/}}\n}}\n"
    entries, _ = read_bibliography(text, "sources.bib")
    entry = bibliography(entries, "en").entry("one")
    assert entry.startswith(f'<span lang="{code}">') == bool(code) and entry.endswith("</span>") == bool(code)
    assert "Tillit" in bibliography(entries, "en").citation((Citation("one", "", 1, 1),))

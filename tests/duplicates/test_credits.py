"""Agencies are known by datelines, credit lines, bylines and sites; quoting one makes no copy of it."""

from __future__ import annotations

import pytest

from pourparler.duplicates import fingerprint
from tests.duplicates.writing import article

BODY = " The ministers met for six hours and parted without a date. " * 12


@pytest.mark.parametrize(
    ("opening", "agency"),
    [
        ("KYIV, July 9 (Reuters) - Ministers met.", "Reuters"),
        ("LVIV, Ukraine (AP) — Ministers met.", "Associated Press"),
        ("WASHINGTON (AP) -- Ministers met.", "Associated Press"),
        ("HALE, Norland (AP/KXYZ) — Ministers met.", "Associated Press"),
        ("MOSCOW, February 24. /TASS/. Ministers met.", "TASS"),
        ("KYIV. Feb 3 (Interfax-Ukraine) – Ministers met.", "Interfax-Ukraine"),
        ("BEIJING, March 3 (Xinhua) -- Ministers met.", "Xinhua"),
        ("Berlin (dpa) - Die Minister trafen sich.", "dpa"),
        ("Madrid, 3 mar (EFE).- Los ministros se reunieron.", "EFE"),
        ("ANKARA (AA) - Ministers met.", "Anadolu"),
        ("МОСКВА, 24 фев - РИА Новости. Министры встретились.", "RIA Novosti"),
        ("A caption of two lines. PARIS, March 1 (AFP) — Ministers met.", "AFP"),
    ],
)
def test_a_dateline_credits_the_whole_text(opening: str, agency: str) -> None:
    mark = fingerprint(article(opening + BODY))
    assert (mark.agency, mark.firm) == (agency, True)


@pytest.mark.parametrize(
    ("closing", "agency", "firm"),
    [
        ("— AP", "Associated Press", True),
        ("(Reuters)", "Reuters", True),
        ("© 2026 AFP", "AFP", True),
        ("Copyright 2026 The Associated Press. All rights reserved.", "Associated Press", True),
        ("Source: Ukrinform", "Ukrinform", True),
        ("(Reporting by Ann Example and Bo Sample; Editing by Cy Test)", "Reuters", True),
        ("This article was originally published by RIA Novosti", "RIA Novosti", True),
        ("Follow AP’s coverage of the talks at its hub", "Associated Press", True),
        ("The Associated Press contributed to this report.", "Associated Press", False),
        ("Reuters and The Associated Press contributed to this report.", "Reuters", False),
        ("With reporting from AFP", "AFP", False),
        ("Mit Material von dpa", "dpa", False),
        ("Con información de EFE", "EFE", False),
    ],
)
def test_a_credit_at_the_foot_is_read_in_the_text_and_in_what_was_cut(closing: str, agency: str, firm: bool) -> None:
    for found in (article(BODY + "\n\n" + closing), article(BODY, removed=("Share", closing))):
        mark = fingerprint(found)
        assert (mark.agency, mark.firm) == (agency, firm)


@pytest.mark.parametrize(
    ("byline", "agency", "firm"),
    [
        ("Reuters", "Reuters", True),
        ("By The Associated Press", "Associated Press", True),
        ("Ann Example, AP", "Associated Press", True),
        ("Ann Example and AFP", "AFP", False),
        ("Ann Example", None, False),
    ],
)
def test_a_byline_is_the_agencys_or_shared_with_it(byline: str, agency: str | None, firm: bool) -> None:
    mark = fingerprint(article(BODY, byline=byline))
    assert (mark.agency, mark.firm) == (agency, firm)


def test_an_agencys_own_site_needs_no_credit() -> None:
    assert fingerprint(article(BODY, outlet="www.reuters.com")).agency == "Reuters"
    assert fingerprint(article(BODY, outlet="notreuters.com")).agency is None


@pytest.mark.parametrize(
    ("sentence", "agencies"),
    [
        ("The envoy told Reuters that talks go on.", ("Reuters",)),
        ("Russia's state news agency TASS reported the call.", ("TASS",)),
        ("He was quoted by the Interfax news agency as saying so.", ("Interfax",)),
        ("According to AFP and to others, and as dpa reported, it failed.", ("AFP", "dpa")),
        ("She told the Associated Press no.", ("Associated Press",)),
        ("The map of the area, an ap and a paper.", ()),
        ("Reuters is a company with an office in Hale.", ()),
    ],
)
def test_reliance_is_recorded_and_is_no_credit(sentence: str, agencies: tuple[str, ...]) -> None:
    mark = fingerprint(article(BODY + sentence + BODY))
    assert mark.relies == agencies
    assert mark.agency is None


@pytest.mark.parametrize("text", ["", "(", "(AP) (AP) (AP)" * 2000, "Reporting by " * 5000, "A " * 60_000 + "(Reuters"])
def test_odd_texts_cost_little_and_raise_nothing(text: str) -> None:
    assert fingerprint(article(text)).words >= 0

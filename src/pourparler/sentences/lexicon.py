"""Abbreviations and sentence openers of English news prose.

The library's own list was learnt from legal and scientific text and holds many ordinary words and names
("Poland.", "chaos.", "week." count as abbreviations there), so it is not used. Chosen 2026-11 on edited English:
the web log and newsgroup parts of the English Web Treebank and a look at news of 2022.
"""

from __future__ import annotations

__all__ = ["ABBREVIATIONS", "BOUND", "CAPITAL_ONLY", "NUMBERED", "OPENERS", "STRONG_OPENERS"]

_BOUND = """
mr mrs ms messrs mx dr drs prof rev fr hon st ste mt ft
gen lt col maj brig capt cmdr cdr comdr adm sgt cpl pvt pfc cmd ens
sen sens rep reps gov govs amb pres supt det insp asst assoc atty dist mme mlle
vs viz cf approx ca e.g i.e a.k.a
"""
_NUMBERED = "no nos art arts sec secs fig figs vol vols p pp ch para paras app ver ed eds op res"
_OPEN = """
jan feb mar apr jun jul aug sept sep oct nov dec
mon tue tues wed thu thur thurs fri sat sun
ala ariz ark calif colo conn del fla ga ind ill kan ky la mass mich minn miss mo mont neb nev okla ore pa
tenn tex va vt wash wis wyo
inc ltd corp co bros plc llc dept univ assn intl
jr sr ph.d m.d m.p u.s u.k u.n e.u u.a.e u.s.a u.s.s.r d.c l.a n.y n.j n.c s.c n.h n.m n.d s.d r.i w.va
a.m p.m al est ret esq hq tel max min avg incl lit sq km mph
"""
_CAPITAL_ONLY = """
mar ala ark del ga ind ill la mass miss mo ore pa va wash mont sun sat wed mon co sr fri al est ret fr gen
max min lit sen ste ens
"""
_STRONG_OPENERS = """
the this that these those there he she it they we but and although however because while when where what who
his her its their our my your if after before during since until despite according meanwhile nor yet or
some many most several all both each another other such only even now then thus instead also still
"""
_OPENERS = """
a an i you in on at as by for from with to of so no not how why which whether one two three once just
earlier later last asked about among over under through without within
"""

BOUND = frozenset(_BOUND.split())
"""Abbreviations that stand before a name or a number, so that a capital letter after them opens no sentence."""

NUMBERED = frozenset(_NUMBERED.split())
"""Abbreviations only where a number follows: "No. 5", but "He said no. Then ..."."""

CAPITAL_ONLY = frozenset(_CAPITAL_ONLY.split())
"""Abbreviations that are words in lower case: "Portland, Ore." but "iron ore."."""

ABBREVIATIONS = BOUND | frozenset(_OPEN.split())
"""Everything whose full stop may not end a sentence, in lower case and without its last full stop."""

STRONG_OPENERS = frozenset(_STRONG_OPENERS.split())
"""Words that, capitalised after a full stop, open a sentence and are hardly ever a name."""

OPENERS = STRONG_OPENERS | frozenset(_OPENERS.split())
"""Openers after an abbreviation that is more than one letter."""

"""How well a statement is sourced, by the words of its source: named, office, unnamed, document, none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pourparler import actors
from pourparler.actors.offices import BODIES, OFFICE_HOLDERS, SPOKESPERSONS
from pourparler.actors.vocabulary import vocabulary
from pourparler.statements.roles import HEADS, PREPOSITIONS, SENTENCE_OPENERS

if TYPE_CHECKING:
    from pourparler.types import Sourcing

__all__ = ["INSTITUTIONS", "classify", "head", "noun_phrase"]

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|['’]s\b|\w+(?:(?:-|['’](?!s\b))\w+)*|[^\w\s]")
_DETERMINERS = vocabulary(
    """
    the a an this that these those his her its their our my your one another each
    """
)
_DEFINITE = _DETERMINERS - {"a", "an", "another", "each", "one"}
_ENDS = vocabulary(
    """
    , ; : ( ) — – who which that whose where when close familiar involved briefed speaking working released
    published conducted surveyed issued obtained seen dated signed written commissioned
    """
)
_LONGEST_PHRASE = 400  # characters of a source that are looked at

_DOCUMENTS = vocabulary(
    """
    report reports statement statements poll polls polling survey surveys study studies research letter letters
    document documents memo memos memorandum book books law laws legislation bill bills article articles story
    stories account accounts newspaper newspapers paper papers magazine magazines outlet outlets broadcaster
    broadcasters channel channels website websites site webpage page transcript transcripts resolution
    resolutions treaty treaties agreement agreements accord communiqué communique declaration data figures
    statistics numbers email emails e-mail e-mails ad ads tweet tweets post posts message messages video videos
    footage recording recordings audio constitution editorial editorials op-ed column columns ruling rulings
    order orders decree decrees filing filings complaint lawsuit indictment affidavit records cable cables
    dossier release text texts pamphlet brochure blog headline headlines caption transcript testimony speech
    plan proposal draft blueprint charter rules rule tallies inquiry inquiries investigation investigations
    guidelines assessment assessments analysis analyses review audit findings evidence media press results
    images photos map leaflet notice comments arguments argument regulations regulation remarks words platform
    manifesto note readout summary list chronicle biography memoir film documentary episode press-release
    """
)
_OUTLETS = vocabulary(
    """
    reuters ap afp bbc cnn nbc abc cbs pbs npr msnbc cnbc tass interfax bloomberg politico xinhua anadolu
    breitbart axios vox slate salon dpa upi kyodo yonhap ukrinform unian meduza bild spiegel time newsweek
    gallup twitter wikileaks telegraph guardian independent economist atlantic forbes fortune haaretz nyt wsj rt
    sputnik buzzfeed mcclatchy vice ipsos rasmussen quinnipiac
    """
)
_OUTLET_ENDS = vocabulary(
    """
    times post journal news herald tribune gazette telegraph guardian magazine daily tv radio television
    chronicle globe observer examiner standard mail express mirror sun star register reporter pravda novosti
    monde figaro zeitung jazeera arabiya newspaper press beast caller wire sentinel tennessean inquirer bulletin
    dispatch
    """
)
_PEOPLE = vocabulary(
    """
    surrogates surrogate blogger bloggers source sources person persons people someone somebody anyone everyone
    nobody many some several few others other one two three most all both those any none half analysts analyst
    observers observer experts expert officials official diplomat diplomats aide aides adviser advisers advisor
    advisors critics critic residents resident witnesses witness eyewitnesses lawmakers lawmaker voters voter
    soldiers soldier troops fighters insiders insider allies ally opponents supporters politicians politician
    leaders commentators pundits pundit economists historians scholars lawyers attorneys reporters reporter
    journalists journalist activists activist protesters demonstrators citizens republicans democrats
    conservatives liberals women men woman man negotiators negotiator senators ministers generals envoys
    ambassadors strategists strategist members member employees employee workers worker friends friend patriots
    relatives neighbors neighbours delegates candidates evangelicals respondents attendees participants students
    parents investors traders figures skeptics sceptics detractors admirers fans folks americans ukrainians
    russians europeans villagers refugees survivors victims locals civilians whites blacks latinos hispanics
    counterparts colleagues colleague they you them us we who whom anybody rivals operatives operative
    consultants researchers doctors advocates advocate democrat republican conservative liberal backers backer
    donors staffers staffer veterans judges governors mayors elites crowd audience public world majority percent
    """
)
_ORGANISATIONS = BODIES | vocabulary(
    """
    campaign company firm group union party bank city town county country nation west community family
    university college school team organization organisation association network club church panel foundation
    fund think-tank business corporation industry board assembly house society institute site's airline ministry
    pac factory camp circle unit wing faction clan kingdom republic federation hospital museum charity watchdog
    regulator lobby cartel
    """
)
# A capitalised run with one of these is an institution, an outlet or a place, and no person.
INSTITUTIONS = BODIES | vocabulary(
    """
    house white party university college institute times post journal news herald tribune gazette telegraph
    guardian magazine daily street avenue square city county republic states union nations group association
    federation foundation society organization organisation committee conference district airport bank fund
    international national center centre project act agreement treaty convention war peace sea ocean river
    island islands north south east west northern southern eastern western region province oblast church mosque
    school hospital company corporation inc ltd initiative forum summit congress press tv radio channel network
    club league watch department security foreign european american poll polls campaign plan day week year month
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december republicans democrats republican democrat democratic christian muslim
    islamic jewish amendment twitter facebook telegram youtube google review report academy museum supporters
    voters law bill deal administration
    """
)
_PERSONAL = re.compile(r"(?:ist|er|or|ian|ee|ant|man|woman|ent|eur|person)$")
_PERSONAL_PLURAL = re.compile(r"(?:ists|ers|ors|ians|ees|ants|ents|als|eurs|ans|ics|ies|ives|kids|guys|crats)$")
_TRAILING = vocabulary(
    """
    each both all also today now yesterday too himself herself itself themselves alone 's ’s
    """
)
_COLLECTIVE = re.compile(
    r"(?:even )?(?:(?:an?|the) )?(?:\w+ )?"
    r"(?:third|quarter|majority|minority|group|numbers?|handful|couple|crowd|army|bunch) of ",
    re.IGNORECASE,
)
_QUANTIFIED = re.compile(
    r"(?:even )?(?:about |around |roughly |nearly |almost |at least |only |just |more than |some |over )*"
    r"(?:\d[\d.,]*(?![\w-])|two|three|four|five|six|seven|eight|nine|ten|half|most|many|several|some|few|majorities|one|none|"
    r"hundreds|thousands|dozens|scores|millions|nothing|nobody)\b"
    r"(?: (?:in|out of) \w+| percent| per cent|%)?",
    re.IGNORECASE,
)


def noun_phrase(words: str) -> list[str]:
    """Return the tokens of a source up to its first complement: ``a source close to the talks`` -> a, source."""
    core: list[str] = []
    for token in _TOKEN.findall(words[:_LONGEST_PHRASE]):
        lower = token.lower()
        if core and (lower in _ENDS or lower in PREPOSITIONS):
            break
        if token[0].isalnum() or token[0] in "'’":
            core.append(token)
    while len(core) > 1 and core[-1].lower() in _TRAILING:
        core.pop()
    return core


def head(words: str) -> str:
    """Return the head noun of a source in lower case, or an empty string."""
    core = noun_phrase(words)
    return core[-1].lower() if core else ""


def classify(words: str) -> Sourcing:
    """Tell how well sourced a statement with this source is.

    Args:
        words: The source as the text has it; empty where there is none.

    Returns:
        ``named`` for a person; ``office`` for a body, an organisation, a spokesperson or a title without a name;
        ``unnamed`` for people without a name; ``document`` for a report, a law or an outlet; ``none`` without a source.
    """
    return _class_of(words[:_LONGEST_PHRASE])


@lru_cache(maxsize=2048)
def _class_of(words: str) -> Sourcing:
    """Tell the class of a source by its words alone; an article has the same few again and again."""
    core = noun_phrase(words)
    if not core:
        return "none"
    return "unnamed" if _COLLECTIVE.match(words) else _by_head(core) or _by_shape(words, core)


def _by_head(core: list[str]) -> Sourcing | None:
    """Tell by the head noun, where a list knows it."""
    noun = core[-1].lower()
    bare = " ".join(core[1:] if core[0].lower() in _DETERMINERS else core)
    singular = {noun, noun.removesuffix("s"), f"{noun.removesuffix('ies')}y"}
    sourcing: Sourcing | None = None
    if _speaks_for_self(core):
        sourcing = "unnamed"
    elif _is_outlet(core) or noun in _DOCUMENTS:
        sourcing = "document"
    elif (actors.lookup(bare) and not _is_nationality(core)) or noun in SPOKESPERSONS:
        sourcing = "office"
    elif noun in _PEOPLE:
        sourcing = "unnamed"
    elif singular & _ORGANISATIONS:
        sourcing = "office"
    elif noun in HEADS:
        sourcing = "office" if _is_title(core) else "unnamed"
    return sourcing


def _speaks_for_self(core: list[str]) -> bool:
    """Say whether the phrase is a former office holder; his spokeswoman still is an office."""
    lower = [word.lower().replace("’", "'") for word in core]
    return bool({"former", "ex"} & set(lower[:2])) and "'s" not in lower


def _by_shape(words: str, core: list[str]) -> Sourcing:
    """Tell by capitals and number where no list knows the head noun."""
    noun = core[-1]
    if core[0].lower() in {"those", "many", "some", "most"} or _QUANTIFIED.match(words.strip()):
        return "unnamed"
    capitals = [token for token in core if token[0].isupper() and token.lower() not in _DETERMINERS]
    if noun[0].isupper() and capitals:
        return _proper(core, capitals)
    if noun.lower().endswith("s") and not noun.endswith(("ss", "us", "is")):
        return "unnamed" if _PERSONAL_PLURAL.search(noun.lower()) else "document"
    # What speaks and is neither a person nor a body is something written or shown: "the list", "the move".
    return "unnamed" if _PERSONAL.search(noun.lower()) else "document"


def _is_title(core: list[str]) -> bool:
    """Say whether a phrase is an office without its holder's name: ``the Russian president``."""
    opening = core[0]
    definite = opening.lower() in _DEFINITE or opening[0].isupper()
    return definite and core[-1].lower() in OFFICE_HOLDERS and not core[-1].endswith("s") and "and" not in core


def _proper(core: list[str], capitals: list[str]) -> Sourcing:
    """Tell a proper name's class: an acronym or "The ..." is a body, a plural a group, the rest a person."""
    noun = capitals[-1]
    if all(token.lower() in SENTENCE_OPENERS for token in capitals):
        return "unnamed"  # "According": no name at all
    if _is_nationality(core) or (len(capitals) == 1 and noun.endswith(("ists", "crats", "icans", "ians"))):
        return "unnamed"
    if any(token.lower() in INSTITUTIONS for token in capitals):
        return "unnamed" if noun.lower().endswith(("ans", "rs", "ts")) else "office"
    if core[0].lower() in _DETERMINERS or (noun.isupper() and len(noun) > 1) or len(capitals) > 3:
        return "office"
    if "and" in core or "&" in core:
        return "office"
    return "named"


def _is_outlet(core: list[str]) -> bool:
    """Say whether the phrase is a newspaper, a broadcaster or a news agency."""
    noun = core[-1]
    if noun.lower() in _OUTLETS and noun[0].isupper() and len(core) <= 2:
        return True
    return len(core) > 1 and noun[0].isupper() and noun.lower() in _OUTLET_ENDS and core[-2][0].isupper()


def _is_nationality(core: list[str]) -> bool:
    """Say whether the phrase is people of a nation: ``the Russians``."""
    noun = core[-1]
    return (
        noun.endswith("s")
        and len(noun) > 4
        and actors.lookup(noun) is not None
        and actors.lookup(noun[:-1]) is not None
    )

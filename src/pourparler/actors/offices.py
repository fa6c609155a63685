"""Words for those who speak and act for a party: office holders, and bodies.

Closed lists, lower case, singular and plural. They are the vocabulary of appointments in news English, gathered from
reading conflict news; a word that is missing makes a role or a party unknown, never wrong.
"""

from __future__ import annotations

from pourparler.actors.vocabulary import vocabulary

__all__ = ["BODIES", "NOT_SPEAKING_FOR", "OFFICE_HOLDERS", "PORTFOLIOS", "SPOKESPERSONS"]

SPOKESPERSONS = vocabulary(
    """
    spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople spokespersons
    """
)

OFFICE_HOLDERS = SPOKESPERSONS | vocabulary(
    """
    president presidents vice-president president-elect premier premiers pm minister ministers chancellor
    chancellors king queen prince princess emir sultan emperor sheikh ayatollah pope leader leaders chief chiefs
    head heads secretary secretaries secretary-general undersecretary under-secretary under-secretary-general
    subsecretary official officials ambassador ambassadors envoy envoys diplomat diplomats consul attaché
    attache delegate delegates representative representatives negotiator negotiators mediator mediators adviser
    advisers advisor advisors aide aides commander commanders commander-in-chief general generals admiral
    colonel major captain lieutenant sergeant marshal brigadier officer officers chairman chairwoman chairperson
    chair co-chair vice-chairman speaker lawmaker lawmakers senator senators congressman congresswoman mp mps
    parliamentarian parliamentarians deputy deputies governor governors commissioner commissioners ombudsman
    prosecutor prosecutors director directors colonel-general lieutenant-general major-general
    """
)

BODIES = vocabulary(
    """
    government governments administration cabinet ministry ministries army armies military navy marines forces
    force troops fighters police intelligence agency agencies department authorities authority leadership side
    regime embassy consulate mission command staff council commission parliament congress senate legislature
    delegation court courts tribunal junta presidency premiership headquarters secretariat alliance bloc
    coalition movement service services office bureau directorate chancellery committee militia rebels
    insurgents separatists militants guard guards corps state crown palace
    """
)

NOT_SPEAKING_FOR = vocabulary(
    """
    former ex opposition dissident dissidents exiled ousted deposed jailed imprisoned retired late disgraced
    analyst analysts expert experts critic critics activist activists journalist journalists reporter reporters
    correspondent correspondents professor historian historians scholar scholars economist economists author
    editor editors oligarch businessman billionaire resident residents citizen citizens refugee refugees
    villager villagers candidate candidates blogger bloggers defector defectors mayor mayors media newspaper
    newspapers television company companies bank university city region regional club team league coach player
    news scientist scientists researcher researchers party potential prospective aspiring would-be
    """
)

# What stands between a country and an office: "Jordan Foreign Minister", "Israel Defence Ministry".
PORTFOLIOS = vocabulary(
    """
    foreign prime defence defense interior finance economy energy trade justice health culture education agriculture
    transport vice deputy first chief acting then interim national security state federal special supreme permanent
    armed air border central presidential parliamentary military naval and of football olympic
    """
)

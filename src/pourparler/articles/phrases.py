"""The words of page furniture, by kind, as news sites print them.

``LINES`` are whole lines, compared without case and punctuation. ``LABELS`` open a line that goes on with the title of
another article ("Read also: ..."), and ``HEADINGS`` stand above a list of such titles.
"""

from __future__ import annotations

import re

__all__ = ["AGENCIES", "DOUBTFUL", "HEADINGS", "LABELS", "LINES", "NETWORKS", "NEXT", "PREVIOUS", "SHARING"]

_LINES = {
    "summary": """
        no time to read | get a summary | get the summary | get summary | short on time | in a hurry | quick summary
        read the summary | show summary | hide summary | view summary | ai summary | ai generated summary | tl dr
        summarize this article | summarise this article | summarize article | summarise article | generate summary
        tempo de leitura | summarize with ai | summarise with ai
        get a quick summary | read in brief | read the short version
        get the gist | listen to this article | listen to article | listen to this story | listen to the article
        listen | play audio | audio version | this article was narrated by a computer
    """,
    "more": """
        read more | read more here | read also | also read | see also | see more | read full story | read the full story
        read full article | read the full article | continue reading | keep reading | continue reading below
        read on | read next | read now | learn more | find out more | view more | load more | show more | show less
        view all | see all | more here | click here | click here to read more | tap here to read more | full story
        expand | collapse | back to top | top | go to homepage | jump to comments | skip to content
        skip to main content | view gallery | view image | view images | view photos | open image in gallery
        view image in fullscreen | enlarge image | enlarge | hide caption | show caption | toggle caption | zoom in
        open in app | report a typo | report an error | print this page | print article
        читайте також | читайте также | читать далее | подробнее | lire aussi | à lire aussi | a lire aussi
        lesen sie auch | mehr zum thema | lea también | leer más | leggi anche | lees ook | leia também | leia mais
    """,
    "share": """
        share | share this | share this article | share this story | share this post | share this page | share article
        share story | share via | share on | share to | share it | share with friends | spread the word | tweet
        tweet this | share on facebook | share on twitter | share on x | share on linkedin | share on whatsapp
        share on telegram | share on reddit | share via email | share by email | share via whatsapp | pin it
        print | email
        email this | email this article | email to a friend | email a friend | send to a friend | send by email
        print this | copy link | copy the link | copy url | link copied | link copied to clipboard | copied
        save | save article | save for later | save this story | bookmark | bookmark this article | gift article
        gift this article | click to share | click to print | share options | more sharing options | share save
        share full article | close share options | like this | like loading | поделиться | поділитися | partager
        teilen | compartir | condividi | compartilhar | compartilhe | delen
    """,
    "newsletter": """
        newsletter | newsletters | our newsletter | sign up | sign up now | sign up here | sign me up | subscribe
        subscribe now | subscribe today | subscribe here | subscribed | get updates | get alerts | get the newsletter
        enter your email | enter your email address | your email address | email address | invalid email
        please enter a valid email address | thank you for subscribing | thanks for subscribing | no thanks
        you are now subscribed | youre now subscribed | you have successfully subscribed | stay informed
        stay up to date | stay in the loop | never miss a story | dont miss a story | подписаться | підписатися
        подписывайтесь | підписуйтесь
    """,
    "app": """
        download the app | download our app | get the app | get our app | install the app | open the app | use the app
        download on the app store | get it on google play | available on the app store | app store | google play
        scan the qr code to download the app | enable notifications | allow notifications | turn on notifications
        follow us | follow us on | join us | join our channel | follow | following | add to home screen
        add us on google | add as preferred source on google
    """,
    "advertisement": """
        advertisement | advertisements | advertising | advert | ad | ads | sponsored | sponsored content | promoted
        promoted content | paid content | paid post | partner content | advertorial | sponsored by | presented by
        skip advertisement | skip ad | close ad | remove ads | ad feedback | report this ad | hide ad
        why you are seeing this ad | this ad will end in | scroll to continue | scroll to continue with content
        story continues below | story continues | article continues below | article continues below ad
        advertisement scroll to continue | advertisement scroll to continue reading | loading | loading ad
        story continues below advertisement | article continues after ad | article continues after advertisement
        story continues after ad | continue reading the main story | content continues below | реклама | publicité
        anzeige | werbung | publicidad | publicidade | pubblicità | advertentie
    """,
    "comments": """
        comments | leave a comment | leave a reply | add a comment | post a comment | post comment | write a comment
        comment | show comments | view comments | hide comments | load comments | read comments | see comments
        join the conversation | join the discussion | be the first to comment | no comments | no comments yet
        have your say | comments are closed | comments are off | reply | cancel reply | log in to comment
        sign in to comment | report comment
    """,
    "cookies": """
        accept | accept all | accept cookies | accept all cookies | reject all | reject all cookies | allow all
        allow cookies | cookie settings | cookie preferences | manage cookies | manage preferences | manage choices
        i accept | i agree | got it | privacy settings | cookie notice | cookie policy | we value your privacy
        we care about your privacy | your privacy | your privacy choices | necessary cookies only
    """,
    "paywall": """
        subscribe to read | subscribe to continue | subscribe to continue reading | subscribe to keep reading
        subscribe to read more | subscribe to read the full article | subscribe to read the full story
        subscribe to unlock this article | subscribe to unlock | log in to continue | sign in to continue
        log in to continue reading | sign in to continue reading | register to continue reading | register to read
        sign in to read | log in to read | log in | login | sign in | register | register now | register for free
        create an account | create a free account | create free account | already a subscriber
        already a subscriber log in | already a subscriber sign in | already a member | already registered
        already have an account | already have an account log in | already have an account sign in
        start your free trial | start free trial | unlock this article | unlock full article | premium
        premium content | premium article | subscriber only | subscribers only | for subscribers | for subscribers only
        exclusive to subscribers | exclusively for subscribers | members only | become a member
        see subscription options
        view subscription options | support us | donate | donate now | support our journalism | support our work
    """,
}

_HEADINGS = """
    related | related stories | related articles | related news | related posts | related content | related coverage
    related topics | related links | related story | related article | related reading | related items | related tags
    more stories | more news | more articles | more on this story | more on this topic | more on this | more coverage
    more from this section | more from this author | more like this | more to read | more for you | further reading
    you may also like | you might also like | you may like | you might like | you may be interested in
    you might be interested in | you may also be interested in | you might also be interested in | recommended
    recommended for you | recommended stories | recommended articles | recommended reading | we recommend
    suggested for you | suggested stories | picked for you | read next | up next | what to read next | next up
    in case you missed it | icymi | dont miss | most read | most popular | most viewed | most shared | most commented
    trending | trending now | trending stories | trending news | popular | popular stories | popular articles
    popular news | popular now | latest | latest news | latest stories | latest articles | latest headlines
    top stories | top news | editors picks | editors pick | editors choice | featured | featured stories
    featured articles | from the web | around the web | from our partners | promoted stories | sponsored stories
    sponsored links | similar articles | similar stories | other news | other stories | read more on this story
    read more stories | read more articles | also in the news | also in this section | in other news
    more top stories | more headlines | keep reading | also read | read also | see also | read more
    читайте також | читайте также | новини по темі | новости по теме | популярное | популярне | по теме | за темою
    lire aussi | sur le même sujet | articles liés | lesen sie auch | mehr zum thema | auch interessant
    noticias relacionadas | artículos relacionados | te puede interesar | leggi anche | lees ook | leia também
"""

# Headings that may as well be a subhead of the article: cut only with the list of titles below them.
_DOUBTFUL = """
    related | latest | popular | featured | recommended | trending | related topics | other news | latest news
    more news | top news | related content | further reading | other stories
"""

# Followed by a colon, dash, bar or arrow and the title of another article; or the whole line is a link.
LABELS = re.compile(
    r"(?:(?:you (?:may|might|can) )?(?:also read|read also|read more|see also|also see|read next|also watch|watch also"
    r"|read this|must[- ]read|don't miss|up next|more on this(?: story| topic)?|related(?: stor(?:y|ies)| articles?"
    r"| news| coverage| reading| posts?| content| links?| video)?|recommended(?: reading| for you)?"
    r"|in case you missed it|further reading|editor'?s'? picks?|most read|trending(?: now)?"
    r"|click to read|read the full (?:story|article"
    r"|report|text)|read (?:the )?(?:previous|original) (?:story|article)|read in (?:russian|ukrainian|english|full)"
    r"|also in the news|more news|continue reading|learn more|find out more)"
    r"|читайте (?:також|также)|читать также|по темі|по теме|(?:à )?lire aussi|lesen sie auch|mehr zum thema"
    r"|lea también|te puede interesar|leggi anche|lees ook|leia (?:também|mais))"
    r"(?: (?:on|here|from|at) [\w .'-]{2,30}?)?\s*(?::|[|–—»›>→▶►•]|\s-\s)",
    re.IGNORECASE,
)

_NETWORKS = (
    "facebook twitter x linkedin whatsapp telegram reddit pinterest tumblr email e-mail mail viber messenger flipboard"
    " pocket instagram threads bluesky mastodon vk vkontakte odnoklassniki line wechat weibo sms print xing skype"
    " youtube tiktok rss copy signal truth gab"
)
_WITH_NETWORKS = "share on via this article story post page by to tweet send link pin it save and"
NETWORKS = frozenset(_NETWORKS.split())
SHARING = NETWORKS | frozenset(_WITH_NETWORKS.split())

_PREVIOUS = """
    previous | prev | previous article | prev article | previous post | prev post | previous story | previous news
    previous entry | older | older post | older posts | older article | older story | previous reading | previous topic
    предыдущая статья | предыдущая новость | попередня стаття | попередня новина | article précédent
    vorheriger artikel | artículo anterior | articolo precedente | artigo anterior
"""
_NEXT = """
    next | next article | next post | next story | next news | next entry | newer | newer post | newer posts
    newer article | newer story | next reading | next topic | up next
    следующая статья | следующая новость | наступна стаття | наступна новина | article suivant
    nächster artikel | artículo siguiente | articolo successivo | próximo artigo
"""

# Names that stand behind a photograph, in lower case.
AGENCIES = (
    r"(?:reuters|afp|ap|ap photo|associated press|getty(?: images)?(?: europe)?|epa(?:-efe)?|efe|dpa|anadolu"
    r"(?: agency)?|tass|ria novosti|sputnik|ukrinform|unian|interfax|shutterstock|istock(?:photo)?"
    r"|alamy(?: stock photo)?|bloomberg|xinhua|ansa|keystone|rex features|zuma(?: press)?"
    r"|sipa(?: usa)?|nurphoto|imago|pa(?: wire| images| media)?"
    r"|wikimedia(?: commons)?|wikipedia|flickr|pixabay|unsplash|pexels|file photo|handout|courtesy)"
)


def _listed(lines: str) -> frozenset[str]:
    return frozenset(" ".join(line.split()) for line in lines.replace("\n", "|").split("|") if line.strip())


LINES = {line: kind for kind, lines in _LINES.items() for line in _listed(lines)}
HEADINGS = _listed(_HEADINGS)
DOUBTFUL = _listed(_DOUBTFUL)
PREVIOUS = _listed(_PREVIOUS)
NEXT = _listed(_NEXT)

"""The same thing in other words: a reproducible rewriting of a summary, for a labelled set of reports of one event."""

import random
import re

_OTHER_WORDS = {
    "accused": ("suspected",),
    "alleged": ("suspected",),
    "announced": ("declared", "made known"),
    "area": ("zone", "vicinity"),
    "arrested": ("taken into custody", "caught", "apprehended"),
    "authorities": ("officials", "the government"),
    "border": ("frontier",),
    "brought": ("taken", "carried"),
    "building": ("block",),
    "buildings": ("blocks", "structures"),
    "call-centre": ("scam", "phone-fraud"),
    "casino": ("gambling hall",),
    "caught": ("arrested", "detained"),
    "centre": ("hub",),
    "centres": ("hubs", "dens"),
    "chinese": ("Chinese nationals", "citizens of China"),
    "closed": ("shut",),
    "compound": ("complex", "walled site"),
    "computers": ("PCs",),
    "crossed": ("came across", "passed over"),
    "cut": ("stopped", "switched off"),
    "demolished": ("torn down", "pulled down"),
    "deported": ("expelled", "sent home"),
    "detained": ("held", "rounded up"),
    "district": ("county",),
    "escaped": ("fled", "got away"),
    "filipinos": ("Philippine nationals",),
    "flew": ("returned by air",),
    "flown": ("airlifted",),
    "foreigners": ("foreign nationals", "people from abroad"),
    "forces": ("troops", "units"),
    "found": ("discovered", "located"),
    "freed": ("rescued", "released"),
    "fraud": ("scam", "deception"),
    "gang": ("syndicate", "ring"),
    "gangs": ("syndicates", "rings"),
    "handed": ("turned", "passed"),
    "held": ("detained", "kept"),
    "home": ("back", "to their country"),
    "illegal": ("unlawful",),
    "including": ("among them",),
    "indians": ("Indian nationals", "people from India"),
    "internet": ("online",),
    "military": ("army",),
    "moved": ("shifted", "relocated"),
    "nationals": ("citizens",),
    "officers": ("policemen",),
    "officials": ("authorities",),
    "online": ("internet",),
    "operations": ("activities",),
    "ordered": ("told", "instructed"),
    "people": ("persons", "individuals"),
    "phones": ("handsets", "mobiles"),
    "police": ("law enforcement", "officers"),
    "power": ("electricity",),
    "raid": ("operation", "sweep"),
    "raided": ("searched", "stormed"),
    "repatriated": ("sent home", "returned"),
    "reported": ("said", "told of"),
    "rescued": ("freed", "saved"),
    "returned": ("came back", "were sent back"),
    "river": ("stream",),
    "said": ("stated", "reported"),
    "scam": ("fraud", "cyber-fraud"),
    "screened": ("interviewed", "checked"),
    "seized": ("confiscated", "took away"),
    "sent": ("transferred",),
    "shut": ("closed",),
    "soldiers": ("troops", "military men"),
    "stopped": ("halted",),
    "suspects": ("alleged offenders",),
    "taken": ("brought",),
    "thais": ("Thai nationals", "people from Thailand"),
    "told": ("informed",),
    "town": ("township",),
    "trafficked": ("lured",),
    "trafficking": ("human trade",),
    "troops": ("soldiers",),
    "victims": ("survivors",),
    "worked": ("were employed",),
    "workers": ("staff",),
}
_OPENINGS = (
    "",
    "",
    "Officials say that",
    "According to local media,",
    "Police reported:",
    "A source on the ground says",
)
_LITTLE = frozenset(
    re.findall(r"\w+", "a an the of to in on at by for with from that who which were was had been their its it as")
)
_CLAUSE = re.compile(r"(?<=[,;.])\s+|\s+(?=(?:and|after|while|when|with|who|where|from|in|at)\s)")


def paraphrase(text: str, rng: random.Random) -> str:
    """
    A text in other words: clauses left out and turned round, synonyms, little words dropped, another opening.

    Parameters
    ----------
    text
        One or two English sentences.
    rng
        Where the choices come from: the same state gives the same text.

    Returns
    -------
    str
        At least the longest clause of the text, rewritten.

    Examples
    --------
    >>> paraphrase("Police raided a building in Mae Sot, and seized 40 phones.", random.Random(0))
    'Officials say that in Mae Sot, and confiscated 40 phones law enforcement raided a block.'
    """
    clauses = _CLAUSE.split(text.rstrip("."))
    longest = max(clauses, key=len)
    kept = [clause for clause in clauses if clause is longest or rng.random() > 0.35]
    if rng.random() < 0.5:
        turn = rng.randrange(len(kept))
        kept = kept[turn:] + kept[:turn]
    words = [word for clause in kept for word in _rewritten(clause, rng)]
    return " ".join(filter(None, (rng.choice(_OPENINGS), *words))) + "."


def _rewritten(clause: str, rng: random.Random) -> list[str]:
    """The words of a clause, some exchanged and some left out."""
    words = []
    for word in clause.split():
        bare = word.strip(",;.").casefold()
        if rng.random() < (0.5 if bare in _LITTLE else 0.08):
            continue
        others = _OTHER_WORDS.get(bare, ())
        words.append(rng.choice(others) if others and rng.random() < 0.7 else word)
    return words

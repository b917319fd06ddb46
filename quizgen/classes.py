"""What sort of place a name is, to ask for it: "Lake Erie" is a lake, Bergen County a county, Ohio a US state."""

import re

from quizgen import gazetteer

# The word that a name of a place ends or begins with, and what one calls such a place.
ENDINGS = {"county": "county", "province": "province", "prefecture": "prefecture", "district": "district", "region": "region", "governorate": "governorate",
           "river": "river", "lake": "lake", "sea": "sea", "ocean": "ocean", "bay": "bay", "gulf": "gulf", "strait": "strait", "canal": "canal",
           "island": "island", "islands": "island group", "archipelago": "archipelago", "peninsula": "peninsula", "mountains": "mountain range",
           "alps": "mountain range", "hills": "range of hills", "valley": "valley", "desert": "desert", "plateau": "plateau", "bridge": "bridge",
           "castle": "castle", "cathedral": "cathedral", "palace": "palace", "falls": "waterfall", "forest": "forest", "glacier": "glacier"}  # fmt: skip
OPENINGS = {"lake": "lake", "river": "river", "mount": "mountain", "gulf": "gulf", "bay": "bay", "sea": "sea", "strait": "strait", "isle": "island",
            "loch": "loch"}  # fmt: skip
KNOWN = {
    "continent",
    "ocean",
    "sea",
    "strait",
    "canal",
    "river",
    "lake",
    "waterfall",
    "mountain",
    "mountain range",
    "desert",
    "peninsula",
    "island",
}


def place_class(name: str) -> str:
    """`county` for "Bergen County"; nothing where the name does not tell and no list of places does."""
    words = name.lower().removeprefix("the ").split()
    if not words:
        return ""
    if (region := gazetteer.region(name)) is not None:
        return region.type
    if len(words) > 1 and words[-1] in ENDINGS:
        return ENDINGS[words[-1]]
    if len(words) > 1 and words[0] in OPENINGS:
        return OPENINGS[words[0]]
    known = gazetteer.place(name)
    return known.type if known is not None and known.type in KNOWN else ""


def name_class(name: str, kind: str) -> str:
    """What one calls the bearer of a name: `act` for "the Clean Air Act", `company` for a known firm; "" where nothing tells.

    `kind` is the entity's type. A class word tells only as part of a longer name: "the Senate" is no senate among others.
    """
    plain = name.removeprefix("the ").removeprefix("The ")
    if kind == "PLACE" and (sort := place_class(plain)):
        return sort
    if kind in ("PLACE", "COUNTRY") and gazetteer.country(plain) is not None:
        return "country"
    if kind == "PLACE" and gazetteer.city(plain) is not None:
        return "city"
    words = plain.lower().split()
    head = re.split(r" (?:of|for|on|in|to|at|and) ", plain.lower())[0].split()
    if len(words) > 1 and head and head[-1] in CLASSES and kind != "PERSON":
        return CLASSES[head[-1]]
    known = gazetteer.organisation(plain)
    if known is not None and kind == "ORG":
        return next((noun for start, noun in CALLED.items() if known.type.startswith(start)), "organisation")
    return ""


# The last word of a name (before "of", "for" ...), and what one calls its bearer.
CLASSES = {word: word for word in ["university", "college", "school", "institute", "company", "party", "ministry", "council", "museum", "bank", "army", "navy", "court", "agency", "committee", "commission", "society", "church", "newspaper", "airline", "foundation", "federation", "league", "union", "hospital", "orchestra", "programme", "program", "club", "team", "band", "regiment", "department", "association", "academy", "parliament", "observatory", "laboratory", "act", "bill", "treaty", "agreement", "convention", "law", "code", "amendment", "war", "battle", "revolution", "rebellion", "uprising", "treaty", "festival", "award", "prize", "medal", "cup", "championship", "tournament", "series", "film", "novel", "album", "song", "theory", "principle", "effect", "protein", "enzyme", "virus", "gene", "disease", "syndrome", "language", "dynasty", "empire", "kingdom", "sultanate", "caliphate", "temple", "mosque", "cathedral", "monastery", "abbey", "palace", "castle", "fort", "tower", "bridge", "station", "airport", "stadium", "theatre", "theater", "library", "park", "garden", "square", "street", "road", "highway", "railway", "tunnel", "dam", "mission", "telescope", "satellite", "spacecraft", "rocket", "ship", "project", "plan", "report", "study", "journal", "magazine", "fund", "authority", "board", "service", "group"]} | {"corporation": "company", "inc.": "company", "ltd": "company", "championships": "championship", "games": "games", "society": "society"}  # fmt: skip

# What a known organisation is called, by its type.
CALLED = {"company": "company", "newspaper": "newspaper", "party": "party", "broadcaster": "broadcaster", "sports club": "club", "news agency": "news agency",
          "magazine": "magazine", "university": "university", "museum": "museum", "court": "court", "police": "police force", "armed force": "armed force"}  # fmt: skip

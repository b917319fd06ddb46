"""What sort of place a name is, to ask for it: "Lake Erie" is a lake, Bergen County a county, Ohio a US state."""

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

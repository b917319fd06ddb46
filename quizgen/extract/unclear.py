"""When a phrase needs its article: the error that says so, and the words that tie a phrase to its neighbours."""


class UnclearError(Exception):
    """The phrase needs its article; the message is the reason."""


# Adverbs and discourse markers that tie a clause to its neighbours and say nothing of the matter.
CONNECTIVES = {
    "also", "however", "meanwhile", "moreover", "furthermore", "thus", "therefore", "indeed", "too", "additionally", "besides",
    "then", "finally", "nevertheless", "nonetheless", "consequently", "hence", "accordingly", "similarly", "likewise", "instead",
    "still", "though", "yet", "otherwise", "already", "now", "recently", "currently", "presently", "again", "once", "even", "in turn",
    "actually", "of course", "perhaps more important", "importantly", "notably", "here", "there", "so", "just", "subsequently", "later",
    "soon", "earlier", "previously", "afterwards", "thereafter", "eventually",
}  # fmt: skip


CONTEXTUAL = {"other", "another", "such", "same", "latter", "former", "following", "previous", "further", "similar", "aforementioned",
              "additional", "more", "second", "third", "next", "last", "final", "above", "below", "certain", "respective", "own", "different",
              "latest", "new", "recent", "parallel", "adjacent", "nearby", "neighbouring", "neighboring", "opposite", "rival", "corresponding",
              "accompanying", "surrounding", "remaining", "resulting", "subsequent", "alternative", "given", "local"}  # fmt: skip


# Whom only the speaker and his hearer know.
FIRST_SECOND = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours", "yourself", "yourselves"}  # fmt: skip


PERSONAL = {"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", *FIRST_SECOND}


UNIQUE = {"world", "sun", "moon", "earth", "internet", "public", "press", "media", "sea", "sky", "west", "east", "north", "south", "web",
          "atmosphere", "universe", "equator", "planet", "environment", "law", "arts", "sciences", "poor", "rich", "holocaust", "bible",
          "economy", "truth", "nation", "future"}  # fmt: skip

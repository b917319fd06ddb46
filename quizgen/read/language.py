"""The language of a text, told by its script and its commonest small words. English is what the engine knows."""

import re
import unicodedata
from collections import Counter

SAMPLE = 60_000  # characters looked at
FEWEST_WORDS = 10  # below, nothing is claimed
FEW_WORDS = 25  # below, only what is plain is claimed
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "sv": "Swedish", "da": "Danish or Norwegian", "fi": "Finnish", "pl": "Polish", "cs": "Czech or Slovak", "hu": "Hungarian",
    "ro": "Romanian", "tr": "Turkish", "id": "Indonesian or Malay", "vi": "Vietnamese", "la": "Latin", "hr": "Croatian, Bosnian or Serbian",
    "ca": "Catalan", "sw": "Swahili", "tl": "Tagalog",
    "cyrillic": "a language in Cyrillic letters", "greek": "Greek", "arabic": "a language in Arabic letters", "hebrew": "Hebrew",
    "cjk": "Chinese or Japanese", "hiragana": "Japanese", "katakana": "Japanese", "hangul": "Korean", "devanagari": "Hindi or another language in Devanagari",
    "thai": "Thai", "other": "another language",
}  # fmt: skip
SMALL_WORDS = {
    "en": "the of and to in is was for that on with as by at from it he his are be have has had not this were which but an they their who been said or she her will would its we i you one",
    "de": "der die das und in zu den von mit ist des dem nicht ein eine für auf im sich als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über wurde",
    "fr": "à où le la les de des du et en un une est que qui dans pour pas au sur par plus ne se ce il avec sont aux son ont cette été elle mais comme ou leur nous je",
    "es": "el la los las de del y en un una que es por con para se no su al lo como más fue ha pero sus le entre este son también desde sobre cuando",
    "it": "il lo la gli le di del della e in un una che è per con non si al dei delle da sono come più anche nel alla ha ma suo stato dal era questo",
    "pt": "o os as de do da dos das e em um uma que é para com não se no na por mais ao como foi seu sua pelo entre também são mas à ou",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om door ook als bij uit maar naar werd heeft worden nog hij wordt over dit",
    "sv": "och i att det som en är på av för med den till inte har om ett han var de från vid men sig så kan efter också när under",
    "da": "og i at det som en er på af for med den til ikke har om et han var de fra ved men sig så kan efter også når blev jeg av å",
    "fi": "ja on ei että se oli hän mutta ovat myös kuin joka sen tai ole mukaan kun niin jo vuonna nyt sitä olisi",
    "pl": "i w na z do się nie jest to że o jak po od za oraz dla ale przez są przy był tym jego jako które który było",
    "cs": "a v na se je že s z do o to ve i jako po pro za by ale od jsou byl které který jeho podle však při má jsem",
    "hu": "a az és hogy nem is egy volt meg ez csak de már el még van mint ki azt ha vagy kell egyik által szerint után",
    "ro": "și de la în a cu pe un o care nu din este să pentru mai au ce fi fost prin sau dar ca lui după sunt",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi en sonra ne kadar ama var olduğu göre her ise değil oldu",
    "id": "yang dan di dengan untuk dari ini pada tidak dalam itu adalah ke akan juga oleh sebagai atau telah mereka bisa karena ada",
    "vi": "và của là có các được trong cho một không những với người này để đã khi từ về năm đến ra cũng",
    "la": "et in est non ut ad cum sed qui quae ex quod si aut per esse ab enim ac sit hoc nec quam autem atque",
    "hr": "i u je na se da su za od s a o koji ne kao iz što će bi to koja nije ili te ali po bio",
    "ca": "el la els les de del i en un una que és per amb no es al com més va ha però són als dels també seva",
    "sw": "na ya wa kwa ni katika la za cha kuwa hii huo kama hiyo alisema lakini yake pia watu",
    "tl": "ang ng sa na mga at ay si ni para hindi ito kay nang niya siya din rin kung",
}  # fmt: skip
_SETS = {code: frozenset(words.split()) for code, words in SMALL_WORDS.items()}


def language_of(text: str) -> str:
    """Code of a text's language, a key of NAMES; "" where the text is too short or too odd to tell."""
    sample = text[:SAMPLE]
    scripts = Counter(_script(character) for character in sample if character.isalpha())
    if not scripts:
        return ""
    script, letters = scripts.most_common(1)[0]
    if script != "latin":
        # Japanese has more Chinese characters than kana; a tenth of kana tells.
        if script == "cjk" and scripts["hiragana"] * 10 > letters:
            script = "hiragana"
        return "" if letters < 60 else script if script in NAMES else "other"
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", sample).lower())
    if len(words) < FEWEST_WORDS:
        return ""
    shares = {code: sum(word in known for word in words) / len(words) for code, known in _SETS.items()}
    best = max(shares, key=lambda code: shares[code])
    if shares["en"] >= 0.18 or (best == "en" and shares["en"] >= 0.1):
        return "en"
    if len(words) < FEW_WORDS:
        return best if shares[best] >= 0.25 and shares["en"] < 0.05 else ""
    if shares[best] >= 0.12 and shares[best] > 1.5 * shares["en"]:
        return best
    return "other" if len(words) >= 100 and shares["en"] < 0.04 else ""


def _script(character: str) -> str:
    if character < "\u0250":
        return "latin"
    return unicodedata.name(character, "other").split(" ")[0].split("-")[0].lower()

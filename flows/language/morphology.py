"""Derive the written forms of Indonesian verbs from their stems."""

VOWEL_LIKE = tuple("aiueogh")
CLITICS = ("", "nya", "lah", "pun", "kah")
# Ways to say what one will not do.
REFUSALS = ("tidak akan", "tak akan", "takkan")


def active_form(stem: str) -> str:
    """Prefix a stem with meN-: `kecam` gives `mengecam`, `tolak` `menolak`, `protes` `memprotes`.

    Source: Sneddon, Indonesian: A Comprehensive Grammar, nasal substitution.
    """
    first, second = stem[0], stem[1:2]
    cluster = second not in "aiueo"
    for letter, kept, dropped in (
        ("k", "meng", "meng"),
        ("p", "mem", "mem"),
        ("t", "men", "men"),
        ("s", "men", "meny"),
    ):
        if first == letter:
            return kept + stem if cluster else dropped + stem[1:]
    if first in VOWEL_LIKE:
        return "meng" + stem
    if first in "bfv":
        return "mem" + stem
    if first in "dcjz":
        return "men" + stem
    return "me" + stem


def verb_forms(stem: str, suffix: str, active: str) -> list[tuple[str, str]]:
    """List the forms of a verb with their voice.

    Args:
        stem: `luncur`.
        suffix: `kan`, `i` or empty.
        active: Active forms where the rule does not give them, separated by `|`.

    Returns:
        Pairs of form and voice: `active` (meluncurkan), `passive` (diluncurkan), `bare` (luncurkan: headlines, and
        after kami, kita, mereka).
    """
    actives = active.split("|") if active else [active_form(stem) + suffix]
    bare = stem + suffix
    return [*((form, "active") for form in actives), ("di" + bare, "passive"), (bare, "bare")]


def with_clitics(form: str) -> list[str]:
    """Add the short words that are written together with a word: mengecamnya, ditolaklah."""
    return [form + clitic for clitic in CLITICS]


def spellings(phrase: str) -> list[str]:
    """Give a phrase with the other ways to say its `tidak` and `akan`: tidak akan, tak akan, takkan pernah.

    Args:
        phrase: `tidak akan berunding`.

    Returns:
        The phrase first, each way once.
    """
    padded = f" {phrase} "
    ways = [padded.replace(" tidak ", " tak ")]
    if " tidak akan " in padded:
        never = "" if " pernah " in padded else " pernah"
        ways += [padded.replace(" tidak akan ", f" {way}{word} ") for way in REFUSALS for word in ("", never)]
    if phrase.startswith("akan "):
        ways.append("bakal" + phrase.removeprefix("akan"))
    return list(dict.fromkeys([phrase, *(way.strip() for way in ways)]))

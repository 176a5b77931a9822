"""Derive the written forms of Indonesian verbs from their stems."""

VOWEL_LIKE = tuple("aiueogh")
CLITICS = ("", "nya", "lah", "pun", "kah")


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

"""Complete the recipients of reports from what else their article tells."""

import polars as pl

from flows.extract.aims import aim_at_others, first_other
from flows.extract.answers import (
    COUNT,
    DIRECTED,
    accuser,
    asked_to_accept,
    convened,
    echoed,
    jailer,
    once_more,
    same_breath,
    summoned,
)
from flows.extract.deed_flags import HELPS
from flows.extract.governors import HOME_RULES
from flows.extract.moved import fight, fly_from, intrude, other_korea, serve_abroad, stay_at_home
from flows.extract.pointing import JUDGES
from flows.extract.prosecutions import awaits_state, charge
from flows.extract.subtypes import COUNCIL, COUNTRY, IN_FORCE
from flows.language.frames import NOBODY, is_only, party
from flows.language.lexicon import Lexicon
from flows.language.windows import before_within, forward_within, shift_within

# How far (characters) behind an act of words the noun stands that it is about.
DEED = 60
STRIKES = ["armed_clash", "incursion", "propaganda", "cyber_attack"]
# Killings of single people, who are mostly those of the state that kills, wherever it happens.
EXECUTES = pl.col("rule").is_in(["armed_clash:eksekusi", "armed_clash:bunuh"])
BLAME = ["condemnation", "accusation"]
# Help with arms and with what spies know, which takes two.
TAUGHT = ["military_cooperation:bantu", "military_cooperation:latih", "military_cooperation:pasok"]
FAVOURS = ["pledge", "offer", "concession"]
# What the Koreas do to one another.
CROSSINGS = ["incursion", "propaganda"]
# Columns that served to find the parties.
SPENT = [
    "told_to", "mutually", "own_state", "police", "opposes", "civic", "resolved", "heard_over", "causer", "deed",
    "aim", "last", "previous", "pointed", "deed_noun", "hit_beside", "hit_later", "kept", "jail", "host", "accused",
    "usual", "shared", "provoker", "likely", "charged", "official", "servant", "echoes", "for_release",
]  # fmt: skip


def complete_recipients(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Point directed acts without a named target at the doer of what they speak of, else at the last other party.

    Args:
        reports: One row for each trigger in text order, with actors completed and the columns of `doers_pointed_at`.
        lexicon: Gives `camps`.

    Returns:
        `reports` with `recipients` completed, actors of deeds whose victim alone is named, and `guessed` (recipients
        come from elsewhere), without those whose subtype needs a recipient and that found none.
    """
    completed = _parties_around(reports).pipe(charge).pipe(_find_doers).pipe(_find_targets)
    completed = completed.pipe(aim_at_others, lexicon)
    completed = completed.pipe(stay_at_home).pipe(serve_abroad).pipe(intrude).pipe(fly_from).pipe(fight)
    needs = pl.col("roles").is_in(["towards"]) | pl.col("subtype").is_in(["accusation"])
    # Nobody cooperates with himself.
    lone = pl.col("rule").is_in(TAUGHT) & (pl.col("actors").list.len().fill_null(0) < 2)
    return completed.filter(~(needs & (COUNT == 0)), ~_is_at_home(), ~lone).drop(SPENT)


def _find_doers(reports: pl.DataFrame) -> pl.DataFrame:
    """Give deeds whose victim alone is named the other party as doer, prisoners the state that they are held in."""
    # `ditangkap di Pyongyang`: who holds people in a country is its state.
    held = pl.col("subtype").is_in(["detention", "de_escalation"]) & (pl.col("place_preposition") == "di")
    # `seorang turis Korea Selatan ditembak mati di Gunung Kumgang`: the other Korea's guards did it.
    shot = (pl.col("subtype") == "armed_clash") & (pl.col("voice") == "passive") & pl.col("actors").is_null()
    shot &= other_korea(pl.col("recipients")) == pl.concat_list("place_country")
    held |= shot.fill_null(False)
    # `diusir dari Kuala Lumpur`
    expelled = (pl.col("subtype") == "diplomatic_break") & (pl.col("voice") == "passive")
    held &= pl.col("place_country").is_not_null()
    jail = pl.when(held).then(pl.concat_list("place_country")).when(expelled).then("hosts")
    jailed = reports.with_columns(jail=jail)
    # `lima warga Korut dimasukkan ke daftar hitam`: the other party is the doer.
    befalls = DIRECTED & (COUNT > 0)
    unsaid = befalls & (pl.col("actors").list.len() == 0) & (pl.col("voice") != "active")
    # `dituduh meretas bank`: nobody says by whom, only of what.
    unsaid &= ~((pl.col("subtype") == "accusation") & (pl.col("voice") == "passive"))
    freed = (pl.col("subtype") == "de_escalation") | pl.col("jail").is_not_null()
    nameless = unsaid | (befalls & pl.col("actors").is_null() & freed)
    # `PBB mengecam pemulangan paksa warga Korut`: whoever judges a deed did not do it.
    judged = before_within(pl.when(pl.col("subtype").is_in(JUDGES)).then(True), pl.col("sentence")).fill_null(False)
    nameless &= ~(judged & (pl.col("voice") == "noun"))
    # `Bursa itu dibobol pada Jumat`: in the words of the article by whoever is accused.
    accused = before_within(pl.when(pl.col("subtype") == "accusation").then("recipients"), pl.col("article"))
    jailed = jailed.with_columns(accused=pl.when(pl.col("subtype") == "cyber_attack").then(accused))
    nameless |= awaits_state() & (pl.col("actors").list.len().fill_null(0) == 0)
    doer = first_other(["accused", "jail", "last", "previous"], pl.col("recipients").fill_null(NOBODY))
    # Lazily, for then what the expressions share is computed once.
    done = jailed.lazy().with_columns(actors=pl.when(nameless).then(doer).otherwise("actors")).collect()
    # `berdiri bersama Xi pada parade militer di Beijing`: whose capital it is.
    parade = pl.col("term").str.contains("parade") & (pl.col("place_preposition") == "di")
    shows = parade & (pl.col("subtype") == "weapons_development") & pl.col("place_country").is_not_null()
    done = done.with_columns(actors=pl.when(shows).then(pl.concat_list("place_country")).otherwise("actors"))
    # `meminta Korea Utara membebaskan warganya yang ditahan`: who asks for that holds nobody.
    asks = pl.when((pl.col("subtype") == "demand") & (COUNT > 0) & ~pl.col("rule").is_in(HOME_RULES))
    by, of = (before_within(asks.then(name), pl.col("sentence")) for name in ("actors", "recipients"))
    turned = (pl.col("subtype") == "detention") & (by == pl.col("actors")) & (of == pl.col("recipients"))
    return done.with_columns(
        pl.when(turned.fill_null(False)).then(other).otherwise(name).alias(name)
        for name, other in (("actors", "recipients"), ("recipients", "actors"))
    )


def _find_targets(reports: pl.DataFrame) -> pl.DataFrame:
    """Give deeds and words the recipients that place, kind or an earlier act name."""
    # `menembakkan artileri ke Pulau Yeonpyeong`: the place says whom it hits.
    at_home = pl.col("actors").list.contains(pl.col("place_country")).fill_null(True)
    hit = DIRECTED & pl.col("subtype").is_in(STRIKES) & (COUNT == 0) & pl.col("place_country").is_not_null() & ~at_home
    hit &= ~EXECUTES
    placed = reports.with_columns(recipients=pl.when(hit).then(pl.concat_list("place_country")).otherwise("recipients"))
    known = (
        _each_other(), echoed(), jailer(), convened(), pl.when("resolved").then(party(COUNCIL)), "pointed",
        _under_sanctions(), _across_border(), accuser(), _same_goal(), _in_return(),
        _contracted(), asked_to_accept(), _given_north(), "recipients",
    )  # fmt: skip
    named = placed.with_columns(recipients=pl.coalesce(summoned(), pl.coalesce(known)))
    return named.with_columns(recipients=pl.coalesce(same_breath(), once_more(), "recipients"))


def _is_at_home() -> pl.Expr:
    """Tell tours of one's own country, and people whom nobody names meeting nobody in particular."""
    tour = (pl.col("roles") == "visit") & (pl.col("recipients").list.len() == 0)
    tour &= pl.col("actors").list.contains(pl.col("place_country"))
    lone = (pl.col("rule") == "talks:phrase") & (pl.col("voice") == "active") & (pl.col("actors").list.len() == 1)
    lone &= (pl.col("persons").list.len() == 0) & pl.col("term").str.contains("^(?:ber|me)?temu")
    # `Para menteri ASEAN bertemu`: a body of many meets itself.
    lone &= pl.col("actors").list.first().str.len_chars() == COUNTRY
    return (tour | lone).fill_null(False)


def _each_other() -> pl.Expr:
    """Give themselves to several who do something to each other (`saling mengancam`), and who blame those at home."""
    each_other = pl.col("mutually") & (pl.col("actors").list.len() >= 2)
    # `Oposisi mendesak agar keputusan itu ditinjau`, `Polisi Jepang menangkap dua pria`: nobody else is named.
    # `Oposisi mengkritik pemerintah, dan mendesak agar ...`
    carried = before_within(pl.when("opposes").then("actors"), pl.col("sentence")) == pl.col("actors")
    carried &= pl.col("subject_kind") == "inherited"
    opposes = pl.col("opposes") | carried.fill_null(False)
    unsaid = (opposes & pl.col("subtype").is_in(["demand", *BLAME])) | pl.col("police")
    at_home = (pl.col("own_state") & pl.col("subtype").is_in(BLAME)) | (unsaid & (COUNT == 0)) | pl.col("civic")
    # `Korea Utara mengeksekusi seorang menteri`
    at_home |= EXECUTES & (COUNT == 0) & (pl.col("actors").list.len() == 1)
    return pl.when(each_other | at_home).then("actors")


def _under_sanctions() -> pl.Expr:
    """Give North Korea, where the article names it, to sanctions that are spoken of as in force."""
    unsaid = (
        pl.col("term").str.contains(IN_FORCE)
        & (pl.col("recipients").list.len() == 0)
        & pl.col("speaks_of_north").fill_null(False)
    )
    return pl.when(unsaid).then(party("PRK"))


def _across_border() -> pl.Expr:
    """Give the other Korea to what one of them sends over the border and that hits nobody else by name."""
    alone = (pl.col("recipients").list.len() == 0) & (pl.col("actors").list.len() == 1)
    crosses = pl.col("subtype").is_in(CROSSINGS) | pl.col("heard_over")
    # `menutup kantor penghubung di Kaesong`: what the Koreas keep in the North, though not in its capital.
    shared = (pl.col("subtype") == "diplomatic_break") & (pl.col("place_country") == "PRK")
    crosses |= (shared & (pl.col("place") != "Pyongyang")).fill_null(False)
    return pl.when(alone & crosses).then(other_korea(pl.col("actors")))


def _in_return() -> pl.Expr:
    """Give `Sebagai gantinya, Rusia memasok sistem pertahanan udara` those who gave to the giver before."""
    towards = pl.col("roles") == "towards"
    given = pl.when(towards & (COUNT > 0))
    by, to = (before_within(given.then(column), pl.col("article")) for column in ("actors", "recipients"))
    return pl.when(towards & (COUNT == 0) & (to == pl.col("actors"))).then(by)


def _same_goal() -> pl.Expr:
    """Give what is sent without a goal (`akan mengirim 10.000 serdadu`) the last one that the same was sent to.

    An attack that is spoken of once more without a day is the one told before.
    """
    attack = (pl.col("subtype") == "cyber_attack") & pl.col("date_start").is_null()
    goes = (pl.col("roles") == "towards") | (pl.col("subtype") == "cyber_attack")
    sent = goes & (pl.col("recipients").list.len() > 0)
    goal, by, kind = (
        before_within(pl.when(sent).then(column), pl.col("article")) for column in ("recipients", "actors", "subtype")
    )
    unsaid = ((pl.col("roles") == "towards") | attack) & (pl.col("recipients").list.len() == 0)
    return pl.when(unsaid & (by == pl.col("actors")) & (kind == pl.col("subtype"))).then(goal)


def _given_north() -> pl.Expr:
    """Give North Korea what the South gives to nobody by name: `Seoul terakhir kali mengirim bantuan pada 2010`."""
    given = (pl.col("subtype") == "aid") & (COUNT == 0) & is_only(pl.col("actors"), ["KOR"])
    given &= (pl.col("rule") != HELPS) & (pl.col("section") == 0) & pl.col("date_start").is_not_null()
    return pl.when(given & pl.col("speaks_of_north").fill_null(False)).then(party("PRK"))


def _contracted() -> pl.Expr:
    """Give what one is to supply by a contract of the same sentence the other party to it."""
    signed = pl.col("subtype").is_in(["treaty_signed", "agreement"]) & (pl.col("actors").list.len() >= 2)
    parties = before_within(pl.when(signed).then("actors"), pl.col("sentence"))
    supplies = (pl.col("subtype") == "arms_transfer") & (COUNT == 0)
    others = parties.list.set_difference(pl.col("actors").fill_null(NOBODY))
    return pl.when(supplies & (others.list.len() == 1) & (parties.list.len() == 2)).then(others)


def _parties_around(reports: pl.DataFrame) -> pl.DataFrame:
    """Add `deed` (the doer of the noun behind a verb), `aim` (whom the sentence blames before), `last`, `previous`.

    The last two are those that acted last and differ.
    """
    # `mengecam latihan gabungan itu`: the noun behind the verb says whose deed is meant.
    near = (pl.col("start").shift(-1) - pl.col("end") <= DEED) & (pl.col("sentence").shift(-1) == pl.col("sentence"))
    following = (pl.col("voice").shift(-1) == "noun") & near
    deed = pl.when(following).then(pl.col("actors").shift(-1)).list.set_difference(pl.col("actors"))
    told = pl.when((pl.col("actors").list.len() > 0) & ~pl.col("term").str.contains(IN_FORCE)).then("actors")
    # `menuding X berbohong dan mengecam sikap itu`: whom one blames in a sentence, one goes on to blame.
    # `menuntut Pyongyang menahan diri dan memperingatkan bahwa ...`: of whom one demands something, one warns.
    blames = pl.col("subtype").is_in([*BLAME, "demand"]) & (pl.col("recipients").list.len() > 0)
    blamed = pl.when(blames).then("recipients")
    aim = pl.when(pl.col("subtype").is_in([*BLAME, "threat"])).then(before_within(blamed, pl.col("sentence")))
    # `berjanji menghormati Utara dan menawarkan dialog`: whom one favours in a sentence, one goes on to favour.
    kind = pl.col("subtype").is_in(FAVOURS)
    favoured = before_within(
        pl.when(kind & (pl.col("recipients").list.len() > 0)).then("recipients"), pl.col("sentence")
    )
    favour = pl.when(kind & (pl.col("subject_kind") == "inherited")).then(favoured)
    rows = reports.with_columns(deed=deed, aim=pl.coalesce(aim, favour), last=before_within(told, pl.col("article")))
    one_before = shift_within(pl.col("last"), pl.col("article"))
    changed = pl.when(pl.col("last") != one_before).then(one_before)
    return rows.with_columns(previous=forward_within(changed, pl.col("article")))

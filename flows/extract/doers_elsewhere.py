"""Take the doers that the words around a trigger leave out from elsewhere in the article."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.moved import other_korea
from flows.extract.subtypes import COUNCIL, KOREAS, MEETINGS, TESTS
from flows.extract.vicinity import PASSIVE, SUBTYPE
from flows.language.frames import NOBODY, party
from flows.language.lexicon import Lexicon
from flows.language.windows import backward_within, before_within, forward_within

SESSION = "^(?:rapat|sidang)"
# What an article tells of one doer again and again.
REPEATED = ["detention", "de_escalation", "propaganda", "arms_transfer", "incursion", "cyber_attack", "deployment"]
# What has always been signed by several.
PACTS = ["treaty_signed", "agreement"]
# The word for the firing of shells.
FIRED = "armed_clash:tembakkan"
FOES_OF_NORTH = ["KOR", "USA", "JPN"]
# Lines between two sides that work again.
LINES = "pulih|sambung|hubung|hidup|aktif|fungsi"
RESTORED = rf"{LINES}|kembali dibuka|dibuka kembali"
# What happens to embassies and envoys that their own state no longer wants to be there.
WITHDRAWN = "^di(?:tutup|tarik|panggil)"
FREED = "^di(?:pulang|bebas|kembali)kan"
# What only states do; an article often names them once.
STATES_ONLY = [*TESTS, "weapons_development"]
# Whether the words around the trigger name a doer, and whether the doers are few for what several do.
KNOWN = (pl.col("actors").list.len() > 0).fill_null(False)
FEW = pl.col("actors").list.len().fill_null(0) < 2
MUTUAL = pl.col("roles") == "mutual"
# How a resolution comes about, and by whom.
PASSED = "^di(?:adopsi|sahkan|loloskan|setujui|terbitkan|keluarkan|hasilkan)$"
# Columns that serve to find the doers.
SPENT = [
    "jailer", "captives", "told", "told_beside", "struck", "kind", "beside", "earlier", "later", "since", "north_fired",
    "host_before",
]  # fmt: skip
# Which rows a rule is for, and whom it gives them.
Rule = tuple[pl.Expr, pl.Expr]


def complete_actors(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give a report without a doer that of the same kind elsewhere in the article, the noun of a meeting its pair.

    Args:
        reports: One row for each trigger in text order, with roles and circumstances.
        lexicon: Gives `event_cues`.

    Returns:
        `reports` with `actors`, `recipients` (of guests and of those set free) completed, `host` (whom the doer
        visited elsewhere), `hit_beside` and `hit_later` (whom the same befell in the sentence, or later).
    """
    fired = _is_fired(lexicon)
    # The first rule that is for a row speaks, also where it knows nobody.
    rules = [*_of_captives(), *_of_tests(lexicon, fired), *_told_before(lexicon), *_of_both(), *_at_home(), _meets()]
    host = [
        (~KNOWN & _visits(), pl.col("host_before")),
        (_is_sent_home(), pl.col("captives")),
        (_is_withdrawn(), pl.concat_list("place_country")),
    ]
    # `ke zona penyangga kedua Korea`: nobody fires at himself.
    others = pl.col("recipients").list.set_difference(pl.col("actors").fill_null(NOBODY))
    return (
        reports.pipe(_told_in_article)
        .pipe(_told_of_kind)
        .with_columns(actors=_chosen(rules, "actors"), recipients=_chosen(host, "recipients"))
        .with_columns(recipients=pl.when(fired).then(others).otherwise("recipients"))
        .drop(SPENT)
        .sort("trigger", maintain_order=True)
    )


def _chosen(rules: list[Rule], otherwise: str) -> pl.Expr:
    """Give what the first rule that is for a row gives it."""
    value = pl.col(otherwise)
    for where, given in reversed(rules):
        value = pl.when(where).then(given).otherwise(value)
    return value


def _told_in_article(reports: pl.DataFrame) -> pl.DataFrame:
    """Add who was told of before in the article, whatever he did.

    Columns `jailer` (who holds people), `captives` (whom), `told` (who did something together), `told_beside` (the
    same, further on in the sentence), `struck` (over whose land something flew in the sentence).
    """
    article = pl.col("article")
    captured = KNOWN & (SUBTYPE == "detention")
    held = forward_within(pl.when(captured).then("actors"), article)
    captives = forward_within(pl.when(captured & _somebody("recipients")).then("recipients"), article)
    # `Tiga warga AS lain ditahan`: by whoever is told to have let others of them go.
    freed = KNOWN & (SUBTYPE == "de_escalation") & _somebody("recipients")
    freer, freed_ones = (forward_within(pl.when(freed).then(name), article) for name in ("actors", "recipients"))
    jailed = (SUBTYPE == "detention") & (freed_ones == pl.col("recipients"))
    # `Sirene meraung setelah rudal melayang di atas Hokkaido`: over whom that flew which is told beside the alarm.
    abroad = ~pl.col("actors").list.contains(pl.col("place_country")) & (SUBTYPE != "alert")
    # `latihan bersama dihentikan selama perundingan berjalan`: who exercises, or shoots, need not be who talks.
    talk = SUBTYPE.is_in([*MEETINGS, *PACTS, "phone_call"])
    several = pl.when(talk & (pl.col("actors").list.len() >= 2)).then("actors")
    return reports.with_columns(
        jailer=pl.when(jailed).then(freer).otherwise(held),
        captives=captives,
        told=forward_within(several, article),
        told_beside=backward_within(several, pl.col("sentence")),
        struck=backward_within(pl.when(abroad).then("place_country"), pl.col("sentence")),
    )


def _told_of_kind(reports: pl.DataFrame) -> pl.DataFrame:
    """Put reports of a kind together, and beside each of them what the others of its article tell.

    Columns `kind`, `beside` (runs of a kind in an article, in a sentence), `earlier` and `later` (the doers told of),
    `since` (sentences since then), `north_fired`, `host_before`, `host`, `hit_later`, `hit_beside`.
    """
    ordered = reports.sort("article", "subtype", "start", maintain_order=True)
    ordered = ordered.with_columns(
        kind=pl.struct("article", "subtype").rle_id(), beside=pl.struct("sentence", "subtype").rle_id()
    )
    kind, beside, sentence = pl.col("kind"), pl.col("beside"), pl.col("sentence").cast(pl.Int64)
    same = pl.when(KNOWN).then("actors")
    hit = pl.when(_somebody("recipients") & ~pl.col("speech")).then("recipients")
    by_same = [
        pl.when(pl.col("actors") == carry(pl.when(hit.is_not_null()).then("actors"), kind)).then(
            carry(pl.when(hit.is_not_null()).then("recipients"), kind)
        )
        for carry in (forward_within, backward_within)
    ]
    north = pl.col("actors").list.contains("PRK") & (TESTS[0] == SUBTYPE)
    return ordered.with_columns(
        earlier=forward_within(same, kind),
        later=backward_within(same, kind),
        since=sentence - forward_within(pl.when(KNOWN).then(sentence), kind),
        north_fired=north.any().over("article"),
        host_before=forward_within(hit, kind),
        host=pl.coalesce(by_same),
        hit_later=by_same[1],
        # `sanksi terhadap Korut diumumkan AS`: the noun and its verb have one target.
        hit_beside=pl.coalesce(forward_within(hit, beside), backward_within(hit, beside)),
    )


def _of_captives() -> list[Rule]:
    """Name who holds, and who sends home, people."""
    released = SUBTYPE.is_in(["de_escalation", "detention"]) & _somebody("recipients")
    jailer = pl.when(pl.col("jailer").list.set_intersection("recipients").list.len() == 0).then("jailer")
    # `dipulangkan pada Juni`: by whoever held them.
    return [(_is_sent_home(), pl.col("jailer")), (~KNOWN & released & jailer.is_not_null(), jailer)]


def _of_tests(lexicon: Lexicon, fired: pl.Expr) -> list[Rule]:
    """Name who launches and fires: whose the site is, who did before; an unclaimed launch is North Korea's."""
    origin = pl.when(_risen(lexicon)).then(pl.concat_list("place_country"))
    usual = pl.when(pl.col("speaks_of_north")).then(party("PRK"))
    missile = TESTS[0] == SUBTYPE
    unclaimed = pl.when(missile).then(usual)
    # Where both Koreas fire, what is spoken of later is what the North fired, unless it was told just now.
    just_now = ~missile | (pl.col("since") <= 1) | ~pl.col("north_fired").fill_null(False)
    before = pl.when(just_now).then("earlier").otherwise(usual)
    return [
        (~KNOWN & SUBTYPE.is_in(STATES_ONLY), pl.coalesce(origin, before, unclaimed, "later", usual)),
        # `60 peluru ditembakkan dari Tanjung Deungsan`, `Peluru yang ditembakkan pada Rabu itu ...`
        (~KNOWN & fired, pl.coalesce(origin, "earlier", usual)),
    ]


def _told_before(lexicon: Lexicon) -> list[Rule]:
    """Name who was told to do the same before."""
    # Leaflets of people whom nobody calls by country come from across the border.
    leaflets = (SUBTYPE == "propaganda") & (pl.col("recipients").list.len() == 1)
    # `Resolusi 2371 yang disahkan pada Agustus`: by those who pass resolutions.
    passed = (
        PASSIVE & (SUBTYPE == "sanction") & pl.col("term").str.contains(PASSED) & pl.col("date_start").is_not_null()
    )
    # `menuding Seoul menculik mereka, tuduhan yang dibantahnya`: it is denied by whoever was accused.
    accuses = (SUBTYPE == "accusation") & _somebody("recipients")
    accused = before_within(pl.when(accuses).then("recipients"), pl.col("sentence"))
    denied = (SUBTYPE == "denial") & PASSIVE & pl.col("term").str.ends_with("nya") & accused.is_not_null()
    sent_from = _sender(lexicon)
    return [
        (~KNOWN & denied, accused),
        (~KNOWN & passed, party(COUNCIL)),
        (~KNOWN & (pl.col("anaphor") | pl.col("alike")), pl.col("earlier")),
        # `Kunjungan pada Jumat bertujuan ...`: nobody else's than the one told before.
        (~KNOWN & _visits(), pl.col("earlier")),
        (~KNOWN & leaflets, other_korea(pl.col("recipients"))),
        (~KNOWN & (SUBTYPE == "propaganda") & sent_from.is_not_null(), sent_from),
    ]


def _of_both() -> list[Rule]:
    """Name both sides of a line that works again."""
    restored = (SUBTYPE == "de_escalation") & pl.col("term").str.contains(RESTORED)
    # `Pyongyang menawarkan pemulihan hotline, yang lalu tersambung lagi`: a line works at both its ends.
    one_end = (pl.col("voice") == "middle") & (pl.col("actors").list.set_difference("told").list.len() == 0)
    # `Jalur komunikasi dipulihkan`: by both; where the article tells of no two who talk, by the Koreas.
    line = pl.col("term").str.contains(LINES) & pl.col("speaks_of_north").fill_null(False)
    both = pl.coalesce("told", pl.when(line).then(pl.lit(list(KOREAS))))
    return [(~KNOWN & restored, both), (restored & FEW & one_end, pl.col("told"))]


def _at_home() -> list[Rule]:
    """Name the state that arrests its own people, raises its own alarm, or does what it did to others."""
    alarmed = pl.coalesce("place_country", "struck")
    repeated = pl.col("voice").is_in(["passive", "receive"]) & SUBTYPE.is_in(REPEATED)
    return [
        (_is_withdrawn(), pl.col("recipients")),
        # `Dua warga Korea Selatan ditangkap di Seoul`, `Seorang pejabat Korea Utara ditahan`: by their own state.
        (~KNOWN & _is_arrested_at_home(), pl.col("recipients")),
        # `ditangkap pada Oktober`: by whom others of the article were.
        (~KNOWN & repeated, pl.coalesce(pl.when(_differs(name)).then(name) for name in ("earlier", "later"))),
        # `Sirene meraung di Pulau Ulleung`: the alarm is that of the country.
        (~KNOWN & (SUBTYPE == "alert") & alarmed.is_not_null(), pl.concat_list(alarmed)),
    ]


def _meets() -> Rule:
    """Name whom one meets, or signs with: the pair of the same kind told before, else that of another kind."""
    # The sitting of a cabinet or a council is nobody's meeting with others.
    session = pl.col("term").str.contains(SESSION) | pl.col("actors").list.contains("UN").fill_null(False)
    # `perjanjian yang diteken pada 1965`: of both, though one of them is the last named.
    signed = PASSIVE & pl.col("subject_kind").is_in(["antecedent", "beyond"])
    signed &= SUBTYPE.is_in(PACTS) & pl.col("date_start").is_not_null()
    lone = MUTUAL & FEW & ((pl.col("voice") == "noun") | signed) & ~session
    own = pl.when(MUTUAL & ~FEW).then("actors")
    # One who is named brings along the pair of the same kind, else that told last. Where nobody is named, the pair of
    # the sentence (`Lewat telepon Moon dan Trump sepakat ...`) comes before it, and any of the article at last.
    same = forward_within(own, pl.col("kind"))
    told = pl.coalesce("told_beside", "told", forward_within(own, pl.col("article")))
    # Who talks is not who shoots; the North does not exercise with those that it threatens.
    foes = told.list.contains("PRK") & (told.list.set_intersection(FOES_OF_NORTH).list.len() > 0)
    unlike = ((SUBTYPE == "joint_exercise") & foes) | ((SUBTYPE == "armed_clash") & ~foes)
    pair = pl.coalesce(same, pl.when(KNOWN).then("told").when(~unlike.fill_null(False)).then(told))
    fits = ~KNOWN | (pl.col("actors").list.set_difference(pair).list.len() == 0)
    return lone & fits, pl.coalesce(pair, "actors")


def _risen(lexicon: Lexicon) -> pl.Expr:
    """Tell what rises from a site: it is that of the site's country."""
    risen = pl.col("place_country").is_not_null() & (pl.col("place_preposition") == "dari")
    return risen & ~pl.col("term").str.contains(f"^{event_words(lexicon, 'falls')}")


def _sender(lexicon: Lexicon) -> pl.Expr:
    """Give which Korea sends what nobody is said to send: it leaves a town there, or comes down in the other one."""
    home = pl.when(pl.col("place_country").is_in(KOREAS)).then(pl.concat_list("place_country"))
    landed = pl.col("term").str.contains(f"^(?:ber)?{event_words(lexicon, 'falls')}")
    left = (pl.col("place_preposition") == "dari") & ~landed
    return pl.when(left).then(home).when(landed & (pl.col("voice") == "middle")).then(other_korea(home))


def _is_fired(lexicon: Lexicon) -> pl.Expr:
    """Tell shells that are fired: `60 peluru ditembakkan dari ...`, `disusul 80 tembakan artileri`."""
    fired = (pl.col("rule") == FIRED) & PASSIVE
    fired &= pl.col("date_start").is_not_null() | _risen(lexicon)
    return fired | pl.col("term").str.contains(f"^{event_words(lexicon, 'shelling')}$")


def _visits() -> pl.Expr:
    """Tell visits that are spoken of once more without their host."""
    return (SUBTYPE == "visit") & pl.col("retold") & (pl.col("recipients").list.len() == 0)


def _is_sent_home() -> pl.Expr:
    """Tell `Lima korban dipulangkan`: of whom the abductions were told."""
    sent = ~KNOWN & (SUBTYPE == "de_escalation") & PASSIVE & pl.col("term").str.contains(FREED)
    return sent & ~_somebody("recipients") & pl.col("captives").is_not_null()


def _is_arrested_at_home() -> pl.Expr:
    """Tell citizens who are arrested in their own country, and officials whom nobody else would arrest."""
    inside = pl.concat_list("place_country") == pl.col("recipients")
    servant = pl.col("servant") & pl.col("place_country").is_null()
    arrested = (SUBTYPE == "detention") & PASSIVE & (inside | servant)
    arrested &= pl.col("term").str.starts_with("di") & (pl.col("subject_kind") == "own")
    return (arrested & (pl.col("recipients").list.len() == 1)).fill_null(False)


def _is_withdrawn() -> pl.Expr:
    """Tell `Kedutaan Malaysia di Pyongyang ditutup`, `Dubes Jepang di Seoul dipanggil pulang`: by their own state."""
    theirs = ~KNOWN & (SUBTYPE == "diplomatic_break") & PASSIVE & pl.col("term").str.contains(WITHDRAWN)
    abroad = (pl.col("place_preposition") == "di") & ~pl.col("recipients").list.contains(pl.col("place_country"))
    return (theirs & abroad & (pl.col("recipients").list.len() == 1)).fill_null(False)


def _somebody(parties: str) -> pl.Expr:
    """Tell lists with a party."""
    return (pl.col(parties).list.len() > 0).fill_null(False)


def _differs(doer: str) -> pl.Expr:
    """Tell doers who are not those whom the deed befalls."""
    return pl.col(doer).list.set_intersection(pl.col("recipients").fill_null(NOBODY)).list.len() == 0

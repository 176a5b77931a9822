"""Choose the actors and recipients of events among the parties around their triggers."""

import polars as pl

from flows.extract.arguments import agents, followers, likewise, noun_agents, partners
from flows.extract.cues import event_words
from flows.extract.governors import MEASURES
from flows.extract.passives import announcer, asked, declared, owner, readied
from flows.extract.subtypes import IN_FORCE, LAUNCHES, MEETINGS, TESTS, TOPIC_RULES
from flows.extract.targets import AT_HOME, causers, objects, receivers
from flows.language.frames import NOBODY
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import before_within

# Farthest (characters) that a noun stands behind the light verb whose subject does it.
CARRIED = 90
# How far (characters) before an act of words the party stands to which it is told.
TOLD = 60
# How far (characters) behind whom one tells something in a call the call is named.
CALLED = 12
# Farthest that one stands behind a verb as its object.
OBJECT = 30
PASSIVE, NOUN = pl.col("voice") == "passive", pl.col("voice") == "noun"
# Deeds whose noun is followed by whom they befall: `penangkapan dua prajurit Korea Utara`.
SUFFERED = [
    "detention:tahan",
    "detention:tangkap",
    "detention:culik",
    "detention:sita",
    "de_escalation:bebaskan",
    "de_escalation:pulangkan",
    "armed_clash:bunuh",
    "armed_clash:eksekusi",
]
# Deeds whose passive has a thing as its subject: `sanksi yang dijatuhkan PBB terhadap Korea Utara`.
THINGS = ["sanction", "propaganda", "arms_transfer", "aid"]
# Sections in which a noun opens its sentence: `Sebelum KTT dengan Trump, Kim ...`.
OPENS = ["main", "adverbial"]
# What leaders are shown.
SHOWN = [*TESTS, "unilateral_exercise", "weapons_development"]
# Columns that served to find the roles; what nobody reads behind them would only be copied along.
SPENT = [
    "surface", "subject", "subject_persons", "declarer", "start_right", "next_verb",
    "content", "agent", "agent_persons", "joined_by", "partners", "partner_persons", "owner",
    "owner_persons", "by", "sender", "target", "next_subject", "next_persons", "alike_too",
]  # fmt: skip
# Acts of words that blame the party behind them; what follows `karena` is that party's deed.
BLAME = ["condemnation", "accusation", "sanction", "threat"]
MIDDLE, WISH, RECEIVE = (pl.col("voice") == name for name in ("middle", "wish", "receive"))


def assign_roles(
    triggers: pl.DataFrame, groups: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Choose actors and recipients by the voice of the trigger and the roles of its subtype.

    Args:
        triggers: Columns of `trigger_subjects`, `judge_status`, `add_speakers` and `govern`.
        groups: Of `find_groups`, with the columns of `in_clause`.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`.

    Returns:
        `triggers` in text order plus `actors` (List, null where nobody is named), `recipients`, `persons`, `causer`
        (who does what the act answers to, or null; Lists), and the columns of the functions of `arguments`.
    """
    behind = followers(triggers, groups, sentences)
    found = triggers.join(noun_agents(triggers, behind, lexicon), on="trigger", how="left", maintain_order="left")
    found = found.join(agents(triggers, behind, groups), on="trigger", how="left", maintain_order="left")
    for frame in (
        objects(found, behind, lexicon),
        partners(triggers, behind, lexicon),
        receivers(triggers, behind),
        likewise(behind, lexicon),
    ):
        found = found.join(frame, on="trigger", how="left", maintain_order="left")
    found = _add_told_to(found, groups)
    verb = pl.col("verb_surface").str.to_lowercase()
    carriers = {
        name: verb.str.contains(f"^{event_words(lexicon, name)}")
        for name in ("perceives", "reaps", "oversees", "alludes", "receives", "orders")
    }
    found = found.with_columns(
        perceived=carriers["perceives"],
        reaped=NOUN & carriers["reaps"].fill_null(False),
        alluded=carriers["alludes"].fill_null(False),
        received=carriers["receives"].fill_null(False),
    )
    # `Kim Jong Un menyaksikan uji coba rudal`: a man who is shown a test has it made.
    shown = carriers["oversees"] & pl.col("subtype").is_in(SHOWN) & (pl.col("subject_persons").list.len() > 0)
    # `Lavrov termasuk tamu yang menyaksikan parade`: a guest looks on.
    guest = pl.col("term").str.contains("parade") & (pl.col("subject_kind") != "own")
    shown &= ~guest
    # `memerintahkan penghentian siaran`: a measure that is taken when it is ordered.
    shown |= carriers["orders"] & pl.col("subtype").is_in(MEASURES) & pl.col("content_of").is_null()
    found = found.with_columns(shown=shown.fill_null(False))
    mutual, directed = pl.col("roles") == "mutual", pl.col("roles").is_in(["directed", "towards"])
    persons = (
        pl.when(mutual).then(_union(_subject_persons(), pl.col("partner_persons")))
        .when(PASSIVE).then("agent_persons")
        .when(NOUN).then("owner_persons")
        .otherwise("subject_persons")
    )  # fmt: skip
    # Lazily, for then what the expressions share is computed once.
    lazy = found.lazy().with_columns(
        actors=pl.when(mutual).then(_both()).otherwise(_doer()), target=_target(), persons=persons.fill_null(NOBODY)
    )
    assigned = lazy.collect()
    assigned = assigned.with_columns(actors=pl.coalesce(_blamed(), _accused(), "actors"))
    too = (pl.col("voice") == "active") & pl.col("speech") & pl.col("alike_too").is_not_null()
    everyone = pl.when(too).then(_union(pl.col("actors"), pl.col("alike_too"))).otherwise("actors")
    assigned = assigned.with_columns(actors=everyone)
    assigned = assigned.join(causers(assigned, behind), on="trigger", how="left", maintain_order="left")
    others = pl.col("target").list.set_difference(pl.col("actors").fill_null(NOBODY))
    # `Oposisi mendesak Presiden Yoon mundur`: words at home.
    inward = pl.col("subtype").is_in(AT_HOME) & (pl.col("voice") == "active") & (pl.col("target") == pl.col("actors"))
    # `menerima kunjungan Menteri Pertahanan AS`: who receives it is the host.
    hosting = (pl.col("roles") == "visit") & NOUN & pl.col("received")
    hosts = _close_subject().list.set_difference(pl.col("actors").fill_null(NOBODY))
    others = pl.when(directed).then(others).when(hosting).then(hosts).otherwise(NOBODY)
    others = pl.when(inward.fill_null(False)).then("target").otherwise(others)
    return (
        assigned.with_columns(recipients=others.fill_null(NOBODY))
        .pipe(_aim_at_all)
        .drop(SPENT, "perceived", "reaped", "alluded", "shown", "received", "owner_close")
    )


def _aim_at_all(reports: pl.DataFrame) -> pl.DataFrame:
    """Direct words about what several do (`mengecam latihan Jepang dengan AS`) at all of them."""
    follows = (pl.col("sentence").shift(-1) == pl.col("sentence")) & (pl.col("start").shift(-1) - pl.col("end") <= 2)
    mutual = (NOUN & (pl.col("roles") == "mutual")).shift(-1)
    all_of_them = pl.col("actors").shift(-1).list.set_difference("actors")
    one_of_them = pl.col("recipients").list.set_difference(all_of_them).list.len() == 0
    blames = pl.col("speech") & (pl.col("recipients").list.len() > 0) & follows & mutual & one_of_them
    return reports.with_columns(recipients=pl.when(blames.fill_null(False)).then(all_of_them).otherwise("recipients"))


def _add_told_to(triggers: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Add `told_to`: `Xi mengatakan kepada Moon bahwa ia berkomitmen ...`, in the words of whoever is told."""
    told = groups.filter(pl.col("preposition") == "kepada").select("sentence", told_to="codes", told_end="end")
    near = join_nearest(triggers, told, "start", "told_end", tolerance=TOLD)
    content = pl.col("mark").is_in(["content", "quote", "colon", "aim"])
    # `mengatakan kepada Biden dalam percakapan telepon`
    called = NOUN & (pl.col("subtype") == "phone_call") & (pl.col("start") - pl.col("told_end") <= CALLED)
    told_to = pl.when(content & pl.col("speech")).then("told_to")
    both = pl.when(called.fill_null(False)).then(_union(pl.col("told_to"), pl.col("subject")))
    partners = _union(pl.col("partners"), both)
    return near.with_columns(told_to=told_to, partners=partners).drop("told_end")


def _close_subject() -> pl.Expr:
    """Give the subject unless it comes from another sentence."""
    return pl.when(pl.col("subject_kind") != "previous").then(pl.col("subject"))


def _noun_subject() -> pl.Expr:
    """Give the subject of the light verb that carries a noun (`menggelar latihan`), or of what is planned with it."""
    planned = pl.col("status").is_in(["planned", "cancelled", "postponed", "proposed"])
    light = (pl.col("light") | planned | (pl.col("subtype") == "visit")) & ~pl.col("perceived") & ~pl.col("reaped")
    light = light | pl.col("shown")
    # `Hal itu terjadi bersama pengerahan pasukan`: only what takes an object has its doer in a sentence before.
    takes = pl.col("verb_surface").str.contains("(?i)^(?:me|di)")
    light &= takes | (pl.col("subject_kind") != "previous")
    # `Jepang dan AS mematangkan latihan bersama`: several who do anything to it but speak of it have it together.
    together = (pl.col("roles") == "mutual") & (pl.col("subject").list.len() >= 2) & (pl.col("subject_kind") == "own")
    near = (pl.col("start") - pl.col("verb_start") < OBJECT) & pl.col("governed_at").is_null()
    light = light | (together & near & ~pl.col("perceived") & ~pl.col("reaped")).fill_null(False)
    return pl.when(light & (pl.col("start") - pl.col("verb_start") < CARRIED)).then(pl.col("subject"))


def _doer() -> pl.Expr:
    """Give who does what one side does."""
    # `tentara Korea Utara telah dikirim`: whose troops were sent.
    own = pl.col("roles").is_in(["solo", "towards"]) & (pl.col("subject_kind") == "own")
    own |= readied()
    # What flies and falls is not its teller's: `Jepang menyatakan rudal itu jatuh di laut`.
    flies = pl.col("subtype").is_in(LAUNCHES) & (pl.col("subject_kind") != "own")
    here = ~pl.col("subject_kind").is_in(["previous", "later"]) & ~flies
    # `sanksi PBB yang diberlakukan sejak 2006`: whose they are.
    whose = pl.col("subtype").is_in(THINGS) & pl.col("thing_before") & (pl.col("subject_kind") == "antecedent")
    # `tentara Korea Utara diangkut kapal Rusia ke Vladivostok`: whose troops they are, whoever carries them.
    troops = own & (pl.col("subtype") == "troop_dispatch")
    return (
        pl.when(pl.col("term").str.contains(IN_FORCE)).then("owner")
        .when(PASSIVE & troops).then("subject")
        .when(PASSIVE).then(
            pl.coalesce("agent", "sender", pl.when(own | whose).then("subject"), declared(), asked(), announcer())
        )
        .when(MIDDLE).then(pl.when(here).then("subject"))
        .when(RECEIVE).then("sender")
        .when(WISH & pl.col("speaker").is_null()).then(NOBODY)
        .when(WISH).then(pl.concat_list("speaker"))
        .when(NOUN).then(
            pl.coalesce("sender", pl.when(_suffers()).then("by").otherwise("owner"), _noun_subject(), announcer())
        )
        .when(_deed_acts()).then(NOBODY)
        .otherwise(pl.when(_told_by_speaker()).then(pl.concat_list("speaker")).otherwise("subject"))
    )  # fmt: skip


def _deed_acts() -> pl.Expr:
    """Tell `Uji coba tersebut mendorong Jepang ...`: what a deed brings about, nobody who was named before does."""
    ahead = before_within(pl.when(NOUN).then("clause"), pl.col("sentence")) == pl.col("clause")
    unsaid = pl.col("subject_kind").is_in(["previous", "later"])
    return (pl.col("voice") == "active") & unsaid & ahead.fill_null(False)


def _told_by_speaker() -> pl.Expr:
    """Tell acts of words without a subject of their own: `Pejabat itu menyebut peluncuran tersebut provokasi`."""
    unsaid = pl.col("subject_kind").is_in(["previous", "later"])
    return pl.col("speech") & unsaid & pl.col("speaker").is_not_null()


def _whose() -> pl.Expr:
    """Give who has a meeting with somebody: the subject, and behind `pertemuannya` that of a sentence before too."""
    spoken_of = before_within(pl.when(~NOUN).then("subject"), pl.col("article"))
    own = pl.col("term").str.ends_with("nya")
    # `Dalam pertemuan dengan Trump, Kim berjanji ...`: who met him acts behind it.
    ahead = pl.when(pl.col("verb_start").is_null() & pl.col("section_kind").is_in(OPENS)).then("next_subject")
    # `seusai pertemuan dengan Trump`: he who acts around it had it.
    afterwards = pl.when(pl.col("section_kind").is_in(["time", "simultaneous"])).then("subject")
    # `Presiden mengatakan bahwa dalam KTT dengan AS, Trump berjanji ...`: one does not meet oneself.
    close = pl.coalesce(_close_subject(), ahead, afterwards)
    alone = close.list.set_difference(pl.col("partners").fill_null(NOBODY)).list.len() == 0
    other = spoken_of.list.set_difference(pl.col("partners").fill_null(NOBODY))
    close = pl.when(alone & (other.list.len() == 1)).then(other).otherwise(close)
    return pl.when(own).then(pl.coalesce("subject", spoken_of)).otherwise(close)


def _subject_persons() -> pl.Expr:
    """Give the persons of the subject, or of the verb behind a noun that opens its sentence."""
    ahead = (
        NOUN
        & pl.col("verb_start").is_null()
        & pl.col("joined_by").fill_null(False)
        & pl.col("section_kind").is_in(OPENS)
    )
    return pl.coalesce("subject_persons", pl.when(ahead).then("next_persons"))


def _both() -> pl.Expr:
    """Give who does what several do together."""
    named = pl.col("partners")
    # `Putin disambut oleh Kim`: he who is received meets his host.
    received = pl.col("subtype").is_in(MEETINGS) & pl.col("subject_kind").is_in(["own", "inherited"])
    # `Ancaman Pyongyang dibahas Jepang dan AS`: what is discussed takes no part.
    received &= ~(PASSIVE & pl.col("rule").is_in(TOPIC_RULES))
    # `KTT Kim dengan Trump`: the noun names both.
    theirs = pl.col("joined_by").fill_null(False) & pl.col("owner_close").fill_null(False) & ~pl.col("alluded")
    theirs &= pl.col("owner").ne_missing(pl.col("by"))
    first = (
        pl.when(NOUN & (pl.col("by").list.len() >= 2)).then("by")
        .when(NOUN & theirs).then("owner")
        .when(NOUN & pl.col("joined_by").fill_null(False) & ~pl.col("alluded")).then(_whose())
        .when(NOUN & pl.col("alluded")).then("by")
        .when(NOUN & (named.list.len() >= 2)).then(NOBODY)
        .when(NOUN).then(_noun_subject())
        .when(PASSIVE & received).then(_union(pl.col("agent"), _close_subject()))
        .when(PASSIVE).then(pl.coalesce("agent", _close_subject()))
        .otherwise("subject")
    )  # fmt: skip
    # `perjanjian yang ditandatanganinya dengan Jepang`
    his = pl.col("term").str.ends_with("nya")
    alone = (PASSIVE & ~NOUN & ~his) | (NOUN & (pl.col("by").list.len() >= 2))
    return _union(first, pl.when(alone).then(NOBODY).otherwise(named))


def _target() -> pl.Expr:
    """Give whom an act is directed at."""
    thing = pl.col("subtype").is_in(THINGS) & pl.col("thing_before").fill_null(False)
    # `Korut mengumumkan hotline militer diputus`: who makes it known is not whom it befalls.
    told = declared().is_not_null() & (pl.col("subject_kind") == "inherited")
    return (
        pl.when(PASSIVE & (thing | _names_thing_behind() | told)).then(pl.coalesce("receiver", "object", owner()))
        .when(PASSIVE & (pl.col("subtype") != "denial")).then(pl.coalesce("receiver", _close_subject(), "object"))
        .when(WISH | RECEIVE).then(_close_subject())
        # `menuai kecaman dari Jepang`: the subject is whom the words befall.
        .when(pl.col("reaped") & (pl.col("roles") == "directed")).then(pl.coalesce(_close_subject(), "object"))
        .otherwise(pl.coalesce("receiver", pl.when(_suffers()).then("owner"), "object"))
    )  # fmt: skip


def _names_thing_behind() -> pl.Expr:
    """Tell `dijatuhkannya sanksi terhadap Jepang`, whose thing stands behind it and whose subject is another."""
    return pl.col("subtype").is_in(THINGS) & pl.col("term").str.ends_with("nya")


def _suffers() -> pl.Expr:
    """Tell a noun whose owner is whom the deed befalls."""
    return NOUN & pl.col("rule").is_in(SUFFERED) & pl.col("by").ne_missing(pl.col("owner"))


def _blamed() -> pl.Expr:
    """Give whom an act of words before blames, to the verb behind `karena` that has no subject of its own."""
    blames = pl.col("subtype").is_in(BLAME) & (pl.col("voice") == "active")
    target = before_within(pl.when(blames).then("target"), pl.col("sentence"))
    reason = (pl.col("section_kind") == "cause") & (pl.col("voice") == "active") & (pl.col("subject_kind") != "own")
    return pl.when(reason & ~pl.col("speech")).then(target)


def _accused() -> pl.Expr:
    """Give the accused to the deed whose words have lost them: `menuding kelompok X, yang ..., meretas bursa`."""
    blames = pl.when((pl.col("subtype") == "accusation") & (pl.col("voice") == "active"))
    target, by = (before_within(blames.then(name), pl.col("sentence")) for name in ("target", "actors"))
    lost = (pl.col("content_of") == "alleged") & (pl.col("voice") == "active") & ~pl.col("speech")
    return pl.when(lost & (pl.col("actors") == by)).then(target)


def _union(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Unite two lists, either of which may be null."""
    return first.fill_null(NOBODY).list.set_union(second.fill_null(NOBODY))

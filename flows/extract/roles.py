"""Choose the actors and recipients of events among the parties around their triggers."""

import polars as pl

from flows.extract.arguments import agents, first_pairs, followers, likewise, noun_agents, partners
from flows.extract.cues import event_words
from flows.extract.culprits import ADMITTED, BLAME, accused, blamed, defectors, masterminded, sorry, struck
from flows.extract.doers import (
    RECEIVE,
    THINGS,
    WISH,
    both,
    close_subject,
    doer,
    follows_verb,
    subject_persons,
    suffers,
    told_by_speaker,
    union,
)
from flows.extract.governors import MEASURES
from flows.extract.moved import other_korea
from flows.extract.passives import declared, launcher, owner
from flows.extract.subtypes import COUNCIL, DECLARED, MEETINGS, TESTS
from flows.extract.targets import AT_HOME, causers, objects, receivers
from flows.extract.vicinity import NOUN, PASSIVE
from flows.language.frames import NOBODY, in_sentence
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import before_within

# How far (characters) behind an act of words the noun stands that it is about: `rencana` may stand between.
PLAN = len(" rencana ")
# How far (characters) before an act of words the party stands to which it is told.
TOLD = 60
# How far (characters) behind `menerima` stands what one gets.
RECEIVED = 12
# How far (characters) behind whom one tells something in a call the call is named.
CALLED = 12
# How far (characters) from the head of a sentence its `Bersama Kim` begins.
BESIDE = 9
# What leaders are shown.
SHOWN = [*TESTS, "unilateral_exercise", "weapons_development"]
# What a state has its own people do.
ORDERED = ["troop_dispatch", "deployment", "arms_transfer", "aid", "unilateral_exercise", "weapons_development", *TESTS]
# Columns that served to find the roles; what nobody reads behind them would only be copied along.
SPENT = [
    "surface", "subject", "subject_persons", "declarer", "start_right", "next_verb",
    "content", "agent", "agent_persons", "joined_by", "partners", "partner_persons", "owner",
    "owner_persons", "by", "sender", "target", "next_subject", "next_persons", "alike_too",
]  # fmt: skip
# What is not done to the council that orders it.
NOT_AT_COUNCIL = ["sanction", "arms_transfer"]


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
        (who does what the act answers to, or null; Lists), `said_by` (whose own words the
        act is), and the columns of the functions of `arguments`.
    """
    behind = followers(triggers, groups, sentences)
    triggers = _spare_oneself(triggers, behind)
    found = triggers.join(noun_agents(triggers, behind, lexicon), on="trigger", how="left", maintain_order="left")
    found = found.join(agents(triggers, behind, groups), on="trigger", how="left", maintain_order="left")
    for frame in (
        objects(found, behind, lexicon),
        partners(triggers, behind, lexicon),
        receivers(triggers, behind, lexicon),
        likewise(behind, lexicon),
    ):
        found = found.join(frame, on="trigger", how="left", maintain_order="left")
    found = _add_told_to(found, groups)
    found = _add_carriers(found, lexicon).join(
        _attended(found, sentences, lexicon), on="trigger", how="left", maintain_order="left"
    )
    mutual, directed = pl.col("roles") == "mutual", pl.col("roles").is_in(["directed", "towards"])
    persons = (
        pl.when(mutual).then(union(subject_persons(), pl.col("partner_persons")))
        .when(PASSIVE).then("agent_persons")
        .when(NOUN).then("owner_persons")
        .otherwise("subject_persons")
    )  # fmt: skip
    # Lazily, for then what the expressions share is computed once.
    lazy = found.lazy().with_columns(
        actors=pl.when(mutual).then(both()).otherwise(doer()), target=_target(), persons=persons.fill_null(NOBODY),
        said_by=pl.when(WISH | told_by_speaker()).then("said_by"),
    )  # fmt: skip
    assigned = lazy.collect().with_columns(struck())
    # `menelepon Menlu Korea Selatan dan Menlu Jepang secara terpisah`: who meets each of the others.
    one = [pl.when(pl.col(name).list.len() == 1).then(pl.col(name).list.first()) for name in ("subject", "partners")]
    assigned = assigned.with_columns(hub=pl.when(mutual).then(pl.coalesce(one)))
    assigned = assigned.with_columns(actors=pl.coalesce(blamed(), accused(), "actors", launcher()))
    assigned = assigned.with_columns(sorry()).with_columns(masterminded())
    # `Pembelot Korea Utara mengirim balon`: who sends them lives in the other Korea.
    assigned = assigned.join(defectors(assigned, sentences, lexicon), on="trigger", how="left", maintain_order="left")
    home = (pl.col("subtype") == "propaganda") & ((pl.col("target") == pl.col("actors")) | pl.col("defectors"))
    across = pl.when(home.fill_null(False)).then(other_korea(pl.col("actors")))
    assigned = assigned.with_columns(actors=pl.coalesce(across, "actors"))
    # `mengecam Seoul karena melakukan latihan dengan AS`: so is what it is blamed for having held.
    held = mutual & NOUN & pl.col("light") & (pl.col("section_kind") == "cause") & (pl.col("subject_kind") != "own")
    blames = pl.when(pl.col("subtype").is_in(BLAME) & (pl.col("voice") == "active")).then("target")
    culprit = before_within(blames, pl.col("sentence"))
    theirs = pl.when(held & culprit.is_not_null()).then(union(culprit, pl.col("partners")))
    assigned = assigned.with_columns(actors=pl.coalesce(theirs, "actors"))
    too = (pl.col("voice") == "active") & pl.col("speech") & pl.col("alike_too").is_not_null()
    everyone = pl.when(too).then(union(pl.col("actors"), pl.col("alike_too"))).otherwise("actors")
    assigned = assigned.with_columns(actors=everyone)
    assigned = assigned.join(causers(assigned, behind), on="trigger", how="left", maintain_order="left")
    others = pl.col("target").list.set_difference(pl.col("actors").fill_null(NOBODY))
    # `Oposisi mendesak Presiden Yoon mundur`: words at home.
    inward = pl.col("subtype").is_in(AT_HOME) & (pl.col("voice") == "active") & (pl.col("target") == pl.col("actors"))
    # `menerima kunjungan Menteri Pertahanan AS`: who receives it is the host.
    # `Iran dikunjungi Putin`: so is the land that he calls on.
    hosting = (pl.col("roles") == "visit") & ((NOUN & pl.col("received")) | (pl.col("voice") == "passive"))
    hosts = close_subject().list.set_difference(pl.col("actors").fill_null(NOBODY))
    others = pl.when(directed).then(others).when(hosting).then(hosts).otherwise(NOBODY)
    others = pl.when(inward.fill_null(False)).then("target").otherwise(others)
    # `menerapkan sanksi PBB`: whose measures they are, they do not befall.
    others = (
        pl.when(pl.col("subtype").is_in(NOT_AT_COUNCIL)).then(others.list.set_difference([COUNCIL])).otherwise(others)
    )
    return (
        assigned.with_columns(recipients=others.fill_null(NOBODY))
        .pipe(_aim_at_all)
        .drop(SPENT, "defectors", "perceived", "reaped", "alluded", "shown", "received", "granted")
        .drop("owner_close", "attended")
    )


def _attended(found: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Tell meetings in which several do something: `AS dan Jepang mengecam peluncuran itu dalam pembicaraan telepon`.

    Args:
        found: Columns `trigger`, `sentence`, `start`, `voice`, `subtype`, `subject` (List), `subject_kind`.
        sentences: Of `split_sentences`.
        lexicon: Gives `event_cues`.

    Returns:
        Columns `trigger`, `attended` (true).
    """
    acts = pl.col("subject_kind").is_in(["own", "inherited"]) & (pl.col("subject").list.len() >= 2)
    rows = found.filter(NOUN, pl.col("subtype").is_in(MEETINGS), acts).select("trigger", "sentence", "start")
    framed = in_sentence(rows, sentences)
    ahead = pl.col("text").str.slice(0, pl.col("start") - pl.col("at"))
    held = framed.filter(ahead.str.contains(rf"{event_words(lexicon, 'inside')}(?: [a-z]+)? $"))
    return held.select("trigger", attended=pl.lit(True))


def _spare_oneself(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Take the party of a sentence before from acts of words at itself: `Laporan itu menuduh Korea Utara ...`."""
    beside = first_pairs(behind.filter(pl.col("gap") <= 1, pl.col("preposition").is_null()))
    joined = triggers.join(beside.select("trigger", beside="codes"), on="trigger", how="left", maintain_order="left")
    unsaid = pl.col("speech") & (pl.col("voice") == "active") & (pl.col("subject_kind") == "previous")
    itself = (unsaid & (pl.col("subject") == pl.col("beside"))).fill_null(False)
    # `Mereka mendesak Korea Utara`: whoever `mereka` is, those whom they urge are not among them.
    others = pl.col("subject").list.set_difference("beside")
    many = pl.col("speech") & (pl.col("voice") == "active") & (pl.col("subject").list.len() >= 2)
    among = many & (pl.col("roles") == "directed") & (others.list.len() < pl.col("subject").list.len())
    subject = pl.when(among.fill_null(False) & (others.list.len() > 0)).then(others).otherwise("subject")
    return joined.with_columns(subject=pl.when(~itself).then(subject)).drop("beside")


def _add_carriers(found: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add what the verb before a noun makes of its subject: `perceived`, `reaped`, `alluded`, `received`, `shown`."""
    verb = pl.col("verb_surface").str.to_lowercase()
    carriers = {
        name: verb.str.contains(f"^{event_words(lexicon, name)}")
        for name in ("perceives", "reaps", "oversees", "alludes", "receives", "orders", "declares", "admits")
    }
    verb_end = pl.col("verb_start") + pl.col("verb_surface").str.len_bytes().cast(pl.Int64)
    # `menerima laporan mengenai kunjungan Kim`: a report is received.
    at_once = pl.col("start") - verb_end <= RECEIVED
    found = found.with_columns(
        perceived=carriers["perceives"],
        reaped=NOUN & carriers["reaps"].fill_null(False),
        alluded=carriers["alludes"].fill_null(False),
        received=(carriers["receives"] & at_once).fill_null(False),
        granted=(pl.col("grants") & at_once).fill_null(False),
    )
    # `Kim Jong Un menyaksikan uji coba rudal`: a man who is shown a test has it made.
    shown = carriers["oversees"] & pl.col("subtype").is_in(SHOWN) & (pl.col("subject_persons").list.len() > 0)
    # `Lavrov termasuk tamu yang menyaksikan parade`: a guest looks on.
    guest = pl.col("term").str.contains("parade") & (pl.col("subject_kind") != "own")
    shown &= ~guest
    # `memerintahkan penghentian siaran`: a measure that is taken when it is ordered.
    shown |= carriers["orders"] & pl.col("subtype").is_in(MEASURES) & pl.col("content_of").is_null()
    # `memerintahkan pengiriman pasukan ke Rusia`: what will be done by those whom the orderer commands.
    shown |= carriers["orders"] & pl.col("subtype").is_in(ORDERED) & follows_verb()
    # `mengumumkan pengerahan kapal induk`: what a state makes known as its own.
    own = (carriers["declares"] & pl.col("subtype").is_in(DECLARED)) | (
        carriers["admits"] & pl.col("subtype").is_in(ADMITTED)
    )
    shown |= own & pl.col("content_of").is_null() & follows_verb()
    return found.with_columns(shown=shown.fill_null(False))


def _aim_at_all(reports: pl.DataFrame) -> pl.DataFrame:
    """Direct words about what several do (`mengecam latihan Jepang dengan AS`) at all of them."""
    follows = (pl.col("sentence").shift(-1) == pl.col("sentence")) & (pl.col("start").shift(-1) - pl.col("end") <= PLAN)
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
    both = pl.when(called.fill_null(False)).then(union(pl.col("told_to"), pl.col("subject")))
    # `Bersama Kim Jong Un, Moon meneken deklarasi`
    beside = groups.filter(pl.col("preposition") == "bersama", pl.col("start") - pl.col("body_start") <= BESIDE)
    opening = beside.unique("sentence", keep="first", maintain_order=True).filter(pl.col("clause_start").is_not_null())
    near = near.join(opening.select("sentence", company="codes", company_end="end"), on="sentence", how="left")
    along = pl.col("company_end").le(pl.col("start")).fill_null(False) & (pl.col("voice") == "active")
    company = pl.when(along & (pl.col("section") == 0) & (pl.col("subject_kind") == "own")).then("company")
    partners = union(union(pl.col("partners"), both), company)
    return near.with_columns(told_to=told_to, partners=partners).drop("told_end", "company", "company_end")


def _target() -> pl.Expr:
    """Give whom an act is directed at."""
    thing = pl.col("subtype").is_in(THINGS) & pl.col("thing_before").fill_null(False)
    # `Korut mengumumkan hotline militer diputus`: who makes it known is not whom it befalls.
    unsaid = (pl.col("subject_kind") == "inherited") | (pl.col("subject").list.len() == 0)
    told = declared().is_not_null() & unsaid
    return (
        pl.when(PASSIVE & (thing | _names_thing_behind() | told)).then(pl.coalesce("receiver", "object", owner()))
        .when(PASSIVE & (pl.col("subtype") != "denial")).then(pl.coalesce("receiver", close_subject(), "object"))
        # `Sangat disesalkan Jepang menolak`: who is blamed stands behind.
        .when(WISH & (pl.col("subtype") == "condemnation")).then(pl.coalesce(close_subject(), "object"))
        .when(WISH | RECEIVE).then(close_subject())
        # `menuai kecaman dari Jepang`: the subject is whom the words befall.
        .when(pl.col("reaped") & (pl.col("roles") == "directed")).then(pl.coalesce(close_subject(), "object"))
        # `menerima usulan Jepang`: whoever takes it up was made the offer.
        .when(NOUN & pl.col("speech") & pl.col("granted")).then(pl.coalesce("receiver", close_subject(), "object"))
        # `mengatakan usul Jepang propaganda`: so was whoever speaks of it.
        # `atas undangan Jepang`: whoever came was asked.
        .when(pl.col("subtype") == "offer").then(pl.coalesce("receiver", "object", _who_tells(), _asked()))
        .when(pl.col("subtype") == "rejection").then(pl.coalesce("receiver", "object", _who_tells()))
        .otherwise(pl.coalesce("receiver", pl.when(suffers()).then("owner"), "object"))
    )  # fmt: skip


def _asked() -> pl.Expr:
    """Give who acts beside a noun for an offer of somebody else, and does not only speak of it."""
    acts = NOUN & ~pl.col("alluded") & ~pl.col("perceived") & ~pl.col("reaped")
    return pl.when(acts & (close_subject() != pl.col("owner"))).then(close_subject())


def _who_tells() -> pl.Expr:
    """Give who tells in his own words what another did to him."""
    return pl.when(pl.col("speaker").is_not_null()).then(pl.concat_list("speaker"))


def _names_thing_behind() -> pl.Expr:
    """Tell `dijatuhkannya sanksi terhadap Jepang`, whose thing stands behind it and whose subject is another."""
    return pl.col("subtype").is_in(THINGS) & pl.col("term").str.ends_with("nya")

"""Settle the subtype of events by who takes part: summits, exercises of one state and of several."""

import polars as pl

from flows.extract.cues import event_words
from flows.language.frames import in_sentence, is_only
from flows.language.lexicon import Lexicon
from flows.language.spans import normalise
from flows.language.windows import backward_within, before_within, shift_within

MEETINGS = ["talks", "summit", "phone_call"]
# Verbs of talks whose object is what they are about.
TOPIC_RULES = ["talks:bahas", "talks:bicarakan", "talks:rundingkan", "talks:diskusikan"]
EXERCISES = ["joint_exercise", "unilateral_exercise"]
LEADER = (
    r"(?i)^(?:presiden|perdana menteri|pm|pemimpin|kanselir|raja|kaisar|sultan|ketua komisi urusan negara|"
    r"sekretaris jenderal partai)(?-u:\b)"
)
# Where the president leads the government too, and a prime minister none.
SECONDED, SECOND = ["KOR"], r"(?i)^(?:perdana menteri|pm)(?-u:\b)"
# Several of them, each of another country.
LEADERS = r"(?i)^(?:para|kedua|ketiga|dua|tiga) (?:presiden|perdana menteri|pemimpin|kepala negara)(?-u:\b)"
# The country behind `pemimpin Korea Utara`, and how far (characters) it reaches.
BOTH_LED = r"^\)?(?: \([^)]{1,12}\))? (?:dan|serta) ([A-Z][\w-]+(?: [A-Z][\w-]+)?)"
AND_LAND = 50
LAUNCHES = ["missile_launch", "satellite_launch"]
TESTS = [*LAUNCHES, "nuclear_test"]
# What a state makes known as its own deed.
DECLARED = [
    "diplomatic_break", "de_escalation", "sanction", "detention", "aid", "deployment", "arms_transfer", "alert",
    "unilateral_exercise", "joint_exercise", "talks", "summit", "concession",
]  # fmt: skip
# What is done some time after it is decided or announced.
AHEAD = ["aid", "deployment", "arms_transfer", "joint_exercise", "unilateral_exercise", *MEETINGS]
# Who agrees with himself.
COUNCIL = "UN"
# Characters of the code of a country.
COUNTRY = 3
# Sanctions that are spoken of as in force: `di bawah sanksi PBB`, `melanggar sanksi AS`.
IN_FORCE = "^sanksi(?: keras| berat| sanksi)?$"
# The word for a proposal of something that is to be done.
PROPOSAL = "demand:usulkan"
# Words by which one agrees.
AGREES = "^(?:sepakat|bersepakat|setuju|menyetujui)(?: |$)"
# Who practise together on the peninsula.
PARTNERS = ["KOR", "USA"]
# Who practises with others, and never with one another.
KOREAS = ("KOR", "PRK")
JOINT = "gabungan|bersama|latgab|trilateral"


def settle_calls(triggers: pl.DataFrame) -> pl.DataFrame:
    """Turn talks that are held over the telephone into calls: `berbicara dengan Moon lewat telepon`.

    Args:
        triggers: Columns `sentence`, `section`, `start`, `voice`, `subtype`; in text order.

    Returns:
        `triggers` without the words for the means (voice `means`), which count as nouns where no talks stand before.
    """
    means, talks = pl.col("voice") == "means", pl.col("subtype").is_in(MEETINGS) & (pl.col("voice") != "means")
    key = pl.col("sentence").cast(pl.Int64) * 1000 + pl.col("section")
    placed = triggers.sort(key, "start", maintain_order=True).with_columns(key=key)
    ahead = before_within(pl.when(talks).then(True), pl.col("key")).fill_null(False)
    behind = backward_within(pl.when(means).then("subtype"), pl.col("key"))
    more = backward_within(pl.when(talks).then(True), pl.col("key"))
    last = shift_within(more, pl.col("key"), -1).is_null()
    settled = placed.with_columns(
        subtype=pl.when(talks & last).then(pl.coalesce(behind, "subtype")).otherwise("subtype"), carried=means & ahead
    )
    voice = pl.when(means).then(pl.lit("noun")).otherwise("voice")
    return (
        settled.filter(~pl.col("carried"))
        .with_columns(voice=voice)
        .drop("key", "carried")
        .sort("sentence", "start", maintain_order=True)
    )


def settle_tests(triggers: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Say what was launched or tested where the words leave it open.

    `peluncuran itu` and `percobaan ketiga` are of what was launched last; a rocket that is not called a missile carries
    the satellite whose launch its article told before.

    Args:
        triggers: Columns `article`, `sentence`, `start`, `end`, `term`, `subtype`, `rule`; in text order.
        sentences: Of `split_sentences`.
        lexicon: Words for rockets and missiles, nouns of launching and what counts them (`event_cues`).

    Returns:
        `triggers` with `subtype` corrected, without ordinals of nothing that was told before.
    """
    kinds = ("rocket", "missile", "launching", "pointing")
    words = {kind: f"(?i){event_words(lexicon, kind)}" for kind in kinds}
    words["counting"] = f"(?i){event_words(lexicon, 'counting', 'dating')}"
    tests = triggers.filter(pl.col("subtype").is_in(TESTS))
    tests = tests.join(sentences.select("sentence", "text"), on="sentence", how="left", maintain_order="left")
    missile, satellite = pl.col("subtype") == TESTS[0], pl.col("subtype") == TESTS[1]
    phrase = missile & (pl.col("rule") == f"{TESTS[0]}:phrase")
    counted = phrase & pl.col("term").str.contains(f"^{words['launching']} {words['counting']}$")
    is_open = counted | (phrase & pl.col("term").str.contains(f"^{words['launching']}(?: {words['pointing']})?$"))
    rocket = pl.col("text").str.contains(words["rocket"]) & ~pl.col("text").str.contains(words["missile"])
    carried = missile & ~is_open & rocket & satellite.cum_max().over("article")
    tests = tests.with_columns(
        known=pl.when(carried).then(pl.lit(TESTS[1])).when(~is_open).then("subtype"),
        alone=pl.when(counted).then(pl.lit("")).otherwise("subtype"),
    )
    settled = pl.coalesce(pl.col("known").forward_fill().over("article"), "alone")
    found = tests.select("sentence", "start", "end", settled=settled)
    joined = triggers.join(found, on=["sentence", "start", "end"], how="left", maintain_order="left")
    joined = joined.with_columns(subtype=pl.coalesce("settled", "subtype")).drop("settled")
    return joined.filter(pl.col("subtype") != "")


def raise_to_summits(
    reports: pl.DataFrame, posts: pl.DataFrame, chunks: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Call talks a summit where at least two of those who hold them lead a state or a government.

    Args:
        reports: Columns `trigger`, `article`, `sentence`, `subtype`, `actors`, `persons` (Lists).
        posts: Of `find_persons`: `article`, `person`, `post`.
        chunks: Of `find_persons`: people without a name too (`Presiden Rusia`).
        sentences: Of `split_sentences`.
        lexicon: Gives the posts of people whose post is not printed.

    Returns:
        `reports` with `subtype` corrected.
    """
    talks = reports.filter(pl.col("subtype") == "talks")
    leads = _leads(pl.col("post"), pl.col("country"))
    # Other spellings and surnames of a leader are rows without a post.
    known = lexicon.people.join(lexicon.people.filter(leads), on="person", how="semi").select("term").unique()
    printed = posts.filter(leads).select("article", "person")
    persons = talks.select("trigger", "article", leader="persons").explode("leader").drop_nulls("leader")
    named = persons.with_columns(term=normalise(pl.col("leader")).str.strip_chars())
    leaders = [
        named.join(printed, left_on=["article", "leader"], right_on=["article", "person"], how="semi"),
        named.join(known, on="term", how="semi"),
        _unnamed_leaders(talks, chunks, sentences, lexicon),
    ]
    # `Putin` and `presiden Rusia itu` are one leader.
    lands = chunks.drop_nulls(["person", "code"]).unique(["article", "person"], keep="first")
    lands = lands.select("article", leader="person", land="code")
    stacked = pl.concat([frame.select("trigger", "article", "leader") for frame in leaders])
    everyone = stacked.join(lands, on=["article", "leader"], how="left", maintain_order="left")
    everyone = everyone.select("trigger", pl.coalesce("land", "leader")).unique()
    many = everyone.group_by("trigger").len("leaders").filter(pl.col("leaders") >= 2)
    joined = reports.join(many, on="trigger", how="left", maintain_order="left")
    high = (pl.col("subtype") == "talks") & (pl.col("leaders") >= 2)
    return joined.with_columns(subtype=pl.when(high).then(pl.lit("summit")).otherwise("subtype")).drop("leaders")


def _leads(post: pl.Expr, country: pl.Expr) -> pl.Expr:
    """Tell posts that lead a state or a government."""
    second = country.is_in(SECONDED) & post.str.contains(SECOND)
    return post.str.contains(LEADER) & ~second.fill_null(False)


def _unnamed_leaders(
    talks: pl.DataFrame, chunks: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Give the parties of talks named by the post of a leader: columns `trigger`, `article`, `leader`."""
    posts = chunks.filter(pl.col("person").is_null()).join(talks.select("sentence"), on="sentence", how="semi")
    placed = in_sentence(posts, sentences)
    words = pl.col("text").str.slice(pl.col("start") - pl.col("at"), pl.col("end") - pl.col("start"))
    leaders = placed.filter(_leads(words, pl.col("code")))
    # `pemimpin Korea Utara dan Amerika Serikat`: of both.
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), AND_LAND)
    second = leaders.select("sentence", term=normalise(behind.str.extract(BOTH_LED, 1)).str.strip_chars()).drop_nulls()
    lands = lexicon.countries.select("term", leader="code").unique("term")
    both = second.join(lands, on="term").select("sentence", "leader")
    leaders = pl.concat([leaders.select("sentence", leader="code"), both])
    parties = talks.select("trigger", "article", "sentence", leader="actors").explode("leader")
    named = parties.join(leaders, on=["sentence", "leader"], how="semi")
    # `Para pemimpin AS, Jepang, dan Korea Selatan bertemu`: each of those listed sends one.
    several = placed.filter(words.str.contains(LEADERS)).select("sentence")
    return pl.concat([named, parties.join(several, on="sentence", how="semi")]).unique(maintain_order=True)


def settle_exercises(reports: pl.DataFrame) -> pl.DataFrame:
    """Tell joint exercises from those of one state, by their number of actors.

    Args:
        reports: Columns `subtype`, `roles`, `actors` (List), `series`, `series_parties` (List), `term`.

    Returns:
        `reports` with `subtype` and `roles` corrected.
    """
    # Several who fire missiles together practise.
    fired = (pl.col("subtype") == "missile_launch") & (pl.col("actors").list.len() >= 2)
    # `sejak kedua Korea terbagi, dengan menembakkan 25 rudal`: the Koreas do not fire together.
    koreas = pl.all_horizontal(pl.col("actors").list.contains(code) for code in KOREAS)
    apart = fired & koreas
    reports = reports.with_columns(actors=pl.when(~apart.fill_null(False)).then("actors"))
    fired = fired & ~apart
    # `latihan militer` of one state is its own exercise, unless the word or a name says that others take part.
    alone = (
        (pl.col("subtype") == "joint_exercise")
        & (pl.col("actors").list.len() == 1)
        & (pl.col("series").is_null() | (pl.col("series_parties").list.len() == 1))
        & ~pl.col("term").str.contains(JOINT)
    )
    # `ketiga negara berlatih menembak`: what several practise, they practise together; the Koreas do not.
    several = (pl.col("subtype") == "unilateral_exercise") & (pl.col("actors").list.len() >= 2)
    several &= ~koreas
    together = fired | several.fill_null(False)
    subtype = pl.when(together).then(pl.lit("joint_exercise")).when(alone).then(pl.lit("unilateral_exercise"))
    roles = pl.when(alone).then(pl.lit("solo")).when(several).then(pl.lit("mutual")).otherwise("roles")
    # `Pyongyang menuduh Seoul berlatih dengan AS`: the North practises with none of those two.
    of_foes = (pl.col("subtype") == "joint_exercise") & pl.col("actors").list.contains("PRK")
    of_foes &= pl.col("actors").list.set_intersection(PARTNERS).list.len() > 0
    partners = pl.col("actors").list.set_difference(["PRK"]).list.set_union(PARTNERS)
    actors = pl.when(of_foes.fill_null(False)).then(partners).otherwise("actors")
    return reports.with_columns(subtype=subtype.otherwise("subtype"), roles=roles, actors=actors)


def settle_proposals(reports: pl.DataFrame) -> pl.DataFrame:
    """Tell what a proposal (`mengusulkan agar ...`) is: sanctions of whoever proposes them, or an offer to meet.

    Args:
        reports: Columns `sentence`, `start`, `rule`, `subtype`, `roles`, `governed_at`, `content_of`, `status`,
            `actors`, `recipients` (Lists); in text order.

    Returns:
        `reports` with proposed sanctions for the proposal of them, which the council that is asked has yet to impose;
        a proposal that several meet or practise, or that something is eased, is an offer.
    """
    proposal = pl.col("rule") == PROPOSAL
    told = [pl.when(proposal).then(name) for name in ("start", "actors")]
    begins, proposer = (before_within(value, pl.col("sentence")) for value in told)
    placed = reports.with_columns(inside=(pl.col("governed_at") == begins).fill_null(False), proposer=proposer)
    sanction = pl.col("inside") & (pl.col("subtype") == "sanction")
    gives_way = proposal & sanction.any().over("sentence")
    ahead = pl.col("status").is_in(["occurred", "planned", "proposed"])
    meets = pl.col("inside") & (pl.col("roles") == "mutual") & ahead
    # `mengusulkan agar hotline dihidupkan kembali`
    meets |= pl.col("inside") & (pl.col("subtype") == "de_escalation") & ahead
    offered = proposal & meets.any().over("sentence") & ~gives_way
    aimed = pl.col("recipients").list.set_difference("proposer")
    return (
        placed.with_columns(
            subtype=pl.when(offered).then(pl.lit("offer")).otherwise("subtype"),
            status=pl.when(sanction).then(pl.lit("proposed")).otherwise("status"),
            content_of=pl.when(~sanction).then("content_of"),
            recipients=pl.when(sanction).then(aimed).otherwise("recipients"),
            actors=pl.when(sanction).then("proposer").otherwise("actors"),
        )
        .filter(~gives_way)
        .drop("inside", "proposer")
    )


def settle_agreements(reports: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call what one state alone agrees to (`Jepang setuju membantu`) its pledge: agreements have several parties.

    What a council agrees on is its deed and no agreement; a reception without a host is no meeting. Regret about those
    whom one's own deed befell is a concession.

    Args:
        reports: Columns `subtype`, `roles`, `orphan`, `voice`, `actors` (List).
        lexicon: Gives `event_roles`.

    Returns:
        `reports` with `subtype`, `roles` and `orphan` corrected.
    """
    roles = lexicon.table("event_roles").filter(pl.col("subtype") == "pledge").select("roles", "orphan").row(0)
    state = pl.col("actors").list.first().str.len_chars() == COUNTRY
    verb = (pl.col("subtype") == "agreement") & (pl.col("voice") == "active")
    # `menyatakan penyesalan atas tewasnya tentara Jepang`
    sorry = pl.when("mourns").then(pl.lit("concession")).otherwise("subtype")
    beside = pl.when(verb).then(_agreed_beside()).otherwise("actors")
    reports = reports.with_columns(actors=beside, subtype=sorry).drop("mourns")
    alone = verb & (pl.col("actors").list.len() == 1) & state
    changes = {"subtype": "pledge", "roles": roles[0], "orphan": roles[1]}
    # `PBB sepakat menjatuhkan sanksi`, `Presiden disambut meriah`: nobody else takes part.
    said = (pl.col("subtype") == "agreement") & (pl.col("voice") != "noun")
    sits = is_only(pl.col("actors"), [COUNCIL])
    council = said & sits
    # `perjanjian yang disepakati Jepang`: with whom, nobody says.
    lone = (pl.col("subtype") == "agreement") & (pl.col("voice") == "passive") & (pl.col("actors").list.len() == 1)
    received = (pl.col("subtype") == "talks") & (pl.col("voice") == "passive") & (pl.col("actors").list.len() < 2)
    # `dibahas di Dewan Keamanan PBB`: a council meets itself.
    # `Revisi itu tengah dirundingkan`: between whom the article tells elsewhere.
    unsaid = (pl.col("rule") == "talks:rundingkan") & (pl.col("actors").list.len() == 0)
    dropped = (council | (received & ~sits & ~unsaid) | (lone & state)).fill_null(False)
    return reports.filter(~dropped).with_columns(
        pl.when(alone).then(pl.lit(value)).otherwise(name).alias(name) for name, value in changes.items()
    )


def _agreed_beside() -> pl.Expr:
    """Add those who agree in the next clause: `Korea Utara sepakat menyelidiki dan Jepang setuju mencabut sanksi`."""
    single = (pl.col("voice") == "active") & (pl.col("actors").list.len() == 1)
    agrees = pl.when(single & pl.col("term").str.contains(AGREES)).then("actors")
    sentence = pl.col("sentence")
    ahead = before_within(agrees, sentence)
    behind = shift_within(backward_within(agrees, sentence), sentence, -1)
    # `sepakat bertemu dan sepakat berdagang`: one agrees twice.
    other = pl.coalesce(pl.when(value != pl.col("actors")).then(value) for value in (ahead, behind))
    beside = agrees.is_not_null() & other.is_not_null()
    return pl.when(beside).then(pl.col("actors").list.set_union(other)).otherwise("actors")

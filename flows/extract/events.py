"""From triggers and parties to event reports."""

import polars as pl

from flows.extract import arguments, circumstances
from flows.extract.clauses import cut_clauses, find_marks, find_verbs, in_clause
from flows.extract.dating import carry_dates, date_by_events, judge_by_date
from flows.extract.groups import find_groups
from flows.extract.merge import merge_reports
from flows.extract.persons import Persons
from flows.extract.status import find_cues, judge_status
from flows.extract.triggers import find_triggers, series_triggers
from flows.language.lexicon import Lexicon
from flows.language.spans import normalise
from flows.language.windows import before_within

TOPIC_RULES = ["talks:bahas", "talks:bicarakan", "talks:rundingkan"]
HOME_RULES = ["demand:perintahkan"]
OWN_PEOPLE = r"^(?:nya)?(?: [a-z]+)? (?:warga|warganya|penduduk|kapal|bawahannya|jajarannya|wartawan|rakyat|rakyatnya|pasukannya|militernya|tentaranya|masyarakat|pembentukan|para pembantunya)(?-u:\b)"
DEMONSTRATIVE = r"^(?: [a-z-]+){0,3} (?:tersebut|itu|ini|semacam itu|serupa)(?-u:\b)"
THIS_TIME = (
    r"^(?: [a-z-]+){0,2} (?:tahun|bulan|pekan|minggu|hari|saat|kali|kuartal|pagi|siang|sore|malam) (?:ini|itu)(?-u:\b)"
)
LEADER = r"(?i)^(?:presiden|perdana menteri|pm|pemimpin|kanselir|raja|kaisar|sultan|ketua komisi urusan negara|sekretaris jenderal partai)(?-u:\b)"
EMPTY = pl.lit([], dtype=pl.List(pl.String))


def find_events(
    sentences: pl.DataFrame,
    mentions: pl.DataFrame,
    persons: Persons,
    times: pl.DataFrame,
    statements: pl.DataFrame,
    articles: pl.DataFrame,
    lexicon: Lexicon,
) -> pl.DataFrame:
    """Find the events that sentences report.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`.
        persons: Of `find_persons`.
        times: Of `resolve_times`.
        statements: Of `find_statements`: who says `kami` in a quotation.
        articles: `article`, `anchor_date`.
        lexicon: Triggers, roles, cues.

    Returns:
        One row for each event report of an article: `article`, `subtype`, `status`, `date_start`, `date_end`, `date_precision`, `actors`,
        `recipients`, `persons`, `place`, `place_country`, `latitude`, `longitude`, `geonames_id`, `series`, `weapons`, `outcome`,
        `start`, `end` (the evidence), `rule`, `confidence`.
    """
    triggers = find_triggers(sentences, lexicon)
    triggers = pl.concat([triggers, series_triggers(mentions, triggers).select(triggers.columns)]).sort(
        "sentence", "start", maintain_order=True
    )
    groups = find_groups(sentences, mentions, persons.chunks, statements, lexicon)
    verbs = find_verbs(sentences, triggers, lexicon)
    clauses = cut_clauses(find_marks(sentences, lexicon), groups, verbs, times)
    triggers = in_clause(triggers, clauses).with_row_index("trigger")
    triggers = triggers.join(articles.select("article", "anchor_date"), on="article", how="left", maintain_order="left")
    triggers = arguments.trigger_subjects(triggers, arguments.verb_subjects(verbs, groups, clauses))
    triggers = triggers.join(
        judge_status(triggers, find_cues(sentences, lexicon), clauses), on="trigger", maintain_order="left"
    )
    reports = (
        triggers.pipe(_add_speakers, statements)
        .pipe(_govern, lexicon)
        .pipe(_assign_roles, in_clause(groups, clauses), sentences)
        .pipe(_raise_to_summits, persons.posts, lexicon)
        .pipe(_add_circumstances, mentions, times, clauses)
        .pipe(_see_own_people, sentences)
        .pipe(_keep_events, sentences)
        .pipe(date_by_events, times)
        .pipe(carry_dates)
        .pipe(judge_by_date)
    )
    return merge_reports(reports)


def _add_speakers(triggers: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Add `speaker`, the country of whoever says the words in which a trigger stands."""
    said = statements.select(
        "article", said_from=pl.col("char_start").cast(pl.Int64), said_to="char_end", speaker="speaker_country"
    )
    inside = triggers.sort("start", maintain_order=True).join_asof(
        said.sort("said_from", maintain_order=True), left_on="start", right_on="said_from", by="article", strategy="backward", check_sortedness=False
    ).sort("trigger", maintain_order=True)  # fmt: skip
    spoken = (pl.col("said_to") >= pl.col("end")).fill_null(False)
    return inside.with_columns(speaker=pl.when(spoken).then("speaker")).drop("said_from", "said_to")


def _govern(triggers: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Mark triggers that stand in the content of an act of words (`mendesak X menghentikan Y`)."""
    roles = lexicon.table("event_roles").with_columns(speech=pl.col("speech") == "1")
    known = triggers.join(roles, on="subtype", how="left", maintain_order="left").sort(
        "sentence", "start", maintain_order=True
    )
    opens = pl.col("speech") & (pl.col("voice") != "noun")

    def running(column: str) -> pl.Expr:
        return before_within(pl.when(opens).then(pl.col(column)), pl.col("sentence"))

    known = known.with_columns(
        governor=running("content"), governor_section=running("section"), governor_clause=running("clause")
    )
    inside = pl.col("governor").is_not_null() & (pl.col("governor_section") == pl.col("section"))
    other_clause = pl.col("clause") != pl.col("governor_clause")
    sibling = (
        pl.col("speech") & other_clause & pl.col("mark").is_in(["coordination", "comma", "close", "purpose", "bracket"])
    )
    return known.with_columns(content_of=pl.when(inside & ~sibling).then("governor")).drop(
        "governor", "governor_section", "governor_clause"
    )


def _assign_roles(triggers: pl.DataFrame, groups: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Choose actors and recipients by the voice of the trigger and the roles of its subtype."""
    behind = arguments.followers(triggers, groups, sentences)
    found = triggers
    for frame in (
        arguments.agents(triggers, behind), arguments.objects(triggers, behind),
        arguments.partners(triggers, behind), arguments.noun_agents(triggers, behind),
        arguments.receivers(triggers, behind),
    ):  # fmt: skip
        found = found.join(frame, on="trigger", how="left", maintain_order="left")
    found = found.join(_before(triggers, groups), on="trigger", how="left", maintain_order="left").sort(
        "trigger", maintain_order=True
    )
    passive, noun = pl.col("voice") == "passive", pl.col("voice") == "noun"
    close_subject = pl.when(pl.col("subject_kind") != "previous").then(pl.col("subject"))
    light = pl.col("light") | pl.col("status").is_in(["planned", "cancelled", "postponed", "proposed"])
    light = light | (pl.col("subtype") == "visit")
    noun_subject = pl.when(light & (pl.col("start") - pl.col("verb_start") < 90)).then(pl.col("subject"))
    single = (
        pl.when(passive).then(pl.coalesce("agent", pl.when(pl.col("roles").is_in(["solo", "towards"])).then(pl.when(pl.col("subject_kind") == "own").then("subject"))))
        .when(pl.col("voice") == "middle").then(pl.when(~pl.col("subject_kind").is_in(["previous", "later"])).then("subject"))
        .when(pl.col("voice") == "wish").then(pl.concat_list("speaker").list.drop_nulls())
        .when(noun).then(pl.coalesce("sender", "owner", noun_subject))
        .otherwise(pl.col("subject"))
    )  # fmt: skip
    mutual = pl.col("roles") == "mutual"
    both = (
        pl.when(noun & pl.col("joined_by").fill_null(False)).then(_union(close_subject, pl.col("partners")))
        .when(noun & (pl.col("partners").list.len() >= 2)).then("partners")
        .when(noun).then(_union(noun_subject, pl.col("partners")))
        .when(passive).then(_union(pl.coalesce("agent", close_subject), EMPTY))
        .otherwise(_union(pl.col("subject"), pl.col("partners")))
    )  # fmt: skip
    target = (
        pl.when(passive)
        .then(pl.coalesce("receiver", close_subject, "object"))
        .when(pl.col("voice") == "wish")
        .then(close_subject)
        .otherwise(pl.coalesce("receiver", "object"))
    )
    actors = pl.when(mutual).then(both).otherwise(single)
    assigned = found.with_columns(actors=actors, target=target)
    directed = pl.col("roles").is_in(["directed", "towards"])
    recipients = pl.when(directed).then(pl.col("target").list.set_difference("actors")).otherwise(EMPTY)
    persons = (
        pl.when(mutual).then(_union(pl.col("subject_persons"), pl.col("partner_persons")))
        .when(passive).then("agent_persons").when(noun).then("owner_persons").otherwise("subject_persons")
    )  # fmt: skip
    return assigned.with_columns(recipients=recipients.fill_null(EMPTY), persons=persons.fill_null(EMPTY))


def _raise_to_summits(reports: pl.DataFrame, posts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call talks a summit where at least two of those named lead a state or a government."""
    name = normalise(pl.col("person")).str.strip_chars()
    known = lexicon.people.filter(pl.col("post").str.contains(LEADER)).select("term").unique()
    printed = posts.filter(pl.col("post").str.contains(LEADER)).select("article", "person")
    named = (
        reports.select("trigger", "article", person="persons")
        .explode("person")
        .drop_nulls("person")
        .with_columns(term=name)
    )
    leaders = pl.concat(
        [named.join(printed, on=["article", "person"], how="semi"), named.join(known, on="term", how="semi")]
    ).unique(["trigger", "person"])
    many = leaders.group_by("trigger").len("leaders").filter(pl.col("leaders") >= 2)
    joined = reports.join(many, on="trigger", how="left", maintain_order="left")
    high = (pl.col("subtype") == "talks") & (pl.col("leaders") >= 2)
    return joined.with_columns(subtype=pl.when(high).then(pl.lit("summit")).otherwise("subtype")).drop("leaders")


def _union(first: pl.Expr, second: pl.Expr) -> pl.Expr:
    """Unite two lists, either of which may be null."""
    return pl.concat_list(first.fill_null(EMPTY), second.fill_null(EMPTY)).list.unique(maintain_order=True)


def _before(triggers: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Give the last group before each trigger: in its sentence (`left`) and, alone, in the article (`context`)."""
    rows = groups.select("article", "sentence", left="codes", left_end="end").sort("left_end", maintain_order=True)
    near = (
        triggers.select("trigger", "sentence", "start")
        .sort("start", maintain_order=True)
        .join_asof(
            rows.drop("article"),
            left_on="start",
            right_on="left_end",
            by="sentence",
            strategy="backward",
            check_sortedness=False,
        )
    )
    return near.select("trigger", "left")


def _add_circumstances(
    reports: pl.DataFrame, mentions: pl.DataFrame, times: pl.DataFrame, clauses: pl.DataFrame
) -> pl.DataFrame:
    """Join dates, place, series and weapons; a series brings its parties, a visit its host."""
    for frame in (
        circumstances.attach_times(reports, times, clauses), circumstances.attach_places(reports, mentions, clauses),
        circumstances.attach_series(reports, mentions, clauses), circumstances.attach_weapons(reports, mentions, clauses),
    ):  # fmt: skip
        reports = reports.join(frame, on="trigger", how="left", maintain_order="left")
    hosts = circumstances.attach_hosts(reports, mentions, clauses)
    north = mentions.filter(pl.col("code") == "PRK").select("article", speaks_of_north=pl.lit(True)).unique()
    reports = (
        reports.join(hosts, on="trigger", how="left", maintain_order="left")
        .join(north, on="article", how="left", maintain_order="left")
        .sort("trigger", maintain_order=True)
    )
    mutual = pl.col("roles") == "mutual"
    return reports.with_columns(
        actors=pl.when(mutual & (pl.col("series_parties").list.len() >= 2)).then("series_parties").otherwise("actors"),
        recipients=pl.when(pl.col("roles") == "visit")
        .then(pl.col("hosts").list.set_difference("actors"))
        .when((pl.col("subtype") == "deployment") & (pl.col("voice") == "middle") & pl.col("hosts").is_not_null())
        .then(pl.col("hosts").list.set_difference("actors"))
        .when((pl.col("roles") == "towards") & pl.col("receiver").is_null() & pl.col("hosts").is_not_null())
        .then(pl.col("hosts").list.set_difference("actors"))
        .otherwise("recipients"),
        weapons=pl.col("weapons").fill_null(EMPTY),
    ).with_columns(recipients=pl.col("recipients").fill_null(EMPTY))


def _see_own_people(reports: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Mark demands on a state's own people (`meminta warga berlindung`)."""
    framed = reports.join(
        sentences.select("sentence", "text", at="start"), on="sentence", how="left", maintain_order="left"
    )
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), 40)
    return framed.with_columns(own_people=behind.str.contains(OWN_PEOPLE)).drop("text", "at")


def _keep_events(reports: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Drop what is no event: negated, conditional, wished; complete parties from the article."""
    speech = pl.col("speech")
    wished = pl.col("content_of") == "drop"
    conditional = pl.col("mark").is_in(["condition", "question"]) | pl.col("question")
    negated = pl.col("negated") & ~pl.col("subtype").is_in(["denial", "rejection"])
    anaphor = pl.col("voice") == "noun"
    # What a meeting is about is no second meeting; `KIDD adalah pertemuan ...` defines one.
    meeting = pl.col("subtype").is_in(["talks", "summit", "phone_call"])
    topic = pl.col("rule").is_in(TOPIC_RULES)
    others = (meeting & ~topic).any().over("sentence")
    defined = (
        meeting
        & (pl.col("voice") == "noun")
        & pl.col("verb_surface").is_in(["adalah", "merupakan", "ialah"])
        & (pl.col("start") - pl.col("verb_start") < 40)
    )
    reports = reports.filter(~(topic & others), ~defined.fill_null(False))
    aimed = (pl.col("mark") == "purpose") & (speech | pl.col("rule").is_in(TOPIC_RULES) | (pl.col("subtype") == "aid"))
    # An order to one's own people is no act between states.
    home = (pl.col("subtype") == "demand") & (
        pl.col("own_people") | (pl.col("rule").is_in(HOME_RULES) & pl.col("object").is_null())
    )
    reports = reports.filter(~home.fill_null(False))
    kept = reports.filter(~wished.fill_null(False), ~conditional, ~negated, ~aimed)
    status = (
        pl.when((pl.col("content_of") == "alleged") & ~speech).then(pl.lit("alleged"))
        .when((pl.col("content_of") == "planned") & ~speech).then(pl.lit("planned"))
        .when((pl.col("mark") == "purpose") & pl.col("subtype").is_in(["talks", "summit", "visit", "phone_call"])).then(pl.lit("planned"))
        .when(speech & ~pl.col("status").is_in(["planned"])).then(pl.lit("occurred"))
        .otherwise("status")
    )  # fmt: skip
    fired = (pl.col("subtype") == "missile_launch") & (pl.col("actors").list.len() >= 2)
    # `latihan militer` of one state is its own exercise, unless the word or a name says that others take part.
    alone = (
        (pl.col("subtype") == "joint_exercise")
        & (pl.col("actors").list.len() == 1)
        & pl.col("series").is_null()
        & ~pl.col("term").str.contains("gabungan|bersama|latgab|trilateral")
    )
    kept = kept.with_columns(
        subtype=pl.when(fired)
        .then(pl.lit("joint_exercise"))
        .when(alone)
        .then(pl.lit("unilateral_exercise"))
        .otherwise("subtype"),
        roles=pl.when(alone).then(pl.lit("solo")).otherwise("roles"),
    )
    kept = kept.with_columns(status=status, outcome=pl.when(pl.col("failed") & ~speech).then(pl.lit("failure")))
    framed = kept.join(
        sentences.select("sentence", "paragraph", evidence_start="start", evidence_end="end", text="text"),
        on="sentence",
        maintain_order="left",
    )
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("evidence_start"), 60)
    # `peluncuran tersebut` was told before; the `ini` of `tahun ini` only dates.
    demonstrative = behind.str.contains(DEMONSTRATIVE) & ~behind.str.contains(THIS_TIME)
    return framed.with_columns(anaphor=anaphor & demonstrative).drop("text").sort("trigger", maintain_order=True)

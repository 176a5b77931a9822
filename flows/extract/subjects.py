"""Find the subjects of verbs, and what they say about triggers."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.extract.cues import event_words
from flows.extract.verbs import undergone
from flows.language.lexicon import Lexicon
from flows.language.spans import join_nearest
from flows.language.windows import backward_within, before_within, forward_within, shift_within

# Instead of lists, which are slow to choose from, verbs carry the numbers of groups, counted from 1, or this.
NOBODY_KNOWN = pl.lit(0, pl.UInt32)
NO_GROUP = pl.DataFrame(
    {"codes": [[]], "persons": [[]]}, schema=dict.fromkeys(["codes", "persons"], pl.List(pl.String))
)
# Characters between a verb of telling and the passive behind it that hold a thing and more than an auxiliary.
THING = 9
# Characters between who says something and the time clause that tells what he did before: `pada Rabu (24/8)`.
SAID_NEAR = 24
# The first verb of a clause with `yang`, which describes what stands before it.
DESCRIBED = (pl.col("mark") == "relative") & ~pl.col("again")


def verb_subjects(verbs: pl.DataFrame, groups: pl.DataFrame, clauses: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Find the subject of each verb: a group before it, the antecedent of `yang`, or that of another verb.

    Args:
        verbs: Of `find_verbs`.
        groups: Of `find_groups`.
        clauses: Of `cut_clauses`.
        lexicon: Gives `event_cues`.

    Returns:
        `verbs` in text order with the columns of `in_clause`, `verb` (u32), `subject` (List of codes),
        `subject_persons` (List; both null when nobody was named before) and `subject_kind`: own (stands before the
        verb), antecedent (of `yang`, or the party that the section began with), beyond (of `yang`, behind another verb:
        `Jepang menembak rudal yang melintas`), inherited (from a verb before it in its section or in the main clause),
        later (from the main clause behind it), previous (from a sentence before); and `declarer` (List, or null), who
        makes known before it in its section what is done (`mengumumkan aset perusahaan itu dibekukan`).
    """
    placed = in_clause(verbs, clauses).with_row_index("verb")
    numbered = in_clause(groups, clauses).with_row_index("group", offset=1)
    parties = numbered.filter(pl.col("preposition").is_null())
    # `Jepang dituduh China memasok senjata`: who accuses does not do what the accused does.
    made = verbs.filter(pl.col("surface").str.contains(f"(?i)^{event_words(lexicon, 'made_to')}$"))
    agents = made.select("sentence", start=pl.col("end") + 1)
    parties = parties.join(agents, on=["sentence", "start"], how="anti", maintain_order="left")
    before = shift_within(pl.col("end"), pl.col("clause"))
    again = before.is_not_null()
    # What a verb of telling tells has a subject of its own, other complements have the object of their verb.
    told = shift_within(pl.col("surface"), pl.col("clause")).str.contains(f"(?i)^{event_words(lexicon, 'perceives')}$")
    rows = placed.with_columns(
        # `membalas Korut dengan menyalakan ...`: who is the object of one verb does not do what it is done by.
        since=pl.when("means").then("start").otherwise(pl.max_horizontal(before.fill_null(0), "body_start")),
        verb_before=shift_within(pl.col("end"), pl.col("sentence")),
        again=again,
        bidden=again & ~told.fill_null(False),
        # `server yang dipakai (Lazarus) untuk meretas bank`: who named the tool before did not use it.
        used=_is_by_tool(lexicon),
    )
    # `membuat anggotanya berkomitmen`: somebody without a country does it.
    causes = shift_within(pl.col("surface"), pl.col("clause")).str.contains(f"(?i)^{event_words(lexicon, 'causes')}$")
    apart = pl.col("start") - shift_within(pl.col("end"), pl.col("clause")) > 1
    # `Rusia yang merupakan anggota Dewan Keamanan PBB menyalahkan ...`: what somebody is does not act.
    # `delegasi Seoul yang mengunjungi Korea Utara bertemu Kim`: nor do those whom he calls on.
    described = event_words(lexicon, "copula", "calls_on")
    being = shift_within(pl.col("surface"), pl.col("clause")).str.contains(f"(?i)^{described}$")
    being &= pl.col("mark") == "relative"
    # `mengatakan pertemuan itu diminta Jepang`: what a thing undergoes, whoever tells of it does not.
    clause_of_own = (again & told.fill_null(False)) | (~again & (pl.col("mark") == "content"))
    thing = undergone() & (pl.col("start") - pl.col("since") >= THING) & clause_of_own
    # `Malaysia menyatakan tiga warganya ditahan`: whose people they are.
    thing &= ~pl.col("own_people")
    unknown = (causes & apart).fill_null(False) | thing.fill_null(False) | pl.col("nobodys")
    rows = rows.with_columns(caused=unknown, being=being.fill_null(False))
    pairs = numbered.filter(pl.col("preposition") == "antara", pl.col("codes").list.len() >= 2)
    said = verbs.filter(pl.col("surface").str.contains(f"(?i)^{event_words(lexicon, 'says')}$"))
    speakers = parties.join(
        said.select("sentence", start=pl.col("end") + 1), on=["sentence", "start"], how="semi", maintain_order="left"
    )
    found = ((_own_groups, parties), (_head_groups, parties), (_antecedents, numbered), (_frames, parties))
    for find, among in (*found, (_speakers, speakers)):
        rows = rows.join(find(rows, among), on="verb", how="left", maintain_order="left")
    # `Saluran antara kedua Korea dipulihkan`: what is between two befalls both.
    between = _own_groups(rows.filter(pl.col("surface").str.contains("(?i)^(?:di|ter)")), pairs)
    rows = rows.join(between.rename({"own": "pair"}), on="verb", how="left", maintain_order="left")
    rows = rows.with_columns(own=pl.coalesce("own", "pair"))
    chosen = rows.pipe(_choose).pipe(_inherit).pipe(_add_declarers, lexicon)
    lists = pl.concat([NO_GROUP, numbered.select("codes", "persons")])
    return placed.with_columns(
        subject=lists["codes"].gather(chosen["subject"]),
        subject_persons=lists["persons"].gather(chosen["subject"]),
        subject_kind=chosen["subject_kind"],
        declarer=lists["codes"].gather(chosen["declarer"]),
    )


def _is_by_tool(lexicon: Lexicon) -> pl.Expr:
    """Tell what a thing described by `yang` is used for."""
    uses = shift_within(pl.col("surface"), pl.col("sentence")).str.contains(f"(?i)^{event_words(lexicon, 'used')}$")
    return uses.fill_null(False) & (pl.col("mark") == "purpose") & (pl.col("section_kind") == "relative")


def _own_groups(verbs: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Give the first free group between the verb before (or the clause's begin) and the verb."""
    named = parties.select("clause", own="group", group_start="start", group_end="end")
    pairs = verbs.select("verb", "clause", "since", "start").join(named, on="clause", maintain_order="left")
    inside = pairs.filter(pl.col("group_start") >= pl.col("since"), pl.col("group_end") <= pl.col("start") + 1)
    first = inside.sort("verb", "group_start", maintain_order=True).unique("verb", keep="first", maintain_order=True)
    return first.select("verb", "own")


def _head_groups(verbs: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Give the first verb behind the first free group of its section that group."""
    section = ["sentence", "section"]
    first = (
        parties.filter(pl.col("section_kind") != "relative")
        .sort(*section, "start", maintain_order=True)
        .unique(section, keep="first", maintain_order=True)
        .select(*section, head="group", head_end="end")
    )
    pairs = verbs.select("verb", *section, "start").join(first, on=section, maintain_order="left")
    behind = pairs.filter(pl.col("head_end") <= pl.col("start") + 1).sort("verb", maintain_order=True)
    return behind.unique(section, keep="first", maintain_order=True).select("verb", "head")


def _frames(verbs: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Give verbs of a time clause the first free group of the main clause: that may have no verb of its own."""
    # `Kim kembali ke Pyongyang setelah mengunjungi Rusia`
    main = parties.filter(pl.col("section") == 0).unique("sentence", keep="first", maintain_order=True)
    timed = verbs.filter(pl.col("section_kind").is_in(["time", "simultaneous"])).select("verb", "sentence")
    found = timed.join(main, on="sentence", maintain_order="left")
    return found.select("verb", frame="group")


def _speakers(verbs: pl.DataFrame, speakers: pl.DataFrame) -> pl.DataFrame:
    """Give verbs of a time clause behind words of saying who says so: `..., kata Moon setelah bertemu Kim`."""
    named = speakers.select("sentence", speaker="group", speaker_end="end")
    timed = verbs.filter(pl.col("section_kind").is_in(["time", "simultaneous"]))
    found = join_nearest(
        timed.select("verb", "sentence", "clause_start"), named, "clause_start", "speaker_end", tolerance=SAID_NEAR
    )
    return found.select("verb", "speaker")


def _antecedents(verbs: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Give the last group before the clause of the verb, in the same sentence."""
    goal = pl.col("preposition").is_in(["ke", "kepada", "menuju"])
    named = groups.select("sentence", antecedent="group", group_end="end", goal=goal)
    bare = pl.col("body_start") - pl.col("clause_start") <= len("yang ")
    suffers = undergone()
    places = verbs.select("verb", "sentence", "clause_start", "verb_before", bare=bare, suffers=suffers)
    found = join_nearest(places, named, "clause_start", "group_end")
    beyond = (pl.col("verb_before") > pl.col("group_end")).fill_null(False)
    # `Hanya sedikit tamu yang mengunjungi negara itu`: nobody with a country.
    unknown = pl.col("antecedent").is_null() & pl.col("bare")
    # `siaran ke Utara, yang dinyalakan lagi`: what is done to a thing is not done to where it goes.
    astray = (pl.col("goal") & pl.col("suffers")).fill_null(False)
    antecedent = pl.when(unknown).then(NOBODY_KNOWN).when(~astray).then("antecedent")
    return found.select("verb", antecedent=antecedent, beyond=beyond)


def _choose(verbs: pl.DataFrame) -> pl.DataFrame:
    """Add `chosen`, the party that the verb has without looking at other verbs."""
    own = pl.col("own").is_not_null() & ~pl.col("being")
    # The first verb of a section takes the party that the section began with: `Abe, yang ..., menyatakan`.
    described = DESCRIBED | pl.col("being")
    user = pl.when(~pl.col("beyond")).then("antecedent").otherwise(NOBODY_KNOWN)
    chosen = pl.when(own).then("own").when("used").then(user).when("caused").then(NOBODY_KNOWN)
    chosen = chosen.when(described).then("antecedent").when(pl.col("speaker").is_not_null()).then("speaker")
    return verbs.with_columns(chosen=chosen.otherwise("head"))


def _inherit(verbs: pl.DataFrame) -> pl.DataFrame:
    """Add `subject`, `subject_kind`: what was chosen, else what another verb has."""
    sources = ["in_section", "in_main", "in_parent", "later", "frame", "earlier"]
    own_kind = (
        pl.when(pl.col("own").is_not_null()).then(pl.lit("own"))
        .when(DESCRIBED & pl.col("beyond")).then(pl.lit("beyond"))
        .otherwise(pl.lit("antecedent"))
    )  # fmt: skip
    rows = _in_section(verbs).with_columns(_from_others()).pipe(_from_parents)
    return rows.with_columns(
        subject=pl.coalesce(sources),
        subject_kind=pl.when(pl.col("chosen").is_not_null())
        .then(own_kind)
        .when(pl.coalesce("in_section", "in_main", "in_parent").is_not_null())
        .then(pl.lit("inherited"))
        .when(pl.coalesce("later", "frame").is_not_null())
        .then(pl.lit("later"))
        .otherwise(pl.lit("previous")),
    )


def _add_declarers(verbs: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `declarer`: the subject of the last verb before in the section that makes measures known."""
    declares = pl.col("surface").str.contains(f"(?i)^{event_words(lexicon, 'declares', 'orders')}$")
    declarer = before_within(pl.when(declares).then("subject"), pl.col("key"))
    return _by_section(verbs, ["surface", "subject"], declarer=declarer)


def _in_section(verbs: pl.DataFrame) -> pl.DataFrame:
    """Add `in_section`, what a verb has or inherits from the verbs before it in its own section."""
    # That nobody is known to do one thing says nothing of the next.
    known = pl.when(pl.col("chosen") != NOBODY_KNOWN).then("chosen")
    carried = pl.coalesce("chosen", forward_within(known, pl.col("key")))
    return _by_section(verbs, ["chosen"], in_section=carried)


def _by_section(verbs: pl.DataFrame, read: list[str], **windows: pl.Expr) -> pl.DataFrame:
    """Add columns that look along the verbs of a section, whose number is `key`, in the columns to read."""
    # A main section goes on behind a subordinate one: its verbs are brought together for the windows.
    key = pl.col("sentence").cast(pl.Int64) * 1000 + pl.col("section")
    ordered = verbs.select("verb", *read, key=key).sort("key", maintain_order=True)
    return verbs.hstack(ordered.select("verb", **windows).sort("verb").drop("verb"))


def _from_others() -> list[pl.Expr]:
    """Give what a verb may take over from the main clause, before or behind it, and from earlier sentences."""
    # `X mengajak Y berinvestasi usai bertemu Z`: it was X who met Z.
    main = pl.when(pl.col("section") == 0, ~pl.col("bidden") | pl.col("own").is_null()).then("chosen")
    # `menyesalkan Jepang menolak`: who acts behind a verb in its own clause is not its subject.
    ahead = pl.when(pl.col("section") == 0, ~pl.col("again")).then("chosen")
    sentence, article = pl.col("sentence"), pl.col("article")
    return [
        forward_within(main, sentence).alias("in_main"),
        backward_within(ahead, sentence).alias("later"),
        forward_within(main, article).alias("earlier"),
    ]


def _from_parents(verbs: pl.DataFrame) -> pl.DataFrame:
    """Add `in_parent`: the subject of the `yang` clause that a cause hangs on (`warga yang ... didakwa karena`)."""
    relative = verbs.filter(pl.col("section_kind") == "relative").select(
        "sentence", parent="section", in_parent="in_section", at="start"
    )
    hanging = verbs.filter(pl.col("section_kind") == "cause", pl.col("parent") != 0).select(
        "verb", "sentence", "parent", "start"
    )
    pairs = hanging.join(relative, on=["sentence", "parent"], maintain_order="left").filter(
        pl.col("at") < pl.col("start")
    )
    last = pairs.unique("verb", keep="last", maintain_order=True).select("verb", "in_parent")
    return verbs.join(last, on="verb", how="left", maintain_order="left")


def trigger_subjects(triggers: pl.DataFrame, subjects: pl.DataFrame) -> pl.DataFrame:
    """Give verbal triggers their own subject, nominal ones that of the verb before them.

    Args:
        triggers: Of `find_triggers`, with `trigger` (u32).
        subjects: Of `verb_subjects`.

    Returns:
        `triggers` plus `subject`, `subject_persons`, `subject_kind`, `declarer` (see `verb_subjects`), `verb_surface`,
        `verb_start` (the verb itself, or the one before a noun), `next_verb` (start of the verb behind),
        `next_subject`, `next_persons` (its subject); in text order.
    """
    verbal = pl.col("voice") != "noun"
    carriers = subjects.select(
        "sentence", "subject", "subject_persons", "subject_kind", "declarer", "start", verb_surface="surface",
        verb_start="start",
    )  # fmt: skip
    own = triggers.filter(verbal).join(carriers, on=["sentence", "start"], how="left", maintain_order="left")
    nouns = join_nearest(triggers.filter(~verbal), carriers, "start", "start")
    following = subjects.select("sentence", next_verb="start", next_subject="subject", next_persons="subject_persons")
    stacked = pl.concat([own, nouns], how="diagonal_relaxed")
    return join_nearest(stacked, following, "end", "next_verb", strategy="forward").sort("trigger", maintain_order=True)

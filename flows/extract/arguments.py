"""Attach parties to verbs and triggers: who acts, on whom, together with whom."""

import polars as pl

from flows.extract.clauses import in_clause
from flows.language.windows import backward_within, forward_within, shift_within

# How far (characters) a party may stand behind its trigger.
REACH = {"directed": 150, "mutual": 130, "agent": 70, "noun": 110}
# How near (characters) a plain party stands behind a mutual verb and behind a noun.
VERB_GAP, NOUN_GAP = 4, 28
# Marks that end the object of a trigger, and those that end the noun phrase of a nominal trigger.
STOP_OBJECT = ["start", "time", "contrast", "condition", "colon", "comma", "quote"]
AGENT_GAP = r"^\s*(?:[a-z-]+\s+){0,3}(?:oleh\s+)?(?:[a-z]+\s+){0,2}[\"']?$"


def verb_subjects(verbs: pl.DataFrame, groups: pl.DataFrame, clauses: pl.DataFrame) -> pl.DataFrame:
    """Find the subject of each verb: a group in its clause, the antecedent of `yang`, or that of the verb before.

    Args:
        verbs: Of `find_verbs`.
        groups: Of `find_groups`.
        clauses: Of `cut_clauses`.

    Returns:
        `verbs` in text order with their clause columns, `verb` (u32), `subject`, `subject_persons` (Lists, null when nobody
        was named before), `subject_kind`: own, antecedent, inherited, previous.
    """
    placed = in_clause(verbs, clauses).with_row_index("verb")
    free = pl.col("preposition").is_null() | pl.col("preposition").is_in(["baik"])
    parties = (
        in_clause(groups, clauses)
        .filter(free)
        .select("clause", "codes", "persons", "kind", group_start="start", group_end="end")
    )
    before = shift_within(pl.col("end"), pl.col("clause"))
    bounded = placed.with_columns(
        since=pl.max_horizontal(before.fill_null(0), "body_start"), again=before.is_not_null()
    )
    owned = _own_groups(bounded, parties)
    heads = _head_groups(bounded, in_clause(groups, clauses).filter(free))
    antecedents = _antecedents(bounded, groups)
    joined = bounded.join(owned, on="verb", how="left", maintain_order="left").join(
        antecedents, on="verb", how="left", maintain_order="left"
    )
    joined = joined.join(heads, on="verb", how="left", maintain_order="left").sort("verb", maintain_order=True)
    relative = pl.col("mark") == "relative"
    first_relative = relative & ~pl.col("again")
    own = pl.col("own").is_not_null()
    # The first verb of a section takes the party that the section began with: `Abe, yang ..., menyatakan`.
    first_main = pl.col("head").is_not_null()
    chosen = pl.when(own).then("own").when(first_relative).then("ante").when(first_main).then("head")
    persons = (
        pl.when(own).then("own_persons").when(first_relative).then("ante_persons").when(first_main).then("head_persons")
    )
    rows = joined.with_columns(chosen=chosen, chosen_persons=persons, said=pl.coalesce("own_pronoun", "head_pronoun"))
    own_kind = pl.when(own).then(pl.lit("own")).otherwise(pl.lit("antecedent"))
    subjects = _in_section(rows).with_columns(*_inherited("chosen", ""), *_inherited("chosen_persons", "_persons")).with_columns(
        subject=pl.coalesce("in_section", "in_main", "later", "earlier"),
        subject_persons=pl.coalesce("in_section_persons", "in_main_persons", "later_persons", "earlier_persons"),
        subject_kind=pl.when(pl.col("chosen").is_not_null()).then(own_kind)
        .when(pl.coalesce("in_section", "in_main").is_not_null()).then(pl.lit("inherited"))
        .when(pl.col("later").is_not_null()).then(pl.lit("later")).otherwise(pl.lit("previous")),
    )  # fmt: skip
    return subjects.select(*placed.columns, "subject", "subject_persons", "subject_kind", "pronoun")


def _in_section(rows: pl.DataFrame) -> pl.DataFrame:
    """Add what a verb inherits from the verbs before it in its own section."""
    key = pl.col("sentence").cast(pl.Int64) * 1000 + pl.col("section")
    ordered = rows.with_columns(key=key).sort("key", "verb", maintain_order=True)
    return ordered.with_columns(
        in_section=forward_within(pl.col("chosen"), pl.col("key")),
        in_section_persons=forward_within(pl.col("chosen_persons"), pl.col("key")),
        pronoun=forward_within(pl.col("said"), pl.col("key")).fill_null(False),
    ).drop("key").sort("verb", maintain_order=True)  # fmt: skip


def _inherited(column: str, suffix: str) -> list[pl.Expr]:
    """Give the values that a verb may take over from the main clause, behind or before, and from earlier sentences."""
    main = pl.when(pl.col("section") == 0).then(pl.col(column))
    sentence, article = pl.col("sentence"), pl.col("article")
    return [
        forward_within(main, sentence).alias("in_main" + suffix),
        backward_within(main, sentence).alias("later" + suffix),
        forward_within(main, article).alias("earlier" + suffix),
    ]


def _own_groups(verbs: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Give the first free group between the verb before (or the clause's begin) and the verb."""
    pairs = verbs.select("verb", "clause", "since", "start").join(parties, on="clause", maintain_order="left")
    inside = pairs.filter(pl.col("group_start") >= pl.col("since"), pl.col("group_end") <= pl.col("start") + 1)
    first = inside.sort("verb", "group_start", maintain_order=True).unique("verb", keep="first", maintain_order=True)
    return first.select("verb", own="codes", own_persons="persons", own_pronoun=pl.col("kind") != "named")


def _head_groups(verbs: pl.DataFrame, parties: pl.DataFrame) -> pl.DataFrame:
    """Give the first free group of the verb's section, where no verb before it has a party of its own."""
    first = parties.filter(pl.col("section_kind") != "relative").sort(
        "sentence", "section", "start", maintain_order=True
    )
    first = first.unique(["sentence", "section"], keep="first", maintain_order=True).select(
        "sentence",
        "section",
        head="codes",
        head_persons="persons",
        head_end="end",
        head_pronoun=pl.col("kind") != "named",
    )
    pairs = verbs.select("verb", "sentence", "section", "start").join(
        first, on=["sentence", "section"], maintain_order="left"
    )
    return pairs.filter(pl.col("head_end") <= pl.col("start") + 1).sort("verb", maintain_order=True).unique(
        ["sentence", "section"], keep="first", maintain_order=True
    ).select("verb", "head", "head_persons", "head_pronoun")  # fmt: skip


def _antecedents(verbs: pl.DataFrame, groups: pl.DataFrame) -> pl.DataFrame:
    """Give the last group before the clause of the verb, in the same sentence."""
    found = verbs.select("verb", "sentence", "clause_start").sort("clause_start", maintain_order=True).join_asof(
        groups.select("sentence", "codes", "persons", group_end="end").sort("group_end", maintain_order=True),
        left_on="clause_start", right_on="group_end", by="sentence", strategy="backward", check_sortedness=False,
    )  # fmt: skip
    return found.select("verb", ante="codes", ante_persons="persons")


def trigger_subjects(triggers: pl.DataFrame, subjects: pl.DataFrame) -> pl.DataFrame:
    """Give verbal triggers their subject and nominal ones the verb before and behind them.

    Returns:
        `triggers` plus `subject`, `subject_persons`, `subject_kind`, `verb_surface`, `verb_start` (the governing verb before a
        noun), `next_verb` (start of the verb behind).
    """
    verbal = pl.col("voice") != "noun"
    exact = subjects.select(
        "sentence",
        "subject",
        "subject_persons",
        "subject_kind",
        "pronoun",
        start="start",
        verb_surface="surface",
        verb_start=pl.col("start"),
    )
    own = triggers.filter(verbal).join(exact, on=["sentence", "start"], how="left", maintain_order="left")
    nouns = (
        triggers.filter(~verbal)
        .sort("start", maintain_order=True)
        .join_asof(
            exact.sort("start", maintain_order=True),
            on="start",
            by="sentence",
            strategy="backward",
            check_sortedness=False,
        )
    )
    following = subjects.select("sentence", next_verb="start").sort("next_verb", maintain_order=True)
    stacked = pl.concat([own, nouns], how="diagonal_relaxed").sort("end", maintain_order=True)
    return stacked.join_asof(
        following, left_on="end", right_on="next_verb", by="sentence", strategy="forward", check_sortedness=False
    ).sort("trigger", maintain_order=True)


def followers(triggers: pl.DataFrame, groups: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Pair each trigger with the groups behind it in its sentence.

    Returns:
        Columns `trigger`, `group`, `group_start`, `group_end`, `codes`, `persons`, `preposition`, `gap` (characters), `between` (folded text
        between the two), `group_clause`, `group_section`, `group_mark`, in text order.
    """
    reach = max(REACH.values())
    pairs = triggers.select("trigger", "sentence", trigger_end="end").join(
        groups.select(
            "sentence",
            "group",
            "codes",
            "persons",
            "preposition",
            "clause",
            "section",
            "mark",
            group_start="start",
            group_end="end",
        ).rename({"clause": "group_clause", "section": "group_section", "mark": "group_mark"}),
        on="sentence",
        maintain_order="left",
    )
    behind = pairs.filter(
        pl.col("group_start") >= pl.col("trigger_end"), pl.col("group_start") - pl.col("trigger_end") <= reach
    ).join(sentences.select("sentence", "text", at="start"), on="sentence", maintain_order="left")
    return (
        behind.with_columns(
            gap=pl.col("group_start") - pl.col("trigger_end"),
            between=pl.col("text").str.slice(
                pl.col("trigger_end") - pl.col("at"), pl.col("group_start") - pl.col("trigger_end")
            ),
        )
        .drop("text", "at", "sentence")
        .sort("trigger", "group_start", maintain_order=True)
    )


def agents(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find who acts in a passive clause: the group behind the verb, with or without `oleh`.

    Returns:
        Columns `trigger`, `agent`, `agent_persons`.
    """
    passive = triggers.filter(pl.col("voice") == "passive").select("trigger")
    near = behind.join(passive, on="trigger", maintain_order="left").filter(
        ((pl.col("preposition") == "oleh") & (pl.col("gap") <= REACH["agent"]))
        | (pl.col("preposition").is_null() & pl.col("between").str.contains(AGENT_GAP) & (pl.col("gap") <= 40))
    )
    return near.unique("trigger", keep="first", maintain_order=True).select(
        "trigger", agent="codes", agent_persons="persons"
    )


def objects(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find whom a directed act is directed at: the first other party behind the trigger, before the clause is over.

    Returns:
        Columns `trigger`, `object`, `object_persons`, `object_end`.
    """
    rows = behind.join(
        triggers.select("trigger", "subject", "clause", "section", "voice"), on="trigger", maintain_order="left"
    )
    own = (
        pl.col("codes")
        .list.set_difference(pl.col("subject").fill_null(pl.lit([], dtype=pl.List(pl.String))))
        .list.len()
        == 0
    )
    open_ = ~pl.col("between").str.contains(
        r"""(?i)[;:]|, (?:kata|ujar|tutur|ucap|menurut|seperti|sebagaimana|dikutip|lapor|demikian|tambah|jelas|tegas)(?-u:\b)|(?-u:\b)(?:setelah|sesudah|usai|ketika|saat|sementara|sedangkan|namun|tetapi|jika|apabila|sebelum)(?-u:\b)"""
    )
    barred = (
        pl.col("preposition")
        .is_in(
            [
                "di",
                "di luar",
                "menuju",
                "dekat",
                "sekitar",
                "bersama",
                "pada",
                "dengan",
                "lewat",
                "melalui",
                "menurut",
                "via",
                "melawan",
            ]
        )
        .fill_null(False)
    )
    good = rows.filter(~own, open_, ~barred, pl.col("gap") <= REACH["directed"])
    return good.unique("trigger", keep="first", maintain_order=True).select(
        "trigger", object="codes", object_persons="persons", object_end="group_end"
    )


def partners(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Collect those named behind a mutual act or a noun, up to the next verb: `dengan`, `antara`, `oleh` or plain.

    Returns:
        Columns `trigger`, `joined_by` (`dengan` or `bersama` names them), `partners`, `partner_persons`.
    """
    rows = behind.join(
        triggers.select("trigger", "next_verb", "voice", "end", "clause", "section", "subject"),
        on="trigger",
        maintain_order="left",
    )
    together = pl.col("preposition").is_in(["dengan", "antara", "bersama"]).fill_null(False)
    # A plain name is a party right behind the word (`bertemu Trump`, `latihan gabungan Korsel-AS`), farther off it is the topic.
    plain = pl.col("preposition").is_null() & (
        pl.col("gap") <= pl.when(pl.col("voice") == "noun").then(NOUN_GAP).otherwise(VERB_GAP)
    )
    fits = (
        together
        | (plain & ~(pl.col("subject").list.len() >= 2).fill_null(False))
        | ((pl.col("preposition") == "oleh").fill_null(False) & (pl.col("voice") == "noun"))
    )
    before_verb = pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb"))
    first_object = (pl.col("voice") != "noun") & (pl.col("gap") <= 60)
    near = (before_verb | first_object) & (pl.col("gap") <= REACH["mutual"])
    same = (pl.col("group_section") == pl.col("section")) & ~pl.col("between").str.contains(
        r"(?-u:\b)(?:yang|di sela|soal|tentang|mengenai|terkait|terhadap|kata|menurut)(?-u:\b)|, "
    )
    good = rows.filter(fits, near, same)
    return good.group_by("trigger", maintain_order=True).agg(
        joined_by=pl.col("preposition").is_in(["dengan", "bersama"]).any(),
        partners=pl.col("codes").explode().unique(maintain_order=True),
        partner_persons=pl.col("persons").explode().drop_nulls().unique(maintain_order=True),
    )


def noun_agents(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find whose deed a noun names: the party right behind it (`peluncuran rudal Korea Utara`, `oleh`).

    Returns:
        Columns `trigger`, `owner`, `owner_persons`.
    """
    nouns = triggers.filter(pl.col("voice") == "noun").select("trigger", "next_verb", "section")
    rows = behind.join(nouns, on="trigger", maintain_order="left")
    plain = (
        (pl.col("preposition").is_null() | pl.col("preposition").is_in(["oleh"]))
        & (pl.col("next_verb").is_null() | (pl.col("group_start") < pl.col("next_verb")))
        & ~pl.col("between").str.contains(
            r"""[,;:"]|(?-u:\b)(?:ke|di|pada|dari|atas|dengan|untuk|dalam|guna|agar|yang|dan|serta|bahwa)(?-u:\b)"""
        )
    )
    done_by = pl.col("between").str.contains(
        r"(?-u:\b)(?:yang )?(?:dilakukan|diluncurkan|ditembakkan|digelar|dilancarkan|dilepaskan|dikirim|dilaksanakan)(?: oleh)? $"
    )
    good = rows.filter((plain & (pl.col("gap") <= REACH["noun"])) | done_by)
    return good.unique("trigger", keep="first", maintain_order=True).select(
        "trigger", owner="codes", owner_persons="persons"
    )


def receivers(triggers: pl.DataFrame, behind: pl.DataFrame) -> pl.DataFrame:
    """Find from whom and to whom things go: `aliran senjata dari Korut ke Rusia`.

    Returns:
        Columns `trigger`, `receiver`, `sender` (Lists).
    """
    rows = behind.join(
        triggers.filter(pl.col("roles") == "towards").select("trigger"), on="trigger", maintain_order="left"
    )
    to = rows.filter(pl.col("preposition").is_in(["ke", "kepada", "untuk", "bagi"])).unique(
        "trigger", keep="first", maintain_order=True
    )
    of = rows.filter(pl.col("preposition") == "dari").unique("trigger", keep="first", maintain_order=True)
    return to.select("trigger", receiver="codes").join(
        of.select("trigger", sender="codes"), on="trigger", how="full", coalesce=True
    )

"""Put parties together: `Korea Selatan, AS, dan Jepang` is one group of three; pronouns find theirs."""

import polars as pl

from flows.language.lexicon import Lexicon
from flows.language.spans import drop_contained, find_terms
from flows.language.windows import backward_within, before_within, forward_within, is_first, shift_within

KEYS = ["article", "sentence"]
LINK = r"""^\)?\s*(?:\([^()]{1,30}\)\s*)?(?:,?\s*(?:dan|serta|maupun|atau|bersama|beserta|dan juga)\s+(?:juga\s+)?(?:para\s+)?(?:(?:mitra|kolega|sejawat|rekan)nya,?\s+)?(?:dari\s+)?|,\s*|\s*[-/&]\s*|,?\s*(?:dan|serta)\s+(?:para\s+|pemerintah\s+))$"""
PREPOSITION = r"(?i)(?-u:\b)(di luar|di|ke|dari|menuju|kepada|terhadap|dengan|oleh|untuk|bagi|antara|atas|bersama|melawan|pada|soal|tentang|mengenai|menurut|melalui|lewat|dekat|sekitar)\s+(?:pemerintah |pihak |rezim |para |kalangan |mitranya |koleganya |sejawatnya |mitra |kolega |utusan |pejabat |kapal-kapal |pasukan |kapal |jet tempur |pesawat |tentara |militer |armada |angkatan laut |pesawat tempur |negara tetangga |tetangganya |sekutunya |rekan )*(?:dari )?[\"']?$"
# `pejabat senior dari Korea Selatan`: officials of a country are the country, whatever stands between.
ENVOYS = r"(?i)(?-u:\b)(?:pejabat|utusan|perwakilan|wakil|delegasi|menteri|pemimpin|presiden|diplomat|negosiator|mitranya|koleganya|sejawatnya|rekannya|tentara|pasukan|militer|pihak|petugas)(?: [a-z]+){0,3},? dari (?:[a-z]+ )?$"
NO_PARTY = ["MED", "EDU"]
BEFORE = 44


def find_groups(
    sentences: pl.DataFrame, mentions: pl.DataFrame, chunks: pl.DataFrame, statements: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find groups of parties.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`.
        chunks: Person chunks: `article`, `sentence`, `start`, `end`, `person`, `code`, `kind`.
        statements: `article`, `char_start`, `char_end`, `speaker_country`: whom `kami` means in a quotation.
        lexicon: Gives `pronouns`.

    Returns:
        Columns `article`, `sentence`, `group` (u32), `start`, `end`, `codes` (List), `persons` (List), `preposition`
        (of the first member), `kind` (named, or the kind of pronoun), in text order.
    """
    atoms = _atoms(sentences, mentions, chunks, statements, lexicon)
    linked = _link(atoms)
    first = _resolve(linked, sentences)
    # `Keduanya mengutuk ... Mereka juga sepakat ...`: what was resolved counts as named for what comes behind.
    again = first.filter(pl.col("again")).select("article", "sentence", "start", codes_first="codes")
    known = linked.join(again, on=["article", "sentence", "start"], how="left", maintain_order="left").with_columns(
        codes=pl.coalesce(pl.when(pl.col("codes_first").list.len() >= 2).then("codes_first"), "codes")
    )
    return _resolve(known.drop("codes_first"), sentences).drop("again").with_row_index("group")


def _atoms(
    sentences: pl.DataFrame, mentions: pl.DataFrame, chunks: pl.DataFrame, statements: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Stack all that can be a party, the longest where they overlap."""
    party = pl.col("entity_type").is_in(["country", "organisation"])
    named = mentions.filter(
        party, pl.col("code").is_not_null(), ~pl.col("sector").is_in(NO_PARTY).fill_null(False)
    ).select(
        *KEYS,
        "start",
        "end",
        codes=pl.concat_list("code"),
        person=pl.lit(None, pl.String),
        kind=pl.lit("named"),
        parties=1,
    )
    people = chunks.filter(pl.col("code").is_not_null()).select(
        *KEYS,
        "start",
        "end",
        codes=pl.concat_list("code").list.drop_nulls(),
        person="person",
        kind=pl.lit("person"),
        parties=1,
    )
    words = lexicon.table("pronouns").select(
        "term", "kind", pl.col("parties").cast(pl.Int32), fixed=pl.col("codes").fill_null("").str.split(" ")
    )
    pronouns = find_terms(sentences, words["term"], KEYS).join(words, on="term", maintain_order="left").select(
        *KEYS, "start", "end", codes=pl.col("fixed").list.filter(pl.element() != ""), person=pl.lit(None, pl.String),
        kind=pl.when(pl.col("kind") == "fixed").then(pl.lit("named")).otherwise("kind"), parties="parties",
    )  # fmt: skip
    pronouns = _speakers(pronouns, statements)
    ships = _ships(mentions, lexicon)
    types = {"start": pl.Int64, "end": pl.Int64, "codes": pl.List(pl.String), "parties": pl.Int32}
    stacked = pl.concat([frame.cast(types) for frame in (named, people, pronouns, ships)], how="vertical_relaxed")
    # `Upaya kedua Korea Utara` names one Korea, not both.
    starts = mentions.filter(party).select("sentence", "start").unique()
    words_end = stacked.filter(pl.col("kind") == "named").join(
        starts.rename({"start": "inner"}), on="sentence", maintain_order="left"
    )
    cut = words_end.filter(
        (pl.col("inner") > pl.col("start")) & (pl.col("inner") < pl.col("end")), pl.col("parties") == 2
    )
    stacked = stacked.join(cut.select("sentence", "start", "end"), on=["sentence", "start", "end"], how="anti")
    atoms = drop_contained(stacked, "sentence")
    framed = atoms.join(sentences.select("sentence", "text", at="start"), on="sentence", maintain_order="left")
    offset = pl.col("start") - pl.col("at")
    low = pl.max_horizontal(offset - BEFORE, pl.lit(0, pl.Int64))
    previous = shift_within(pl.col("end"), pl.col("sentence")) - pl.col("at")
    return framed.with_columns(
        before=pl.col("text").str.slice(low, offset - low),
        between=pl.when(previous.is_not_null() & (offset - previous <= 45)).then(
            pl.col("text").str.slice(previous, offset - previous)
        ),
    ).drop("text", "at")


def _ships(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let a warship act for the country that its prefix names."""
    prefixes = lexicon.table("ship_prefixes").select("prefix", ship_code="code")
    ships = mentions.filter(pl.col("entity_type") == "weapon").with_columns(
        prefix=pl.col("surface").str.extract("^([A-Z]+) [A-Z]")
    )
    return ships.join(prefixes, on="prefix", maintain_order="left").select(
        *KEYS,
        "start",
        "end",
        codes=pl.concat_list("ship_code"),
        person=pl.lit(None, pl.String),
        kind=pl.lit("named"),
        parties=1,
    )


def _speakers(pronouns: pl.DataFrame, statements: pl.DataFrame) -> pl.DataFrame:
    """Let `kami` and `saya` mean the country of who speaks; outside of a statement they mean nobody."""
    said = statements.filter(pl.col("speaker_country").is_not_null()).select(
        "article", said_from=pl.col("char_start").cast(pl.Int64), said_to="char_end", speaker="speaker_country"
    )
    inside = pronouns.sort("start", maintain_order=True).join_asof(
        said.sort("said_from", maintain_order=True),
        left_on="start",
        right_on="said_from",
        by="article",
        strategy="backward",
        check_sortedness=False,
    )
    own = pl.col("kind") == "self"
    spoken = (pl.col("said_to") >= pl.col("end")).fill_null(False)
    return (
        inside.filter(~own | spoken)
        .with_columns(
            codes=pl.when(own).then(pl.concat_list("speaker")).otherwise("codes"),
            kind=pl.when(own).then(pl.lit("named")).otherwise("kind"),
        )
        .drop("said_from", "said_to", "speaker")
    )


def _link(atoms: pl.DataFrame) -> pl.DataFrame:
    """Join neighbours that a comma, `dan` or a hyphen connects; `(Korsel)` behind its own name is no party more."""
    same = (pl.col("codes") == pl.col("codes").shift(1)).fill_null(False)
    echo = pl.col("between").str.contains(r"^\s*\($") & same
    plain = pl.col("before").str.contains(ENVOYS)
    atoms = atoms.with_columns(
        preposition=pl.when(~plain).then(pl.col("before").str.extract(PREPOSITION).str.to_lowercase())
    )
    joined = (pl.col("between").str.contains(LINK) | echo).fill_null(False)
    apposition = pl.col("between").str.contains(r"^\s*(?:,|dari|asal)\s*$").fill_null(False) & same
    # A comma alone lists only where `dan` closes the list: `Menurut Abe, Trump menegaskan` names two who have nothing in common.
    bare = pl.col("between").str.contains(r"^\)?\s*,\s*$").fill_null(False) & ~apposition
    runs = atoms.with_columns(joined=joined | apposition, bare=bare).with_columns(run=(~pl.col("joined")).cum_sum())
    closing = pl.col("joined") & ~pl.col("bare") & ~apposition
    closes = backward_within(pl.when(closing).then(True), pl.col("run")).fill_null(False)
    linked = pl.col("joined") & (~pl.col("bare") | closes)
    grouped = runs.with_columns(linked=linked).with_columns(
        group=(~pl.col("linked")).cum_sum(), pronoun=~pl.col("kind").is_in(["named", "person"])
    )
    return grouped.group_by("article", "sentence", "group", maintain_order=True).agg(
        start=pl.col("start").min(), end=pl.col("end").max(), codes=pl.col("codes").explode().drop_nulls().unique(maintain_order=True),
        persons=pl.col("person").drop_nulls().unique(maintain_order=True), preposition=pl.col("preposition").first(),
        kind=pl.when(pl.col("pronoun").all()).then(pl.col("kind").first()).otherwise(pl.lit("named")),
        parties=pl.col("parties").first(),
        personal=(pl.col("kind") == "person").any(),
    )  # fmt: skip


def _opening(column: str, party: pl.Expr) -> pl.Expr:
    """Give the party that a sentence began with to the rows behind it."""
    sentence = pl.col("sentence")
    first = party & is_first(sentence)
    return forward_within(pl.when(first).then(pl.col(column)), sentence)


def _resolve(groups: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Give pronouns the codes of the last fitting group of the article."""
    named = (pl.col("codes").list.len() > 0) & ((pl.col("kind") == "named") | (pl.col("codes").list.len() >= 2))
    free = pl.col("preposition").is_null()

    def last(condition: pl.Expr, column: str = "codes") -> pl.Expr:
        return before_within(pl.when(named & condition).then(pl.col(column)), pl.col("article"))

    size = pl.col("codes").list.len()
    # Plural pronouns mean the parties of the sentence before where their number fits.
    told = (
        groups.filter(named, free | pl.col("preposition").is_in(["dengan", "antara", "bersama", "oleh"]))
        .group_by("article", "sentence", maintain_order=True)
        .agg(before_codes=pl.col("codes").explode().unique(maintain_order=True))
    )
    told = told.select(
        "article", "before_codes", pl.col("sentence").cast(pl.Int64), told_at=pl.col("sentence").cast(pl.Int64)
    )
    groups = groups.with_columns(wanted=pl.col("sentence").cast(pl.Int64) - 1).join_asof(
        told.sort("sentence", maintain_order=True),
        left_on="wanted",
        right_on="sentence",
        by="article",
        strategy="backward",
        tolerance=1,
        check_sortedness=False,
        suffix="_told",
    )
    # Further on in a sentence `ia`, `mereka`, `negaranya` mean the party that it began with.
    groups = groups.with_columns(
        opening=_opening("codes", named & free), opening_persons=_opening("persons", named & free)
    )
    # At the head of a sentence `negara itu` is the party that the sentence before began with, later on the last one named.
    sentence = pl.col("sentence")
    single = pl.when(named & free & is_first(sentence) & (pl.col("codes").list.len() == 1)).then("codes")
    groups = groups.with_columns(
        subject_before=before_within(single, pl.col("article")), fresh=pl.col("opening").is_null() & is_first(sentence)
    )
    candidates = groups.with_columns(
        one=last((size == 1) & free),
        person=last((size == 1) & pl.col("personal") & free),
        two=last(size == 2),
        three=last(size == 3),
        any_=last(size > 0),
        many=last(size >= 2),
        who=last(pl.col("personal") & free, "persons"),
        first=last(size == 1),
    )
    # Where no group of two was named, `kedua pihak` are the last two parties that differ.
    party = named & (size == 1) & (free | pl.col("preposition").is_in(["dengan", "antara", "bersama", "oleh"]))
    article = pl.col("article")
    distinct = forward_within(pl.when(party).then(pl.col("codes").list.first()), article)
    candidates = candidates.with_columns(last_one=distinct).with_columns(
        other=forward_within(
            pl.when(pl.col("last_one") != shift_within(pl.col("last_one"), article)).then(
                shift_within(pl.col("last_one"), article)
            ),
            article,
        )
    )
    pair = pl.concat_list("other", "last_one").list.drop_nulls()
    before = pl.col("before_codes").list.len()
    # `Park mengatakan setelah pertemuannya dengan Blinken, kedua menteri ...`: both stand in the sentence.
    nearest = [
        shift_within(pl.when(named).then("codes"), pl.col("sentence"), step).fill_null(
            pl.lit([], dtype=pl.List(pl.String))
        )
        for step in (2, 1)
    ]
    here = pl.concat_list(*nearest).list.unique(maintain_order=True)
    pronoun = pl.col("kind").is_in(["he", "state", "all", "subject"])
    codes = (
        pl.when(~pronoun | (size > 0)).then("codes")
        .when((pl.col("kind").is_in(["he", "subject"]) | (pl.col("parties") == 0)) & pl.col("opening").is_not_null()).then("opening")
        .when(pl.col("kind") == "he").then(pl.coalesce("person", "one"))
        .when((pl.col("kind") == "state") & pl.col("fresh")).then(pl.coalesce("subject_before", "first"))
        .when(pl.col("kind").is_in(["state", "subject"])).then(pl.coalesce("first", "one"))
        .when(pl.col("parties") == 9).then(pl.coalesce("many", "any_"))
        .when(pl.col("parties") == 3).then(pl.when(before == 3).then("before_codes").otherwise("three"))
        .when((pl.col("parties") == 2) & (here.list.len() == 2)).then(here)
        .when(pl.col("parties") == 2).then(pl.when(before == 2).then("before_codes").otherwise(pl.coalesce("two", pair)))
        .otherwise(pl.when(before.is_in([2, 3])).then("before_codes").otherwise("any_"))
    )  # fmt: skip
    resolved = candidates.with_columns(
        codes=codes,
        persons=pl.when(pl.col("kind") == "he")
        .then(pl.coalesce(pl.when(pl.col("opening").is_not_null()).then("opening_persons"), "who", "persons"))
        .otherwise("persons"),
    )
    return resolved.filter(pl.col("codes").list.len() > 0).select(
        "article", "sentence", "start", "end", "codes", "persons", "preposition", "kind", again=pl.col("kind") == "all"
    )

"""Find all that can be a party: countries, bodies, persons, pronouns, warships."""

import polars as pl

from flows.extract.cues import SILENT, any_word, cue_words, event_words
from flows.extract.stand_ins import KEYS, UNNAMED, find_epithets, find_stand_ins, tell_speakers
from flows.extract.titles import drop_addresses, drop_titles
from flows.language.frames import add_where, in_sentence
from flows.language.lexicon import Lexicon
from flows.language.numbers import any_of
from flows.language.spans import drop_contained
from flows.language.time_grammar import time_words
from flows.language.windows import forward_within, shift_within

# Media carry news, universities comment on it: neither acts between states.
NO_PARTY = ["MED", "EDU"]
# How much (characters) is read before a party, and of what stands between two.
BEFORE, BETWEEN = 44, 45
# How far (characters) into its sentence a party may stand that opens it.
OPENING = 90
TYPES = pl.Schema({"start": pl.Int64(), "end": pl.Int64(), "codes": pl.List(pl.String), "parties": pl.Int32()})
# What stands right before a party that heads a clause, apart from a conjunction.
STARTS = r"""(?:^|[,;:(] |\) |["'])"""


def find_parties(
    sentences: pl.DataFrame, mentions: pl.DataFrame, chunks: pl.DataFrame, statements: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find single parties, the longest where they overlap.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`.
        chunks: Person chunks: `article`, `sentence`, `start`, `end`, `person`, `code`.
        statements: `article`, `char_start`, `char_end`, `speaker_country`: whom `kami` means in a quotation.
        lexicon: Gives `pronouns`, `ship_prefixes` and `lone_craft`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `codes` (List; empty for pronouns), `person`, `kind` (named,
        person, or the kind of pronoun), `parties` (how many a pronoun means), `before` (folded text before it),
        `between` (folded text since the party before it in the sentence, null where that is far), `adverbial` (it
        stands in the words that open its sentence: `Seusai bertemu Kim, ...`), `comma` (one follows), `whom` (of
        pronouns.csv), `heads` (it stands where a clause begins), `governed` (a verb stands right before
        it), `object` (one that does not say
        something), in text order.
    """
    # `di Vientiane Laos`: a country right behind its town is the rest of the address.
    towns = mentions.filter(pl.col("entity_type") == "place", pl.col("code").is_not_null())
    address = towns.select("sentence", "code", start=pl.col("end") + 1)
    known = mentions.join(address, on=["sentence", "code", "start"], how="anti", maintain_order="left").filter(
        pl.col("entity_type").is_in(["country", "organisation"]), pl.col("code").is_not_null()
    )
    silent = pl.col("sector").is_in(NO_PARTY).fill_null(False)
    # `KCNA menuduh AS ...`: what a state's own media blame others for, the state does.
    voices = _voices(known.filter(silent), sentences, lexicon)
    named = _single(
        pl.concat([known.filter(~silent), voices]),
        "named",
        UNNAMED,
    )
    people = _single(
        _posts_meant(chunks, sentences, lexicon).filter(pl.col("code").is_not_null()), "person", pl.col("person")
    )
    pronouns = find_stand_ins(sentences, known, lexicon).pipe(drop_titles, [named, people])
    pronouns = tell_speakers(pronouns, statements)
    frames = (named, people, pronouns, find_epithets(sentences, lexicon), _craft(mentions, lexicon))
    stacked = pl.concat([frame.cast(TYPES) for frame in frames], how="vertical_relaxed")
    placed = _with_context(drop_contained(_drop_cut(stacked, mentions), "sentence"), sentences, lexicon)
    # `sekutu Pyongyang, yakni Rusia`: the ally is meant, and named behind.
    # `dua anggota tetap DK PBB, yaitu China dan Rusia`
    ally = pl.col("before").str.contains(r"(?i)(?-u:\b)(?:sekutu|sahabat|mitra|tetangga|anggota)(?: [a-z]+)? $")
    placed = placed.filter(~(ally & pl.col("after").str.contains("^, ya(?:kni|itu)")))
    # `siaran anti-Pyongyang`: against whom a thing is does not do it.
    placed = placed.filter(~pl.col("before").str.contains(r"(?i)(?-u:\b)anti[- ]$"))
    placed = _drop_kinds(placed, mentions, lexicon)
    # `Kakaknya, yang ...`: at the head of a sentence kin of the one named last; elsewhere mostly no party.
    kin = pl.col("kind") == "kin"
    placed = placed.filter(~kin | (pl.col("before") == "")).with_columns(
        kind=pl.when(kin).then(pl.lit("last")).otherwise("kind")
    )
    counting = placed.filter(pl.col("kind") == "all", pl.col("parties") == 2).filter(_counts(lexicon))
    meant = placed.join(counting, on=["sentence", "start", "end"], how="anti", maintain_order="left")
    return meant.pipe(drop_addresses, mentions).with_columns(comma=pl.col("after").str.starts_with(",")).drop("after")


def _voices(media: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Keep media right before a verb by which they blame or warn somebody."""
    framed = in_sentence(media, sentences)
    after = pl.col("text").str.slice(pl.col("end") - pl.col("at"), BEFORE)
    # `KCNA pada Kamis (19/10) memperingatkan AS`
    aside = rf"(?:,? (?:{event_words(lexicon, 'voice_aside')}|\([0-9/ ]+\)))*,?"
    blames = after.str.contains(rf"(?i)^(?:{aside}|(?: [a-z]+)?) {event_words(lexicon, 'blames')}")
    return framed.filter(blames).select(media.columns)


def _posts_meant(chunks: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let a post that stands alone (`Presiden juga menegaskan`, `pejabat itu`) mean the last of the article like it."""
    posts, nobodys = (any_word(cue_words(lexicon, kind)) for kind in ("lone_post", "nobodys"))
    framed = in_sentence(chunks.sort("article", "start", maintain_order=True), sentences)
    offset = pl.col("start") - pl.col("at")
    surface = pl.col("text").str.slice(offset, pl.col("end") - pl.col("start"))
    low = (offset - BEFORE).clip(0)
    ahead = pl.col("text").str.slice(low, offset - low)
    after = pl.col("text").str.slice(pl.col("end") - pl.col("at"), len(" tersebut"))
    rows = framed.with_columns(
        head=surface.str.extract(rf"(?i)({posts})").str.to_lowercase().replace(_full_posts(lexicon)),
        alone=surface.str.contains(rf"(?i)^{posts}$") & ~ahead.str.contains(rf"(?i){nobodys} $"),
        points=surface.str.contains("^[A-Z]") | after.str.contains("^ (?:itu|tersebut)"),
    )
    known = pl.when(pl.col("code").is_not_null() & pl.col("head").is_not_null())
    rows = rows.sort("article", "head", "start", maintain_order=True)
    key = pl.struct("article", "head").rle_id()
    last = [forward_within(known.then(name), key).alias(f"last_{name}") for name in ("code", "person")]
    meant = pl.col("code").is_null() & pl.col("person").is_null() & pl.col("alone") & pl.col("points")
    return (
        rows.with_columns(last)
        .with_columns(pl.when(meant).then(f"last_{name}").otherwise(name).alias(name) for name in ("person", "code"))
        .select(chunks.columns)
        .sort("article", "start", maintain_order=True)
    )


def _full_posts(lexicon: Lexicon) -> dict[str, str]:
    """Map short forms of posts to the full ones: menlu to menteri luar negeri."""
    short = lexicon.table("posts").filter(pl.col("kind") == "head", pl.col("post").fill_null("") != "")
    return dict(short.select(pl.col("surface", "post").str.to_lowercase()).iter_rows())


def _drop_kinds(placed: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Leave out `militer` in `latihan militer bersama Jepang`: a kind of exercise, not the military and Japan."""
    # `pesawat militer Rusia`: with its country it is a party all the same.
    bare = pl.col("end") - pl.col("start") == pl.col("surface").str.len_bytes()
    loose = mentions.filter(~pl.col("is_body"), bare).select("sentence", "start", "end", loose=True)
    rows = placed.join(loose, on=["sentence", "start", "end"], how="left", maintain_order="left")
    kind = pl.col("before").str.contains(rf"(?i){event_words(lexicon, 'exercise')} $")
    rows = rows.with_columns(loose=pl.col("loose").fill_null(False) & kind)
    # What follows stands beside none but it.
    between = pl.when(~pl.col("loose").shift(1).fill_null(False)).then("between")
    return rows.with_columns(between=between).filter(~pl.col("loose")).drop("loose")


def _single(spans: pl.DataFrame, kind: str, person: pl.Expr) -> pl.DataFrame:
    """Make parties of spans with a `code`."""
    return spans.select(
        *KEYS, "start", "end", codes=pl.concat_list("code"), person=person, kind=pl.lit(kind), parties=1, whom=UNNAMED
    )


def _craft(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Let a warship act for the country that its prefix names, and an aircraft for the one state that flies it."""
    prefixes = lexicon.table("ship_prefixes").select("prefix", craft_code="code")
    flown = lexicon.table("lone_craft").select(entity="craft", craft_code="code")
    weapons = mentions.filter(pl.col("entity_type") == "weapon").with_columns(
        prefix=pl.col("surface").str.extract("^([A-Z]+) [A-Z]")
    )
    ships, aircraft = (
        weapons.join(known, on=key, maintain_order="left").with_columns(code="craft_code")
        for known, key in ((prefixes, "prefix"), (flown, "entity"))
    )
    return pl.concat(_single(found, "named", UNNAMED) for found in (ships, aircraft))


def _drop_cut(parties: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Drop fixed pairs that a name cuts: `Upaya kedua Korea Utara` names one Korea, not both."""
    names = mentions.filter(pl.col("entity_type").is_in(["country", "organisation"]))
    inner = names.select("sentence", inner="start").unique()
    pairs = parties.filter(pl.col("kind").is_in(["named", "between"]), pl.col("parties") == 2)
    cut = pairs.join(inner, on="sentence", maintain_order="left").filter(
        pl.col("inner") > pl.col("start"), pl.col("inner") < pl.col("end")
    )
    return parties.join(cut.select("sentence", "start", "end"), on=["sentence", "start", "end"], how="anti")


def _counts(lexicon: Lexicon) -> pl.Expr:
    """Tell the `keduanya` that counts a thing (`peluncuran keduanya`: its second launch) and means nobody."""
    alone = pl.col("before").str.contains(rf"(?i){event_words(lexicon, 'one_sided')}(?: [a-z]+)? $")
    meeting = pl.col("before").str.contains(rf"(?i){event_words(lexicon, 'many_sided')} $")
    return alone | (meeting & pl.col("after").str.starts_with(" dengan "))


def _with_context(parties: pl.DataFrame, sentences: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `before`, `between`, `adverbial` and `after` (the next word)."""
    framed = in_sentence(parties, sentences)
    offset = pl.col("start") - pl.col("at")
    low = pl.max_horizontal(offset - BEFORE, pl.lit(0, pl.Int64))
    previous = shift_within(pl.col("end"), pl.col("sentence")) - pl.col("at")
    gap = pl.col("text").str.slice(previous, offset - previous)
    adverbial = rf"(?i)^(?:[^,;:]*, )?{event_words(lexicon, 'adverbial')}[^,;:]*$"
    head = pl.col("text").str.slice(0, offset.clip(0))
    framed = add_where(framed, offset < OPENING, adverbial=head.str.contains(adverbial))
    # `Pada Jumat lalu para pemimpin AS, Jepang, dan Korea Selatan`: behind a time the subject begins.
    framed = add_where(framed, pl.col("adverbial"), timed=head.str.contains(_behind_time()))
    rows = (
        framed.with_columns(
            adverbial=pl.col("adverbial").fill_null(False) & ~pl.col("timed").fill_null(False),
            before=pl.col("text").str.slice(low, offset - low),
            between=pl.when(previous.is_not_null() & (offset - previous <= BETWEEN)).then(gap),
            after=pl.col("text").str.slice(pl.col("end") - pl.col("at"), len(" dengan ")),
        )
        .with_columns(
            governed=pl.col("before").str.contains(r"(?-u:\b)(?:me|di)[a-z]{3,} (?:oleh )?$"),
            heads=pl.col("before").str.contains(rf"(?i)(?:{STARTS}|{_conjunctions(lexicon)} )$"),
            object=pl.col("before").str.contains(r"(?-u:\b)me[a-z]{3,} (?:agar |supaya |kepada )?$"),
        )
        .drop("text", "at", "timed")
    )
    rows = add_where(rows, pl.col("object"), said=pl.col("before").str.contains(rf"(?i){_says(lexicon)} $"))
    return rows.with_columns(object=pl.col("object") & ~pl.col("said").fill_null(False)).drop("said")


def _behind_time() -> str:
    """Match the words that open a sentence where they are a time and no more: `Pada Jumat lalu para pemimpin `."""
    words = time_words().filter(pl.col("kind").is_in(["weekday", "month", "direction", "daypart"]))["surface"]
    time = rf"(?:{any_of(words)}|[0-9][0-9/.]*|\([0-9/]+\))"
    return rf"(?i)^(?:pada|sejak)(?: [a-z]+)?(?: {time}){{1,5}}(?: para(?: [a-z]+){{1,3}})? $"


def _says(lexicon: Lexicon) -> str:
    """Match verbs of saying, behind which a clause stands and no object."""
    speech = lexicon.table("speech")
    return any_word(speech.filter(pl.col("kind").is_in(["verb", "judge", "weak"]))["folded"])


def _conjunctions(lexicon: Lexicon) -> str:
    """Match the words behind which a clause with a party of its own begins."""
    marks = lexicon.table("clause_marks")
    kinds = ["relative", "purpose", "along", "resumption", *SILENT]
    return any_word(marks.filter(~pl.col("kind").is_in(kinds))["term"])

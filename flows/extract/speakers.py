"""Tell who of the actors in a sentence is its subject, what a speaker is called, and whom a pronoun means."""

import polars as pl

from flows.extract.actors import country_names
from flows.extract.apposed import POSTS, name_apposed
from flows.extract.cues import EDGE, any_word, cue_words, speaker_words
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon
from flows.language.spans import in_text_order
from flows.language.windows import forward_within

NEAR, FAR = 40, 130
MEDIUM = "(?:kantor berita |media |surat kabar |stasiun televisi )"
# An actor behind a transitive verb or a passive one is no subject.
OBJECT = r"(?-u:\b)(?:me(?:m|n|ng|ny|l|r|w|y)?[a-z]{3,}|di[a-z]{4,}|bertemu) $"
ACTS = (
    r"^(?: \([^()]*\))?(?:,[^,;]{1,90},)? ?(?:(?:juga|sendiri|kembali|telah|sudah|akan|sempat|pun|lalu|sebelumnya|"
    r"kemudian|belakangan|"
    r"tidak|langsung|pada [A-Za-z]+|hari [A-Za-z]+|[A-Z][a-z]+) ){0,3}(?:\([0-9/]+\) )?(?:me|ber|di|ter)[a-z]{3,}"
)
# `tempat ia singgah, Putin membalas`: not the subject of the sentence.
SUBORDINATE = (
    r"(?i)(?:tempat|saat|ketika|setelah|sebelum|sejak|selepas|usai|seusai|selama|sampai|hingga|karena|bahwa|yang) $"
)
COUNTED = r"(?i)^(?:kedua|ketiga|keempat|dua|tiga|empat) "
PLURAL = r"(?i)^(?:para|sejumlah|beberapa|semua|seluruh|kedua|ketiga|keempat|dua|tiga|empat) "
POINTING = r"^(?: yang [^,.;]{3,50})? (?:itu|tersebut)(?-u:\b)"
OFFICIAL = (
    r"(?i)^(?:[a-z]+ )?(?:pejabat|petugas|media|badan|dinas|militer|intelijen|kantor|kementerian|polisi|kepolisian|"
    r"angkatan)(?-u:\b)"
)
LONGEST_LINK = 11
COMMA_AND = r"^,? (?:dan|serta) $"
HELD = ["article", "land", "title"]
SPEAKING = ["person", "post", "body", "country", "common"]


def place_actors(actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Look at the words around each actor.

    Args:
        actors: Of `collect_actors`, outside quotations.
        lexicon: Prepositions, carriers, names of countries.

    Returns:
        `actors` with `governed` (behind a preposition or a verb whose object it is), `acts` (a verb follows),
        `pointing` (`pemimpin itu`: named before), `plural`, `single` (its own name), `together` (with those coordinated
        behind it), `group_start` (of the first coordinated before it); `speaker` joins those before it (`A dan B`);
        posts are named as `name_apposed` tells.
    """
    offset = pl.col("start") - pl.col("at")
    low = (offset - NEAR).clip(0)
    rows = actors.with_columns(
        before=pl.col("text").str.slice(low, offset - low),
        behind=pl.col("text").str.slice(pl.col("end") - pl.col("at"), FAR),
    )
    rows = rows.with_columns(
        governed=_governed(lexicon),
        acts=pl.col("behind").str.contains(ACTS),
        subordinate=pl.col("before").str.contains(SUBORDINATE),
        pointing=pl.col("behind").str.contains(POINTING) & (pl.col("sort") == "post"),
        plural=pl.col("surface").str.contains(PLURAL),
    )
    return name_apposed(_coordinate(_name_posts(rows, lexicon)), lexicon).drop("before", "behind")


def _governed(lexicon: Lexicon) -> pl.Expr:
    """Tell actors behind a preposition, a carrier's verb or a verb whose object they are."""
    between = any_word(speaker_words(lexicon, "between")).removeprefix(EDGE).removesuffix(EDGE)
    prepositions = any_word(speaker_words(lexicon, "preposition"))
    carriers = any_word(lexicon.table("speech").filter(pl.col("kind") == "quoted")["folded"])
    kin, owned = any_word(cue_words(lexicon, "kin")), any_word(speaker_words(lexicon, "owned"))
    before = pl.col("before")
    subject = before.str.contains(any_word(speaker_words(lexicon, "subject_verb")) + " $")
    return (
        before.str.contains(rf"(?i){prepositions} (?:{between} )?$")
        | before.str.contains(rf"(?i){carriers} (?:dari |oleh )?{MEDIUM}*$")
        | (before.str.contains(OBJECT) & ~subject)
        | _possesses(lexicon)
        # `adik Kim Jong Un, Kim Yo Jong`, `memuji upaya Kim dan menyatakan`.
        | ((pl.col("sort") == "person") & before.str.contains(rf"(?i)(?:{kin}|{owned}) $"))
    )


def _possesses(lexicon: Lexicon) -> pl.Expr:
    """Tell countries and common bodies behind a noun that is theirs (`permintaan Kyiv`, `parade militer`)."""
    openers = any_word(speaker_words(lexicon, "opener", "group", "own", "contrast"))
    said = any_word(lexicon.table("speech").filter(pl.col("kind").is_in(["after", "source", "self"]))["folded"])
    free = pl.col("before").str.contains(rf"(?i)(?:{openers}|{said}|(?-u:\b)[a-z]+nya) $")
    noun = pl.col("before").str.contains(r"(?-u:\b)[a-z-]{3,} $")
    return pl.col("sort").is_in(["country", "common"]) & noun & ~free


def _name_posts(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call a post without a name by its words and its country: `para pejabat Seoul` is `pejabat Korea Selatan`."""
    capitals = lexicon.countries.filter(pl.col("kind") == "capital").unique("folded", keep="first", maintain_order=True)
    capital = any_word(capitals["folded"])
    rows = _imply_countries(rows, capitals, capital, country_names(lexicon))
    quantity = any_word(cue_words(lexicon, "quantity"))
    tails = any_word(speaker_words(lexicon, "tail"))
    tail = pl.col("behind").str.extract(rf"^((?: {tails}){{1,2}})").fill_null("")
    plain = pl.col("surface").str.replace(rf"(?i)^{quantity} ", "").str.replace(r" \([^()]*\)?$", "")
    plain = plain.str.replace(rf" di {capital}$", "")
    # A tail continues a post only where no country closes it: `pejabat militer`, `diplomat Barat`.
    bare = pl.when("given").then(plain).otherwise(plain + tail)
    full = pl.col("country_name").is_not_null()
    shorn = bare.str.replace(rf" {capital}$", "")
    named = (
        pl.when(full & bare.str.contains(rf" {capital}$")).then(pl.format("{} {}", shorn, "country_name"))
        .when(full & ~pl.col("given") & pl.col("official")).then(pl.format("{} {}", bare, "country_name"))
        .otherwise(bare)
    )  # fmt: skip
    # Lazy, because only then are the shared parts of the expression computed once; and of posts alone.
    rows = rows.with_row_index("row")
    posts = rows.lazy().filter(pl.col("sort").is_in(POSTS)).select("row", named=named).collect()
    joined = rows.join(posts, on="row", how="left", maintain_order="left")
    speaker = pl.when(pl.col("sort").is_in(POSTS)).then("named").otherwise("speaker")
    return joined.with_columns(speaker=speaker).drop("country_name", "official", "row", "named")


def _imply_countries(rows: pl.DataFrame, capitals: pl.DataFrame, capital: str, nations: pl.DataFrame) -> pl.DataFrame:
    """Give officials without a country that of the city behind `di`, else that of the last state that acted."""
    state = pl.col("sort").is_in(["country", "body"]) & ~pl.col("governed")
    nation = pl.col("code").is_in(nations["code"].to_list())
    acting = state & nation
    person = (pl.col("sort") == "person") & ~pl.col("governed") & nation
    behind = pl.col("behind").str.extract(rf"^ di ({capital})")
    city = pl.coalesce(behind, pl.col("surface").str.extract(rf" di ({capital})$"))
    rows = add_where(
        in_text_order(rows, "article"),
        pl.col("sort").is_in(POSTS),
        official=pl.col("surface").str.contains(OFFICIAL),
        city=city,
    ).with_columns(
        last_code=forward_within(pl.when(acting).then("code"), pl.col("article")),
        near_code=forward_within(pl.when(person | acting).then("code"), pl.col("sentence")),
        given=pl.when(pl.col("sort") == "common").then("given").otherwise(pl.col("code").is_not_null()),
    )
    rows = rows.join(capitals.select(city="folded", city_code="code"), on="city", how="left", maintain_order="left")
    implied = pl.when(pl.col("official") & ~pl.col("pointing")).then(pl.coalesce("city_code", "near_code", "last_code"))
    coded = rows.with_columns(code=pl.coalesce("code", implied)).drop("city", "city_code", "near_code", "last_code")
    return coded.join(nations, on="code", how="left", maintain_order="left")


def _coordinate(rows: pl.DataFrame) -> pl.DataFrame:
    """Join `A dan B` and `A, B, dan C` into one speaker; the first decides what governs them."""
    rows = _links(in_text_order(rows, "article"))
    before, first = pl.col("speaker").shift(1), pl.col("speaker").shift(2)
    speaker = (
        pl.when("third").then(pl.format("{}, {}, dan {}", first, before, "speaker"))
        .when("second").then(pl.format("{} dan {}", before, "speaker"))
        .otherwise("speaker")
    )  # fmt: skip
    mixed = pl.col("second") & (pl.col("code") != pl.col("code").shift(1))
    return (
        rows.with_columns(
            speaker=speaker,
            governed=_of_first("governed"),
            group_start=_of_first("start"),
            code=pl.when(~mixed.fill_null(False)).then("code"),
            single="speaker",
        )
        .with_columns(
            together=pl.when(pl.col("second").shift(-1)).then(pl.col("speaker").shift(-1))
            .when(pl.col("third").shift(-2)).then(pl.col("speaker").shift(-2))
            .otherwise("speaker")
        )
        .drop("second", "third")
    )  # fmt: skip


def _of_first(column: str) -> pl.Expr:
    """Take a column from the first of coordinated actors."""
    value = pl.col(column)
    return pl.when("third").then(value.shift(2)).when("second").then(value.shift(1)).otherwise(value)


def _links(rows: pl.DataFrame) -> pl.DataFrame:
    """Mark the last of two (`second`) or three (`third`) coordinated actors of like kind."""
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    length = pl.col("start") - pl.col("end").shift(1)
    near = same & length.is_between(1, LONGEST_LINK)
    # People go with people, bodies and countries with their like.
    human = pl.col("sort").is_in(["person", "post"])
    able = pl.col("sort").is_in(SPEAKING) & pl.col("sort").shift(1).is_in(SPEAKING) & (human == human.shift(1))
    beside = rows.with_columns(beside=(near & able).fill_null(False), end_before=pl.col("end").shift(1))
    gap = pl.col("text").str.slice(pl.col("end_before") - pl.col("at"), pl.col("start") - pl.col("end_before"))
    linked = add_where(beside, pl.col("beside"), second=gap.str.contains(COMMA_AND), listed=gap == ", ")
    second, listed = pl.col("second").fill_null(False), pl.col("listed").fill_null(False)
    third = second & listed.shift(1).fill_null(False)
    return linked.with_columns(second=second, third=third).drop("beside", "end_before", "listed")


def focus(actors: pl.DataFrame) -> pl.DataFrame:
    """Tell for each sentence whom `ia` or `katanya` in a later sentence means.

    Args:
        actors: Of `place_actors`.

    Returns:
        Columns `article`, `sentence`, `start` (of that actor), `speaker`, `code`: the first person of the sentence that
        is not governed, else the first person; a sentence whose subject is a pronoun keeps the one before.
    """
    people = actors.filter(pl.col("sort").is_in(["person", "post", "pronoun"]), ~pl.col("plural"))
    people = people.with_columns(keeps=(pl.col("sort") == "pronoun") | pl.col("pointing"))
    ordered = people.sort("sentence", pl.col("governed"), pl.col("subordinate") & pl.col("keeps"), "start")
    first = ordered.unique("sentence", keep="first", maintain_order=True).filter(~pl.col("keeps"))
    return first.select("article", "sentence", "start", "code", speaker="single").sort("article", "start")


def last_bodies(actors: pl.DataFrame) -> pl.DataFrame:
    """List the bodies named, for `kementerian itu` and `pernyataan tersebut`.

    Returns:
        Columns `article`, `start`, `speaker`, `code`, `sector`, `governed`, `noun` (first word of its usual
        name, and of the name printed, in lower case).
    """
    named = (pl.col("sort") == "body") | ((pl.col("sort") == "common") & pl.col("given"))
    bodies = actors.filter(named)
    # `Biro Investigasi Federal` is the biro, although it is called FBI.
    nouns = [pl.col(name).str.to_lowercase().str.extract(r"^(\S+)") for name in ("single", "surface")]
    rows = [bodies.select("article", "start", "code", "sector", "governed", speaker="single", noun=n) for n in nouns]
    return pl.concat(rows).unique(["article", "start", "noun"], keep="first").sort("article", "start", "noun")


def name_holders(actors: pl.DataFrame, posts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Give a post without a name to the one person of the article who holds it: `Kepala Pentagon`, `Menlu`.

    Args:
        actors: Of `place_actors`.
        posts: Of `find_persons`.
        lexicon: Posts that are printed short.

    Returns:
        `actors` with the speaker of such posts replaced by the person.
    """
    held = _held_posts(posts, lexicon)
    unnamed = (pl.col("sort") == "post") & ~pl.col("plural")
    rows = actors.with_columns(land=pl.col("code").fill_null(""))
    rows = add_where(rows, unnamed, low=_in_full("surface", lexicon))
    rows = rows.with_columns(title=pl.col("low").str.extract(r"^(\S+ \S+)"))
    rows = rows.join(held, on=HELD, how="left", maintain_order="left")
    rows = rows.with_columns(title=pl.col("low").str.extract(r"^(\S+)"))
    rows = rows.join(held, on=HELD, how="left", maintain_order="left", suffix="_short")
    holder = pl.when(unnamed).then(pl.coalesce("holder", "holder_short"))
    alone = holder.is_not_null() & (pl.col("speaker") == pl.col("single"))
    return rows.with_columns(
        single=pl.coalesce(holder, "single"),
        speaker=pl.when(alone).then(holder).otherwise("speaker"),
        together=pl.when(alone & (pl.col("together") == pl.col("single"))).then(holder).otherwise("together"),
        code=pl.coalesce("code", pl.when(alone).then(pl.coalesce("served", "served_short"))),
    ).drop("title", "land", "low", "holder", "holder_short", "served", "served_short")


def _held_posts(posts: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """List posts that one person of an article holds; those without a country count for that of the only holder.

    Returns:
        Columns of `HELD`, `holder`, `served` (country of the post).
    """
    title = _in_full("post", lexicon).str.extract(r"^(\S+(?: \S+)?)")
    held = posts.select("article", title=title, holder="person", served="country", land=pl.col("country").fill_null(""))
    every = pl.concat([held, held.with_columns(land=pl.lit(""))]).unique()
    return every.filter(pl.len().over(HELD) == 1)


def _in_full(column: str, lexicon: Lexicon) -> pl.Expr:
    """Write the first word of a post in full and all in lower case: `menteri luar negeri RI` for `Menlu RI`."""
    short = lexicon.posts.filter(pl.col("post").is_not_null(), ~pl.col("term").str.contains(" "))
    full = short.select("term", pl.col("post").str.to_lowercase()).unique("term", keep="first", maintain_order=True)
    low = pl.col(column).str.to_lowercase()
    word = low.str.extract(r"^(\S+)")
    return word.replace(full["term"], full["post"]) + low.str.slice(word.str.len_bytes())

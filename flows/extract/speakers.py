"""Tell who of the actors in a sentence is its subject, what a speaker is called, and whom a pronoun means."""

import polars as pl

from flows.extract.actors import country_names
from flows.extract.cues import any_word, cue_words, speaker_words
from flows.language.lexicon import Lexicon

NEAR = 40
# An actor behind a transitive verb or a passive one is no subject.
OBJECT = r"(?-u:\b)(?:me(?:m|n|ng|ny|l|r|w|y)?[a-z]{3,}|di[a-z]{4,}|bertemu) $"
ACTS = (
    r"^(?: \([^()]*\))?(?:,[^,;]{1,90},)? ?(?:(?:juga|sendiri|kembali|telah|sudah|akan|sempat|pun|lalu|sebelumnya|kemudian|belakangan|"
    r"tidak|langsung|pada [A-Za-z]+|hari [A-Za-z]+|[A-Z][a-z]+) ){0,3}(?:\([0-9/]+\) )?(?:me|ber|di|ter)[a-z]{3,}"
)
# `tempat ia singgah, Putin membalas`: not the subject of the sentence.
SUBORDINATE = (
    r"(?i)(?:tempat|saat|ketika|setelah|sebelum|sejak|selepas|usai|seusai|selama|sampai|hingga|karena|bahwa|yang) $"
)
COUNTED = r"(?i)^(?:kedua|ketiga|keempat|dua|tiga|empat) "
PLURAL = r"(?i)^(?:para|sejumlah|beberapa|semua|seluruh|kedua|ketiga|keempat|dua|tiga|empat) "
POINTING = r"^(?: yang [^,.;]{3,50})? (?:itu|tersebut)(?-u:\b)"
OFFICIAL = r"(?i)^(?:[a-z]+ )?(?:pejabat|petugas|media|badan|dinas|militer|intelijen|kantor|kementerian|polisi|kepolisian|angkatan)(?-u:\b)"
COMMA_AND = r"^,? (?:dan|serta) $"
SPEAKING = ["person", "post", "body", "country", "common"]


def place_actors(actors: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Look at the words around each actor.

    Args:
        actors: Of `collect_actors`, outside quotations.
        lexicon: Prepositions, carriers, names of countries.

    Returns:
        `actors` with `governed` (behind a preposition or a verb whose object it is), `acts` (a verb follows),
        `pointing` (`pemimpin itu`: named before), `plural`, `single` (its own name), `together` (with those coordinated
        behind it), `group_start` (of the first coordinated before it); `speaker` joins those before it (`A dan B`).
    """
    offset = pl.col("start") - pl.col("at")
    low = (offset - NEAR).clip(0)
    before = pl.col("text").str.slice(low, offset - low)
    behind = pl.col("text").str.slice(pl.col("end") - pl.col("at"), 130)
    between = any_word(speaker_words(lexicon, "between")).strip(r"(?-u:\b)")
    preposition = rf"(?i){any_word(speaker_words(lexicon, 'preposition'))} (?:{between} )?$"
    carriers = any_word(lexicon.table("speech").filter(pl.col("kind") == "quoted")["folded"])
    carried = rf"(?i){carriers} (?:dari |oleh )?(?:kantor berita |media |surat kabar |stasiun televisi )*$"
    rows = actors.with_columns(before=before, behind=behind)
    rows = rows.with_columns(
        governed=pl.col("before").str.contains(preposition)
        | pl.col("before").str.contains(carried)
        | (
            pl.col("before").str.contains(OBJECT)
            & ~pl.col("before").str.contains(any_word(speaker_words(lexicon, "subject_verb")) + " $")
        ),
        acts=pl.col("behind").str.contains(ACTS),
        subordinate=pl.col("before").str.contains(SUBORDINATE),
        pointing=pl.col("behind").str.contains(POINTING) & (pl.col("sort") == "post"),
        plural=pl.col("surface").str.contains(PLURAL),
    )
    return _coordinate(_name_posts(rows, lexicon)).drop("before", "behind")


def _name_posts(rows: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Call a post without a name by its words and its country: `para pejabat Seoul` is `pejabat Korea Selatan`."""
    quantity = any_word(cue_words(lexicon, "quantity"))
    tails = any_word(speaker_words(lexicon, "tail"))
    tail = pl.col("behind").str.extract(rf"^((?: {tails}){{1,2}})").fill_null("")
    capitals = lexicon.countries.filter(pl.col("kind") == "capital").unique("folded", keep="first", maintain_order=True)
    capital = any_word(capitals["folded"])
    post = pl.col("sort").is_in(["post", "common"])
    official = post & pl.col("surface").str.contains(OFFICIAL)
    nations = country_names(lexicon)
    state = (
        pl.col("sort").is_in(["country", "body"])
        & ~pl.col("governed")
        & pl.col("code").is_in(nations["code"].to_list())
    )
    rows = rows.sort("article", "start").with_columns(
        city=pl.coalesce(
            pl.col("behind").str.extract(rf"^ di ({capital})"), pl.col("surface").str.extract(rf" di ({capital})$")
        ),
        last_code=pl.when(state).then("code").forward_fill().over("article"),
        given=pl.when(pl.col("sort") == "common").then("given").otherwise(pl.col("code").is_not_null()),
    )
    rows = rows.join(capitals.select(city="folded", city_code="code"), on="city", how="left", maintain_order="left")
    implied = pl.when(official & ~pl.col("pointing")).then(pl.coalesce("city_code", "last_code"))
    rows = rows.with_columns(code=pl.coalesce("code", implied)).join(
        nations, on="code", how="left", maintain_order="left"
    )
    bare = (
        pl.col("surface")
        .str.replace(rf"(?i)^{quantity} ", "")
        .str.replace(r" \([^()]*\)?$", "")
        .str.replace(rf" di {capital}$", "")
    )
    # A tail continues a post only where no country closes it: `pejabat militer`, `diplomat Barat`.
    bare = pl.when(pl.col("given")).then(bare).otherwise(bare + tail)
    full = pl.col("country_name").is_not_null()
    named = (
        pl.when(full & bare.str.contains(rf" {capital}$")).then(pl.format("{} {}", bare.str.replace(rf" {capital}$", ""), "country_name"))
        .when(full & ~pl.col("given") & official).then(pl.format("{} {}", bare, "country_name"))
        .otherwise(bare)
    )  # fmt: skip
    return rows.with_columns(speaker=pl.when(post).then(named).otherwise("speaker")).drop(
        "city", "city_code", "last_code", "country_name"
    )


def _coordinate(rows: pl.DataFrame) -> pl.DataFrame:
    """Join `A dan B` and `A, B, dan C` into one speaker; the first decides what governs them."""
    rows = rows.sort("article", "start")
    same = pl.col("sentence") == pl.col("sentence").shift(1)
    length = pl.col("start") - pl.col("end").shift(1)
    gap = pl.col("text").str.slice(
        pl.when(same & (length > 0)).then(pl.col("end").shift(1) - pl.col("at")).otherwise(0),
        pl.when(same & (length > 0) & (length < 12)).then(length).otherwise(0),
    )
    # People go with people, bodies and countries with their like.
    human = pl.col("sort").is_in(["person", "post"])
    able = pl.col("sort").is_in(SPEAKING) & pl.col("sort").shift(1).is_in(SPEAKING) & same & (human == human.shift(1))
    rows = rows.with_columns(
        last_of=(able & gap.str.contains(COMMA_AND)).fill_null(False), next_of=(able & (gap == ", ")).fill_null(False)
    )
    rows = rows.with_columns(third=pl.col("last_of") & pl.col("next_of").shift(1).fill_null(False))
    speaker = (
        pl.when("third").then(pl.format("{}, {}, dan {}", pl.col("speaker").shift(2), pl.col("speaker").shift(1), "speaker"))
        .when("last_of").then(pl.format("{} dan {}", pl.col("speaker").shift(1), "speaker"))
        .otherwise("speaker")
    )  # fmt: skip
    governed = (
        pl.when("third")
        .then(pl.col("governed").shift(2))
        .when("last_of")
        .then(pl.col("governed").shift(1))
        .otherwise("governed")
    )
    return (
        rows.with_columns(
            speaker=speaker,
            governed=governed,
            code=pl.when(pl.col("last_of") & (pl.col("code") != pl.col("code").shift(1))).then(None).otherwise("code"),
            group_start=pl.when("third")
            .then(pl.col("start").shift(2))
            .when("last_of")
            .then(pl.col("start").shift(1))
            .otherwise("start"),
            single=pl.col("speaker"),
        )
        .with_columns(
            together=pl.when(pl.col("last_of").shift(-1))
            .then(pl.col("speaker").shift(-1))
            .when(pl.col("third").shift(-2))
            .then(pl.col("speaker").shift(-2))
            .otherwise("speaker")
        )
        .drop("last_of", "next_of", "third")
    )


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
        Columns `article`, `start`, `speaker`, `code`, `governed`, `noun` (its first word in lower case).
    """
    named = (pl.col("sort") == "body") | ((pl.col("sort") == "common") & pl.col("given"))
    bodies = actors.filter(named)
    return bodies.select(
        "article",
        "start",
        "code",
        "governed",
        speaker="single",
        noun=pl.col("single").str.to_lowercase().str.extract(r"^(\S+)"),
    ).sort("article", "start")


def name_holders(actors: pl.DataFrame, posts: pl.DataFrame) -> pl.DataFrame:
    """Give a post without a name to the one person of the article who holds it: `Kepala Pentagon mengatakan`.

    Args:
        actors: Of `place_actors`.
        posts: Of `find_persons`.

    Returns:
        `actors` with the speaker of such posts replaced by the person.
    """
    held = posts.select(
        "article",
        code="country",
        holder="person",
        title=pl.col("post").str.to_lowercase().str.extract(r"^(\S+(?: \S+)?)"),
    )
    held = held.filter(pl.len().over("article", "code", "title") == 1)
    low = pl.col("surface").str.to_lowercase()
    rows = actors.with_columns(two=low.str.extract(r"^(\S+ \S+)"), one=low.str.extract(r"^(\S+)"))
    rows = rows.join(
        held,
        left_on=["article", "code", "two"],
        right_on=["article", "code", "title"],
        how="left",
        maintain_order="left",
    )
    rows = rows.join(
        held.rename({"holder": "holder_one"}),
        left_on=["article", "code", "one"],
        right_on=["article", "code", "title"],
        how="left",
        maintain_order="left",
    )
    holder = pl.when((pl.col("sort") == "post") & ~pl.col("plural")).then(pl.coalesce("holder", "holder_one"))
    alone = pl.col("speaker") == pl.col("single")
    return rows.with_columns(
        single=pl.coalesce(holder, "single"),
        speaker=pl.when(alone).then(pl.coalesce(holder, "speaker")).otherwise("speaker"),
        together=pl.when(pl.col("together") == pl.col("single"))
        .then(pl.coalesce(holder, "together"))
        .otherwise("together"),
    ).drop("two", "one", "holder", "holder_one")

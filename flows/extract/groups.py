"""Put parties together: `Korea Selatan, AS, dan Jepang` is one group of three; pronouns find theirs."""

import polars as pl

from flows.extract.cues import event_words
from flows.extract.parties import find_parties
from flows.extract.pronouns import resolve_pronouns
from flows.language.frames import add_where
from flows.language.lexicon import Lexicon
from flows.language.windows import backward_within, forward_within

# `dua warga Korea Utara, lima bank China, dan satu perusahaan Rusia`: who of a country stands in a list.
NUMBER = r"(?:{count}|\d+)"
WHO = r"{number}\s+{counted}\s+(?:asal\s+|dari\s+)?"
LINK = (
    r"^\)?\s*(?:\([^()]{{1,30}}\)\s*)?"
    r"(?:,?\s*(?:dan|serta|maupun|atau|bersama|beserta|dan juga)\s+(?:juga\s+)?"
    r"(?:{number}\s+(?:[a-z]+\s+){{0,1}})?"
    r"(?:(?:mantan|bekas|eks|(?:mitra|kolega|sejawat|rekan|timpalan)(?:nya)?,?)\s+)?(?:dari\s+)?|"
    r",\s*(?:{who})?|\s*[-/&]\s*|"
    r",?\s*(?:dan|serta|bersama)\s+(?:para|pemerintah|militer|pasukan|tentara|angkatan\s+(?:laut|udara|darat)|"
    # `Korea Selatan dan negara-negara anggota UNC`
    r"(?:para\s+|sejumlah\s+|beberapa\s+)?(?:negara(?:-negara)?\s+)?anggota)\s+|"
    # `pembom H-6 China dan pembom TU-95 Rusia`
    r"\s*(?:dan|serta)\s+(?:pembom|pengebom|jet\s+tempur|pesawat(?:\s+tempur)?|kapal(?:\s+perang)?)\s+(?:[A-Z]\S+\s+)?|"
    r",\s*(?:serta\s+)?(?:para |sejumlah |beberapa )?(?:negara|sekutu|mitra)(?:-[a-z]+)?(?: [A-Za-z]+){{0,2}},?\s*"
    r"(?:dan|serta)\s+)$"
)
# What closes a list without a party of its own: `AS, Jepang, dan negara-negara lain`.
OTHERS = r"^\)?,?\s*(?:dan|serta)\s+(?:sejumlah |beberapa |banyak )?(?:negara|sekutu|pihak|mitra)(?:-[a-z]+)? lain"
# A preposition, and what of a country may stand between it and the country's name: `oleh peretas Korea Utara`.
PREPOSITION = (
    r"(?i)(?-u:\b)(di luar|di|ke|dari|menuju|kepada|terhadap|dengan|oleh|untuk|bagi|antara|atas|bersama|melawan|pada|"
    r"soal|tentang|mengenai|menurut|melalui|lewat|dekat|sekitar|seperti|situasi|krisis|isu|persoalan)\s+"
    r"(?:(?:urusan|isu|masalah|kebijakan|soal)(?: nuklir| denuklirisasi| terkait| keamanan)? )?"
    r"(?:{kin},? )*(?:dari )?[\"']?$"
)
# `pejabat senior dari Korea Selatan`: officials of a country are the country, whatever stands between.
ENVOYS = r"(?i){envoys}(?: [a-z]+){{0,3}},? dari (?:[a-z]+ )?$"
# Shots that come from a country, at the head of a sentence.
SHOTS = (
    r"^(?:(?:Rentetan|Beberapa|Sejumlah|Puluhan|Ratusan|Sebuah|Dua|Tiga|Empat) )?"
    r"(?i:{shells})(?: [a-z]+){{0,2}} dari $"
)
# `delegasi Korea Utara dan mantan pejabat Amerika Serikat`: who of two countries stands side by side.
HEAD = r"(?i){envoys}(?: [a-z]+){{0,3}} $"
BESIDE_WITHIN = 60
BESIDE = r"^\s*(?:dan|serta)\s+(?:(?:para|sejumlah|beberapa|mantan|bekas|eks)\s+)?{envoys}(?:\s+[a-z]+){{0,2}}\s+$"
WITH_ENVOYS = r"(?i)(?-u:\b)dengan (?:[a-z]+ )?{envoys}(?: [a-z]+){{0,3}},? dari (?:[a-z]+ )?$"


def find_groups(
    sentences: pl.DataFrame, mentions: pl.DataFrame, chunks: pl.DataFrame, statements: pl.DataFrame, lexicon: Lexicon
) -> pl.DataFrame:
    """Find groups of parties.

    Args:
        sentences: Of `split_sentences`.
        mentions: Of `find_mentions`.
        chunks: Person chunks: `article`, `sentence`, `start`, `end`, `person`, `code`.
        statements: `article`, `char_start`, `char_end`, `speaker_country`: whom `kami` means in a quotation.
        lexicon: Gives `pronouns`, `ship_prefixes` and `lone_craft`.

    Returns:
        Columns `article`, `sentence`, `start`, `end`, `codes` (List, not empty), `persons` (List), `preposition` (that
        governs the first member, or null), in text order.
    """
    linked = link_parties(find_parties(sentences, mentions, chunks, statements, lexicon), lexicon)
    first = resolve_pronouns(linked)
    # `Ia bertemu Kono. Keduanya ...`, `Keduanya mengutuk ... Mereka juga sepakat ...`: what was resolved counts as
    # named for what comes behind; those who may mean a person just spoken of wait until he is known.
    he = pl.col("kind") == "he"
    spoken_of = forward_within(pl.when(he).then(pl.col("sentence").cast(pl.Int64)), pl.col("article"))
    late = (pl.col("sentence").cast(pl.Int64) - spoken_of <= 1).fill_null(False)
    several = (pl.col("kind") == "all") & (pl.col("codes").list.len() >= 2)
    again = first.filter(he | (several & ~late)).select(
        "article", "sentence", "start", resolved="codes", resolved_persons="persons"
    )
    known = linked.join(again, on=["article", "sentence", "start"], how="left", maintain_order="left").with_columns(
        codes=pl.coalesce("resolved", "codes"), persons=pl.coalesce("resolved_persons", "persons"),
        # `Ia mengancam menyerang negara itu`: he is no country.
        personal=pl.col("personal") | he,
    )  # fmt: skip
    return _tie(resolve_pronouns(known.drop("resolved", "resolved_persons")).drop("kind"))


def link_parties(parties: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Join neighbours that a comma, `dan` or a hyphen connects; `(Korsel)` behind its own name is no party more.

    Args:
        parties: Of `find_parties`.
        lexicon: Gives `event_cues`: people and things of a country, and those who speak for it.

    Returns:
        One row for each group: `article`, `sentence`, `start`, `end`, `codes` and `persons` (Lists), `preposition` (of
        the first member), `kind` (named, or the kind of the pronoun that stands alone), `parties` (how many that
        means), `personal` (a person is among them), `by_name` (with a name), `whom`, `heads`
        and `object` (see `find_parties`; of the first member), in text order.
    """
    envoys = pl.col("before").str.contains(ENVOYS.format(envoys=event_words(lexicon, "envoys")))
    preposition = PREPOSITION.format(kin=event_words(lexicon, "of_country"))
    # `perjanjian antar-Korea`: those between whom a thing is do not act.
    between = pl.col("kind") == "between"
    # `dengannya`
    governor = (
        pl.when(between)
        .then(pl.lit("antara"))
        .when(pl.col("kind") == "him")
        .then("whom")
        .otherwise(pl.col("before").str.extract(preposition).str.to_lowercase())
    )
    # `Rentetan peluru dari Korea Utara menghantam pos`: whose shells they are.
    envoys |= pl.col("before").str.contains(SHOTS.format(shells=event_words(lexicon, "shells")))
    # `dalam waktu dekat kedua negara`: soon, not near them. `Menurut para diplomat, China menolak`: the comma ends it.
    free = pl.col("before").str.contains(r"(?i)(?-u:\b)(?:waktu dekat|menurut [^,]*,) $")
    read = parties.with_columns(governor=governor, sent=envoys, free=free)
    read = read.with_columns(sent=pl.col("sent") & (pl.col("governor") == "dari").fill_null(False))
    # `dengan mitranya dari Jepang`: what stands before the envoys governs them.
    company = WITH_ENVOYS.format(envoys=event_words(lexicon, "envoys"))
    read = add_where(read, pl.col("sent"), company=pl.col("before").str.contains(company))
    rows = read.with_columns(
        preposition=pl.when("company").then(pl.lit("dengan")).when(~pl.col("sent"), ~pl.col("free")).then("governor"),
        pronoun=~pl.col("kind").is_in(["named", "person", "between"]),
    ).drop("governor", "sent", "free", "company")
    # `ia dan Kim`: whom the pronoun means is found by itself, then both are put together.
    one = pl.col("pronoun") & (pl.col("parties") == 1)
    rows = rows.pipe(_mark_links, lexicon).with_columns(listed=(~pl.col("linked")).cum_sum())
    grouped = rows.with_columns(group=(~pl.col("linked") | (one | one.shift(1)).fill_null(False)).cum_sum())
    return grouped.group_by("article", "sentence", "group", maintain_order=True).agg(
        start=pl.col("start").min(),
        end=pl.col("end").max(),
        codes=pl.col("codes").explode().drop_nulls().unique(maintain_order=True),
        persons=pl.col("person").drop_nulls().unique(maintain_order=True),
        preposition=pl.col("preposition").first(),
        kind=pl.when(pl.col("pronoun").all()).then(pl.col("kind").first()).otherwise(pl.lit("named")),
        parties=pl.col("parties").first(),
        personal=(pl.col("kind") == "person").any(),
        by_name=pl.col("person").is_not_null().any(),
        whom=pl.col("whom").first(),
        heads=pl.col("heads").first(),
        object=pl.col("object").first(),
        listed=pl.col("listed").first(),
    )


def _tie(groups: pl.DataFrame) -> pl.DataFrame:
    """Put a pronoun and what is listed with it together: `ia dan Kim`, `negara itu bersama Amerika Serikat`."""
    listed = pl.col("listed")
    several = groups.filter((listed == listed.shift(1)) | (listed == listed.shift(-1)))
    if several.is_empty():
        return groups.drop("listed")
    first = [name for name in groups.columns if name not in ("listed", "codes", "persons", "end")]
    tied = several.group_by("listed", maintain_order=True).agg(
        *(pl.col(name).first() for name in first),
        pl.col("end").max(),
        *(pl.col(name).explode().drop_nulls().unique(maintain_order=True) for name in ("codes", "persons")),
    )
    alone = groups.join(several.select("listed").unique(), on="listed", how="anti", maintain_order="left")
    return pl.concat([alone, tied.select(alone.columns)]).sort("listed").drop("listed")


def _mark_links(parties: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Add `linked`: the party belongs to the group of the one before it."""
    between = pl.col("between")
    number = NUMBER.format(count=event_words(lexicon, "count"))
    who = WHO.format(number=number, counted=event_words(lexicon, "counted"))
    looks = {
        "linking": LINK.format(number=number, who=who), "bracket": r"^\s*\($",
        "explains": r"^\s*(?:,|dari|asal)\s*$", "commas": ",",
        "only_comma": rf"^\)?\s*,\s*(?:{who})?$", "comma_and": r"^\)?\s*,\s*(?:dan|serta)\s",
        "others": OTHERS, "and": r"^ (?:dan|serta) ",
    }  # fmt: skip
    looked = {name: between.str.contains(pattern) for name, pattern in looks.items()}
    parties = add_where(parties.with_columns(previous=pl.col("codes").shift(1)), between.is_not_null(), **looked)
    first = pl.col("before", "preposition").shift(1).name.prefix("first_")
    envoys = event_words(lexicon, "envoys")
    head = pl.col("first_before").str.contains(HEAD.format(envoys=envoys))
    both = head | (pl.col("first_preposition") == "antara").fill_null(False)
    both &= between.str.contains(BESIDE.format(envoys=envoys))
    listing = pl.col("and") & ~pl.col("linking") & (between.str.len_bytes() <= BESIDE_WITHIN)
    parties = add_where(parties.with_columns(first), listing, both=both).drop("^first_.*$")
    repeats = pl.col("bracket") | pl.col("explains")
    parties = add_where(parties, repeats, same=pl.col("codes") == pl.col("previous")).drop("previous")
    echo = pl.col("bracket") & pl.col("same")
    apposition = (pl.col("explains") & pl.col("same")).fill_null(False)
    # `Sehari sebelum pidato Kim, Korea Utara menembakkan ...`: a country does not explain who somebody is.
    # `Setelah Seoul menghukum Korea Utara, Pyongyang menembakkan ...`: nor does its capital behind what opens.
    behind = pl.col("adverbial").shift(1).fill_null(False) & (pl.col("kind") == "named")
    apposition = apposition & ~(((pl.col("kind").shift(1) == "person") | behind) & pl.col("commas"))
    # `Menurut Lavrov, Rusia dan Iran sepakat`: the comma ends the source. `dengan Jepang, dan kedua pemimpin sepakat`:
    # a pronoun for several begins a clause of its own.
    source = pl.col("preposition").shift(1).is_in(["menurut"]).fill_null(False) & pl.col("commas")
    several = (pl.col("kind") == "all") & (pl.col("parties") != 9)
    joined = (pl.col("linking") | echo | pl.col("both")).fill_null(False) & ~source & ~several
    # A comma alone lists only where `dan` closes the list: `Menurut Abe, Trump menegaskan` names two who have nothing
    # in common.
    bare = pl.col("only_comma").fill_null(False) & ~apposition
    # Lazily, for then what the expressions share is computed once.
    closing = (joined & ~bare & ~apposition) | (bare & pl.col("others").shift(-1).fill_null(False))
    links = {"joined": joined | (apposition & ~source), "bare": bare, "closing": closing}
    rows = parties.lazy().with_columns(**links).collect().drop(set(looks) - {"comma_and"}, "same", "both")
    rows = rows.with_columns(run=(~pl.col("joined")).cum_sum())
    closes = backward_within(pl.when("closing").then(True), pl.col("run")).fill_null(False)
    # `Seusai bertemu Kim, Trump dan Moon sepakat`: the comma ends the opening, unless the whole list stands in it.
    opened = pl.col("adverbial").shift(1).fill_null(False) & pl.col("bare")
    ended = backward_within(pl.when("closing").then("comma"), pl.col("run"))
    apart = opened & ~ended.fill_null(False)
    # `dikecam China, dan Jepang mendesak ...`: behind what a verb governs, a comma before `dan` joins no two things.
    listed = forward_within(pl.when("bare").then(True), pl.col("run")).fill_null(False)
    governed = pl.col("governed").shift(1).fill_null(False) & ~listed
    # `ditahan di Korea Utara, dan pemerintah AS berupaya ...`: nor behind where something is.
    governed |= (pl.col("preposition").shift(1) == "di").fill_null(False) & ~listed
    clause = pl.col("comma_and").fill_null(False) & governed
    return rows.with_columns(linked=pl.col("joined") & (~pl.col("bare") | closes) & ~apart & ~clause)

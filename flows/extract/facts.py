"""All facts of a batch of articles: from classified paragraphs to the frames that are validated and loaded."""

import polars as pl

from flows.extract.events import find_events
from flows.extract.mentions import KEYS, find_mentions
from flows.extract.persons import find_persons
from flows.extract.quantities import find_quantities
from flows.extract.quantity_links import link_quantities
from flows.extract.statements import find_statements
from flows.extract.vocabulary import vocabulary
from flows.language.dates import find_times, resolve_times
from flows.language.gazetteer import alpha3
from flows.language.glue import part_glued, restore
from flows.language.lexicon import Lexicon
from flows.language.sentences import split_sentences
from flows.language.words import with_index

# Kinds of paragraphs that carry facts; captions, repeats and page furniture do not.
READ = ["lead", "body"]
# Kinds that may name people: a caption often gives the full name of whom the text calls by surname.
SEEN = ["lead", "body", "subtitle", "caption"]
# Languages whose articles yield events: Indonesian, and Malay, which is near enough.
LANGUAGES = ["id", "ms"]
SPAN = ["char_start", "char_end", "rule", "confidence"]
COLUMNS = {
    "mention": [
        "source_file", "entity_type", "entity", "surface", "country", "code", "sector", "latitude", "longitude",
        "geonames_id", *SPAN,
    ],
    "person_post": ["source_file", "person", "post", "country", "rank", *SPAN],
    "event_report": [
        "source_file", "report", "subtype", "status", "date_start", "date_end", "date_precision",
        "actors", "recipients", "persons", "place", "place_country", "latitude", "longitude", "geonames_id",
        "series", "weapons", "outcome", "evidence", *SPAN,
    ],
    "statement": ["source_file", "speaker", "speaker_country", "kind", "carrier", "text", *SPAN],
    "quantity": ["source_file", "value", "unit", "what", "report", "surface", *SPAN],
}  # fmt: skip
# What is a kind though it stands in capitals; characters between a kind and the name it introduces (none, `jenis`,
# `bernama`), and between a name and the kind that explains it (a comma).
KINDS_OF_MISSILES = ["MLRS"]
INTRODUCES, EXPLAINS = [1, 7, 9], [2]
ISO3 = list(alpha3().values())
TYPES = pl.Schema(
    {
        **dict.fromkeys(["char_start", "char_end", "geonames_id"], pl.Int64()),
        **dict.fromkeys(["confidence", "latitude", "longitude", "value"], pl.Float64()),
        **dict.fromkeys(["rank", "outcome", "carrier"], pl.String()),
        "report": pl.Int32(),
    }
)


def extract(articles: pl.DataFrame, paragraphs: pl.DataFrame, lexicon: Lexicon) -> dict[str, pl.DataFrame]:
    """Read the facts out of classified articles.

    Args:
        articles: Of `read_batch`: `article`, `source_file`, `text`, `fold`, `anchor_date`.
        paragraphs: Of `read_batch`: `article`, `paragraph`, `start`, `end`, `text_start`, `kind`.
        lexicon: Words to read with.

    Returns:
        Frames `mention`, `person_post`, `event_report`, `statement`, `quantity` with the columns of `COLUMNS`;
        `char_start` and `char_end` count characters of the decoded file and span exactly the evidence.
    """
    articles, paragraphs, joints = part_glued(articles, paragraphs, lexicon)
    spoken = split_sentences(paragraphs, articles, SEEN)
    lexicon = with_index(lexicon, spoken, vocabulary(lexicon))
    mentions = find_mentions(spoken, lexicon)
    persons = find_persons(spoken, mentions, lexicon)
    sentences = spoken.filter(pl.col("kind").is_in(READ))
    mentions = mentions.join(sentences, on="sentence", how="semi", maintain_order="left")
    times = resolve_times(find_times(sentences), sentences, articles)
    statements = find_statements(sentences, mentions, persons, lexicon, articles)
    events = find_events(_on_topic(sentences, articles), mentions, persons, times, statements, articles, lexicon)
    events = events.with_columns(report=pl.int_range(pl.len(), dtype=pl.Int32).over("article"))
    quantities = link_quantities(find_quantities(sentences, lexicon), events, lexicon)
    facts = {
        "mention": _all_mentions(mentions, persons.mentions, lexicon),
        "person_post": persons.posts.rename({"start": "char_start", "end": "char_end"}),
        "event_report": events.rename({"start": "char_start", "end": "char_end"}),
        "statement": statements,
        "quantity": quantities,
    }
    return {kind: _finish(kind, restore(frame, joints), articles) for kind, frame in facts.items()}


def _on_topic(sentences: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Keep the sentences of articles that may report events: about the subject, and in a language that is read."""
    if not {"is_relevant", "language"} <= set(articles.columns):
        return sentences
    fit = pl.col("is_relevant").fill_null(True) & pl.col("language").is_in(LANGUAGES).fill_null(True)
    return sentences.join(articles.filter(fit).select("article"), on="article", how="semi", maintain_order="left")


def _all_mentions(mentions: pl.DataFrame, persons: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Stack the mentions of the lexicon and those of persons."""
    mentions = pl.concat([mentions, _bodies_of_forums(mentions, lexicon)], how="diagonal_relaxed")
    mentions = mentions.sort("sentence", "start", maintain_order=True)
    party = pl.col("entity_type").is_in(["country", "organisation"])
    # Media carry news and are no bodies that it is about; regions named for their tension are no scenes.
    aside = (pl.col("sector") == "MED").fill_null(False) | (pl.col("kind") == "peninsula") | ~pl.col("is_body")
    placed = mentions.with_columns(apposed=_apposed())
    only_apposed = pl.col("apposed").all().over("article", "entity_type", "entity")
    known = placed.filter(~aside & ~only_apposed).with_columns(
        country=pl.when(pl.col("code").is_in(ISO3)).then("code"),
        code=pl.when(party).then("code"),
        rule=pl.format("lexicon:{}", "kind"),
        confidence=pl.when(pl.col("kind").is_in(["bare_side", "epithet"])).then(0.85).otherwise(0.95),
    )
    named = persons.with_columns(
        entity_type=pl.lit("person"), entity="person", code="country", sector=pl.lit(None, pl.String)
    )
    stacked = pl.concat([known, named], how="diagonal_relaxed")
    return stacked.rename({"start": "char_start", "end": "char_end"}).sort("article", "char_start", maintain_order=True)


def _bodies_of_forums(mentions: pl.DataFrame, lexicon: Lexicon) -> pl.DataFrame:
    """Repeat the mentions of forums that are bodies as well (`G20`, `KTT APEC`) as those of the body."""
    bodies = lexicon.organisations.select("term", "code", "sector", body="entity")
    both = lexicon.series.select("term", "series").join(bodies, on="term").unique("series", keep="first")
    forums = mentions.filter(pl.col("entity_type") == "series").select(
        *KEYS, "start", "end", "surface", series="entity"
    )
    named = forums.join(both.drop("term"), on="series")
    return (
        named.drop("series")
        .rename({"body": "entity"})
        .with_columns(entity_type=pl.lit("organisation"), kind=pl.lit("organisation"), is_body=pl.lit(True))
    )


def _apposed() -> pl.Expr:
    """Tell a kind of weapon that only introduces one by name: `rudal balistik Hwasong-17`, `drone bernama Haeil`."""
    weapon = pl.col("entity_type") == "weapon"
    named = weapon & pl.col("entity").str.contains("^[A-Z]") & ~pl.col("entity").is_in(KINDS_OF_MISSILES)

    def beside(step: int, gaps: list[int]) -> pl.Expr:
        """Tell weapons so many characters from one with a name that follows (-1) or stands before (1)."""
        gap = pl.col("start").shift(step) - pl.col("end") if step < 0 else pl.col("start") - pl.col("end").shift(step)
        return named.shift(step) & (pl.col("sentence").shift(step) == pl.col("sentence")) & gap.is_in(gaps)

    return (weapon & ~named & (beside(-1, INTRODUCES) | beside(1, EXPLAINS))).fill_null(False)


def _finish(kind: str, frame: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Add the file name and the verbatim text of the span, and bring columns into order."""
    framed = frame.join(
        articles.select("article", "source_file", source_text="text"), on="article", maintain_order="left"
    )
    cut = pl.col("source_text").str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start"))
    verbatim = {"mention": "surface", "event_report": "evidence", "statement": "text", "quantity": "surface"}.get(kind)
    if verbatim:
        framed = framed.with_columns(cut.alias(verbatim))
    typed = pl.Schema({name: dtype for name, dtype in TYPES.items() if name in COLUMNS[kind]})
    return framed.select(COLUMNS[kind]).cast(typed)

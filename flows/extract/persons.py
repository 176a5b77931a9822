"""Find people, their posts and the noun phrases that stand for them."""

from typing import NamedTuple

import polars as pl

from flows.extract.chains import chain_items
from flows.extract.chunks import find_chunks
from flows.extract.identity import name_everyone
from flows.extract.names import KEYS, find_runs
from flows.extract.namesakes import paragraph_starts
from flows.extract.naming import accept_names
from flows.extract.post_choice import choose_posts
from flows.extract.posts import posts_after, posts_before
from flows.extract.whose import add_countries
from flows.language.lexicon import Lexicon


class Persons(NamedTuple):
    """People of a batch.

    Attributes:
        mentions: article, sentence, start, end, surface (folded), person (fullest form printed in the article,
            folded), person_start, person_end (where that form stands), key (letters of that name), known (person of
            people.csv, or null), country (ISO3, or the code of an international body, or null), rule, confidence; in
            text order.
        posts: article, person, person_start, person_end, key, post (as printed, folded), country, rank, start, end (of
            the post), rule, confidence; at most one row for each person of an article.
        chunks: article, sentence, start, end, person (or null), code (actor code or null), kind (`person` with a name,
            `post` without); not overlapping, in text order.
    """

    mentions: pl.DataFrame
    posts: pl.DataFrame
    chunks: pl.DataFrame


def find_persons(sentences: pl.DataFrame, mentions: pl.DataFrame, lexicon: Lexicon) -> Persons:
    """Find people by their names, posts and the words around them.

    Args:
        sentences: Of `split_sentences`: lead, body, subtitle and caption; in headlines only people are found that
            the text names too or that people.csv knows.
        mentions: Of `find_mentions`.
        lexicon: Posts, ranks, known people, parts of names.

    Returns:
        People, their posts and chunks.
    """
    runs = find_runs(sentences, mentions, lexicon)
    items = chain_items(sentences, mentions, runs, lexicon)
    before, after = posts_before(items, lexicon), posts_after(items, lexicon)
    names = accept_names(runs, before, after, items, lexicon)
    names = names.join(paragraph_starts(sentences), on="sentence", how="left", maintain_order="left")
    named = name_everyone(names, lexicon)
    named = add_countries(named, mentions, lexicon)
    posts = choose_posts(named, items, lexicon)
    people = named.select(
        *KEYS,
        "start",
        "end",
        "surface",
        "person",
        "person_start",
        "person_end",
        "key",
        "known",
        "country",
        "rule",
        "confidence",
    ).sort("sentence", "start")
    return Persons(people, posts, find_chunks(named, items, lexicon))

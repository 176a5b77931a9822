"""From triggers and parties to event reports: the table of contents."""

import polars as pl

from flows.extract.assertions import keep_asserted
from flows.extract.circumstances import add_circumstances
from flows.extract.clauses import cut_clauses, find_marks, in_clause
from flows.extract.continued import date_by_scenes
from flows.extract.counting import date_by_events
from flows.extract.dating import date_by_meetings, judge_by_date
from flows.extract.governors import add_speakers, govern
from flows.extract.groups import find_groups
from flows.extract.hosts import host_by_meeting
from flows.extract.merge import merge_reports
from flows.extract.persons import Persons
from flows.extract.resumed import keep_resumptions
from flows.extract.retold import plan_retold
from flows.extract.roles import assign_roles
from flows.extract.said_on import date_by_speakers
from flows.extract.same_place import place_at_sites, place_by_attacks, place_by_meetings, place_by_occasions
from flows.extract.scenes import list_places
from flows.extract.sittings import date_by_sittings
from flows.extract.status import judge_status
from flows.extract.status_cues import find_cues
from flows.extract.stays import place_by_stays, place_speakers, seat_guests
from flows.extract.subjects import trigger_subjects, verb_subjects
from flows.extract.subtypes import (
    raise_to_summits,
    settle_agreements,
    settle_calls,
    settle_exercises,
    settle_proposals,
    settle_tests,
)
from flows.extract.told import told_days
from flows.extract.told_again import date_by_retelling
from flows.extract.triggers import find_triggers, series_triggers
from flows.extract.verbs import find_verbs
from flows.language.lexicon import Lexicon


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
        One row for each event report of an article: see `merge_reports`.
    """
    triggers = find_triggers(sentences, lexicon)
    triggers = pl.concat([triggers, series_triggers(mentions, triggers).select(triggers.columns)])
    triggers = triggers.sort("sentence", "start", maintain_order=True).pipe(settle_tests, sentences, lexicon)
    groups = find_groups(sentences, mentions, persons.chunks, statements, lexicon)
    verbs = find_verbs(sentences, triggers, lexicon)
    marks = keep_resumptions(find_marks(sentences, lexicon), verbs, lexicon)
    clauses = cut_clauses(marks, groups, verbs, times)
    triggers = in_clause(triggers, clauses).pipe(settle_calls).with_row_index("trigger")
    triggers = trigger_subjects(triggers, verb_subjects(verbs, groups, clauses, lexicon))
    status = judge_status(triggers, find_cues(sentences, groups, lexicon), clauses)
    reports = (
        triggers.join(status, on="trigger", maintain_order="left")
        .pipe(plan_retold, sentences, lexicon)
        .join(articles.select("article", "anchor_date"), on="article", how="left", maintain_order="left")
        .pipe(add_speakers, statements)
        .pipe(govern, clauses, lexicon)
        .pipe(assign_roles, in_clause(groups, clauses), sentences, lexicon)
        .pipe(settle_proposals)
        .pipe(raise_to_summits, persons.posts, persons.chunks, sentences, lexicon)
        .pipe(add_circumstances, mentions, times, clauses, sentences, verbs, lexicon)
        .pipe(keep_asserted, sentences, lexicon)
        .pipe(settle_exercises)
        .pipe(settle_agreements, lexicon)
        .pipe(date_by_retelling, times, clauses, sentences, lexicon)
        .pipe(date_by_events, times, persons.mentions, clauses, sentences, lexicon)
        .pipe(host_by_meeting)
        .pipe(seat_guests)
        .pipe(place_by_stays)
        .pipe(place_speakers)
        .pipe(place_by_occasions, sentences, lexicon)
        .pipe(place_at_sites, mentions, sentences, lexicon)
        .pipe(date_by_meetings)
        .pipe(date_by_scenes, times, clauses, sentences)
        .pipe(place_by_attacks)
        .pipe(place_by_meetings)
    )
    told = told_days(reports, times, statements, list_places(mentions), persons.mentions, groups, clauses, sentences)
    reports = date_by_speakers(reports, told, persons.mentions, times, sentences)
    reports = date_by_sittings(reports, persons.posts, times, sentences)
    return merge_reports(judge_by_date(reports), lexicon)

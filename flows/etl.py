"""The road from a folder of articles to a published warehouse, as a table of contents."""

from typing import Any

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows import processes, work
from flows.run import journal_unchanged, open_run
from flows.steps import gather, step, wait
from flows.summary import publish_artifacts, summarise


@flow(name="warta", task_runner=ThreadPoolTaskRunner(), persist_result=False)  # type: ignore[arg-type]
def etl(
    inbox: str, warehouse: str, lexicon: str | None = None, force: bool = False, batch_size: int = 4000
) -> dict[str, Any]:
    """Read what is new in the inbox, extract its facts, check them and publish the next warehouse.

    Args:
        inbox: Folder with the articles.
        warehouse: DuckDB file that readers hold; replaced in one rename, or left alone when anything fails.
        lexicon: Folder with own lexicon rows.
        force: Read every article again, not only new and changed ones.
        batch_size: Articles in one batch.

    Returns:
        The summary of the run; `flows.summary.summarise` names its keys.

    Raises:
        WartaError: The run ended early; cause and remedy are in the error.
    """
    with open_run(inbox, warehouse, lexicon, force, batch_size) as run:
        folder = str(run.folder)

        found = scan(folder)
        if not found["work"]:
            journal_unchanged(run, found["counts"])
            return publish_artifacts(summarise(run, found))

        work.warm_up()
        run.clock.total = 5 + 2 * len(found["batches"])
        # Each batch is checked while later ones are read: a step and what waits for it are submitted in turn.
        begun, futures = prepare.submit(folder), []
        for batch in found["batches"]:
            facts = extract.submit(folder, batch)
            futures += [facts, validate.submit(folder, batch, after=[facts])]
        try:
            gather(futures)
        except BaseException:
            report(folder)
            work.give_up(folder, begun)
            raise
        finally:
            processes.stop()

        told = report.submit(folder)
        try:
            loaded = load(folder, begun.result(), run.clock.seconds())
        finally:
            wait(told)
        publish(folder, loaded["next_file"])
        return publish_artifacts(summarise(run, found, loaded))


scan = step("scan", retries=3, timeout=3600)(work.scan)
"""Inbox and manifest -> what is new, changed, gone or unreadable, and the batches to work on."""

prepare = step("prepare", retries=3, timeout=3600)(work.prepare)
"""The live file -> its copy, which becomes the next file; made while the articles are read."""

extract = step("extract", label="extract batch {batch}", retries=3, timeout=1800)(work.extract)
"""Files of a batch -> articles -> facts with the span of their evidence."""

validate = step("validate", label="validate batch {batch}", retries=3, timeout=1800)(work.validate)
"""Facts -> clean rows and quarantined ones; a broken critical rule ends the run."""

report = step("report", retries=3, timeout=600)(work.report)
"""Results of the checks -> a page to read."""

load = step("load", retries=3, timeout=7200)(work.load)
"""Clean rows -> the star in the next file beside the live one."""

publish = step("publish", retries=3, timeout=1800)(work.publish)
"""The next file -> the live file, in one rename."""

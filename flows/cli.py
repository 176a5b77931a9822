"""The command `warta`."""

import json
import os
import sys
import traceback
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from flows.errors import WartaError
from flows.settings import load_settings

app = typer.Typer(
    name="warta",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Indonesian-language news about Korean-peninsula security, read into an analytical DuckDB warehouse.",
    epilog="Exit codes: 0 good, 1 the run or its data failed, 2 wrong usage. "
    "Options may also be set as `WARTA_*` variables, in `warta.toml` or in `[tool.warta]` of `pyproject.toml`.",
)
PACKAGE = Path(__file__).parent
server_app = typer.Typer(no_args_is_help=True, help="The local Prefect server that runs are recorded in.")
app.add_typer(server_app, name="server")

Inbox = Annotated[Path | None, typer.Option(help="Folder with the articles.", show_default="inbox")]
Warehouse = Annotated[Path | None, typer.Option(help="The DuckDB file.", show_default="warehouse/warta.duckdb")]
Lexicon = Annotated[Path | None, typer.Option(help="Folder with own CSV rows that add to the lexicon.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def out() -> Console:
    """Where results go; wide when nobody's window limits it."""
    return Console() if sys.stdout.isatty() else Console(width=10_000, no_color=True)


def err() -> Console:
    """Where progress and errors go."""
    return Console(stderr=True) if sys.stderr.isatty() else Console(stderr=True, width=10_000, no_color=True)


@app.command(
    epilog="Examples: `warta run` · `warta run --inbox articles --warehouse news.duckdb` · `warta run --force --json`"
)
def run(
    inbox: Inbox = None,
    warehouse: Warehouse = None,
    lexicon: Lexicon = None,
    force: Annotated[bool, typer.Option("--force", help="Read every article again, not only what is new.")] = False,
    batch_size: Annotated[int | None, typer.Option(help="Articles in one batch.", show_default="4000")] = None,
    no_server: Annotated[bool, typer.Option("--no-server", help="Run the same flow without a Prefect server.")] = False,
    as_json: Json = False,
) -> None:
    """Read what is new in the inbox and publish the next warehouse."""
    from flows.runner import run_once

    settings = load_settings(
        inbox=inbox,
        warehouse=warehouse,
        lexicon=lexicon,
        batch_size=batch_size,
        orchestration="off" if no_server else None,
    )
    summary = run_once(settings, force, err())
    if as_json:
        print_json(summary)
    else:
        from flows.summary import show

        show(summary, out())


@app.command(epilog='Examples: `warta serve --every 60` · `warta serve --cron "*/30 * * * *" --inbox articles`')
def serve(
    cron: Annotated[str | None, typer.Option(help="When to run, as a cron line.")] = None,
    every: Annotated[int | None, typer.Option(min=10, help="Seconds from run to run.", show_default="1800")] = None,
    inbox: Inbox = None,
    warehouse: Warehouse = None,
    lexicon: Lexicon = None,
) -> None:
    """Run on a schedule, through Prefect, until stopped."""
    from flows.serve import serve_runs

    if cron and every:
        raise typer.BadParameter("--cron and --every exclude each other.")
    serve_runs(load_settings(inbox=inbox, warehouse=warehouse, lexicon=lexicon), cron, every, err())


@app.command(epilog="Examples: `warta status` · `warta status --json`")
def status(inbox: Inbox = None, warehouse: Warehouse = None, as_json: Json = False) -> None:
    """Show the last runs, the age of the data, what waits in the inbox and what is quarantined."""
    from flows import status as page

    found = page.collect(load_settings(inbox=inbox, warehouse=warehouse))
    print_json(found) if as_json else page.show(found, out())


@app.command(
    epilog="Examples: `warta ask` · `warta ask who_met --set year=2018` · `warta ask launches --csv > launches.csv`"
)
def ask(
    name: Annotated[str | None, typer.Argument(help="Name of a question; without it, all are listed.")] = None,
    chosen: Annotated[
        list[str] | None, typer.Option("--set", help="VARIABLE=VALUE that the question asks for.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """List the questions that the warehouse answers, or answer one."""
    from flows import ask as questions

    form = _form(as_json, as_csv)
    if name is None:
        questions.show_list(questions.catalogue(), form, out())
    else:
        settings = load_settings(warehouse=warehouse)
        found = questions.answer(settings.warehouse, name, questions.variables(chosen or []))
        questions.show(found, form, out())


@app.command(epilog="Examples: `warta explain 1880224113420151552` · `warta explain 1880224113420151552 --json`")
def explain(
    event_key: Annotated[int, typer.Argument(help="Key of an event, one that it bore before will do.")],
    warehouse: Warehouse = None,
    as_json: Json = False,
) -> None:
    """Show what speaks for an event: its reports, sources and sentences, and how each value was chosen."""
    from flows import explain as view

    found = view.explain(load_settings(warehouse=warehouse).warehouse, event_key)
    print_json(found) if as_json else view.show(found, out())


@app.command(epilog='Example: `warta sql "SELECT subtype, count(*) FROM mart.event_report GROUP BY ALL"`')
def sql(
    statement: Annotated[str, typer.Argument(help="SQL; nothing can be changed with it.")],
    warehouse: Warehouse = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """Run your own SQL on the warehouse, read-only; of several statements the last one's result is printed."""
    from flows import ask as questions

    settings = load_settings(warehouse=warehouse)
    questions.show(questions.query(settings.warehouse, statement), _form(as_json, as_csv), out())


@app.command(epilog="Examples: `warta export shared/news` · `warta export --format csv news-csv --json`")
def export(
    folder: Annotated[Path, typer.Argument(help="Where the files go; an earlier export there is replaced.")],
    form: Annotated[str, typer.Option("--format", help="parquet or csv.")] = "parquet",
    warehouse: Warehouse = None,
    as_json: Json = False,
) -> None:
    """Write every public view as a file, or as a folder with a part for each year where it is large."""
    from flows import export as files

    written = files.export(load_settings(warehouse=warehouse).warehouse, folder, form)
    print_json([asdict(one) for one in written]) if as_json else files.show(written, folder, out())


@app.command(epilog="Examples: `warta show articles/page.txt` · `warta show page.html --html shown.html`")
def show(
    file: Annotated[Path, typer.Argument(help="A page; it need not lie in an inbox.")],
    html: Annotated[Path | None, typer.Option(help="Write one self-contained HTML page instead.")] = None,
    lexicon: Lexicon = None,
    as_json: Json = False,
) -> None:
    """Show how a page is read: the class of each line, the publication date, the facts in the text."""
    from flows import show as view
    from flows.reading import read_page

    page = read_page(file, load_settings(lexicon=lexicon).lexicon)
    if html:
        view.write_html(page, html)
        err().print(f"Written to {html}", highlight=False, soft_wrap=True, markup=False)
    if as_json:
        print_json(page)
    elif not html:
        view.show(page, out())


@server_app.command("stop")
def server_stop() -> None:
    """Stop the local Prefect server; the next run starts it again."""
    from flows import server

    stopped = server.stop(load_settings())
    out().print(f"Stopped {stopped.ui} (process {stopped.pid})." if stopped else "No local Prefect server runs.")


@server_app.command("status")
def server_status(as_json: Json = False) -> None:
    """Show whether the local Prefect server runs, and where."""
    from flows import server

    found = server.find(load_settings())
    if as_json:
        print_json({"running": found is not None} | ({"ui": found.ui, "pid": found.pid} if found else {}))
    else:
        out().print(f"{found.ui} (process {found.pid})" if found else "No local Prefect server runs.")


def print_json(value: Any) -> None:
    """Print a value as JSON; dates become ISO text."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def main() -> None:
    """Entry point: errors become a message and an exit code instead of a traceback."""
    try:
        app()
    except WartaError as error:
        fail(error)
    except OSError as error:
        fail(WartaError(str(error), "Check the path, its rights and the space on the disk, then run again."))
    except KeyboardInterrupt:
        err().print("Interrupted; the published warehouse is as it was.")
        raise SystemExit(130) from None
    except SystemExit:
        raise
    # A panic of Polars is no `Exception`.
    except BaseException as error:
        if os.environ.get("WARTA_LOG_LEVEL") == "debug":
            raise
        fail(_defect(error))


def fail(error: WartaError) -> NoReturn:
    """Print cause and remedy, and end."""
    console = err()
    console.print(f"[bold red]Error:[/] {_escaped(error.cause)}.", highlight=False, soft_wrap=True)
    console.print(_escaped(error.remedy), highlight=False, soft_wrap=True)
    raise SystemExit(error.exit_code)


def _defect(error: BaseException) -> WartaError:
    """Describe an error that nobody foresaw by its place in our own code."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(PACKAGE)
    ]
    where = f" at {Path(ours[-1].filename).relative_to(PACKAGE.parent)}:{ours[-1].lineno}" if ours else ""
    return WartaError(
        f"{type(error).__name__}{where}: {error}",
        "This is a defect of Warta; the published warehouse is as it was. WARTA_LOG_LEVEL=debug shows where it arose.",
    )


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _form(as_json: bool, as_csv: bool) -> str:
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other.")
    return "json" if as_json else "csv" if as_csv else "table"


if __name__ == "__main__":
    main()

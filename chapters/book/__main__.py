"""The commands of the book: `python chapters/book build` and so on; `--help` lists them."""

import argparse
import sys
import threading
from pathlib import Path

if __package__ == "":  # started as a folder: what is imported lies beside it, not in it
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from book import ROOT, BuildError, notebooks, provenance, site

# jsonschema, which reading a notebook loads, would spend a second on grammars for
# internationalised addresses, a format that no notebook and no configuration of a book uses.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


def main() -> int:
    """Carry out a command and give its exit code."""
    arguments = _parser().parse_args()
    try:
        arguments.command(arguments)
    except BuildError as error:
        print(f"\nerror: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. The last good site is still there, and every notebook is whole.")
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="book", description="Make the book.")
    commands = parser.add_subparsers(required=True, metavar="command")

    how = argparse.ArgumentParser(add_help=False)
    how.add_argument("--force", action="store_true", help="execute every notebook")
    how.add_argument("--all", action="store_true", help="build every page anew")
    how.add_argument("--address", default="", help="where the site is published, if anywhere")
    build = commands.add_parser(
        "build", help="execute what is stale, then build the site", parents=[how]
    )
    build.set_defaults(command=_build)

    execute = commands.add_parser("execute", help="execute the notebooks that are stale")
    execute.add_argument("--force", action="store_true", help="execute every notebook")
    execute.set_defaults(command=_execute)

    status = commands.add_parser("status", help="say which notebooks are stale, and why")
    status.set_defaults(command=_status)

    papers = commands.add_parser(
        "seminar", help="write exercise notebooks, key and slides", parents=[how]
    )
    papers.set_defaults(command=_seminar)

    lab = commands.add_parser("lab", help="open the chapters and the exercises in JupyterLab")
    lab.add_argument("options", nargs="*", help="passed on to JupyterLab, after --")
    lab.set_defaults(command=_lab)

    serve = commands.add_parser("serve", help="show the site on this computer")
    serve.add_argument("--port", type=int, default=8000, help="where (default: 8000)")
    serve.set_defaults(command=_serve)

    benchmark = commands.add_parser("benchmark", help="compare with a plain jupyter-book build")
    benchmark.set_defaults(command=_benchmark)
    return parser


def _say(text: str) -> None:
    print(text, flush=True)


def _build(arguments: argparse.Namespace) -> None:
    published_at = site.address(ROOT, arguments.address)
    with site.sole_build(ROOT):
        if arguments.force or arguments.all or site.changed(ROOT, published_at):
            stale = _stale(arguments.force)
            if stale:
                # What builds the pages takes seconds to load: it may do so while kernels work.
                threading.Thread(target=site.load_sphinx, args=[ROOT], daemon=True).start()
                _execute_all(stale)
            _say("Building the pages.")
            site.build(ROOT, anew=arguments.all, published_at=published_at)
        else:
            _say("Nothing has changed since the last build.")
    _say(f"The site: {site.folder(ROOT) / 'index.html'}")


def _execute(arguments: argparse.Namespace) -> None:
    with site.sole_build(ROOT):
        stale = _stale(arguments.force)
        if stale:
            _execute_all(stale)
        else:
            _say("Every notebook is fresh.")


def _status(arguments: argparse.Namespace) -> None:
    for path in notebooks.in_order(ROOT):
        reason = provenance.stale_because(ROOT, notebooks.read(path))
        _say(f"{path.stem}: stale, because {reason}" if reason else f"{path.stem}: fresh")


def _seminar(arguments: argparse.Namespace) -> None:
    from book import seminar

    changed = seminar.renew_key(ROOT)
    _say(f"The checker's key: {', '.join(changed) if changed else 'nothing'} changed.")
    _build(arguments)
    for path in seminar.write_editions(ROOT, ROOT / "_build" / "seminar"):
        _say(f"  {path.relative_to(ROOT)}")
    for path in sorted((site.folder(ROOT) / "chapters" / "seminar").glob("slides_*.html")):
        _say(f"  {path.relative_to(ROOT)}")


def _lab(arguments: argparse.Namespace) -> None:
    from book import lab

    sys.exit(lab.start(ROOT, arguments.options, _say))


def _stale(all_of_them: bool) -> list[Path]:
    return [
        path
        for path in notebooks.in_order(ROOT)
        if all_of_them or provenance.stale_because(ROOT, notebooks.read(path))
    ]


def _execute_all(paths: list[Path]) -> None:
    from book import execution

    _say(f"Executing {', '.join(path.stem for path in paths)}.")
    execution.execute(ROOT, paths, _say)


def _serve(arguments: argparse.Namespace) -> None:
    from book import host

    try:
        server = host.server(host.Host(site.folder(ROOT)), arguments.port)
    except OSError as error:
        raise BuildError(
            f"Port {arguments.port} cannot be used ({error.strerror}). "
            "Try another: `make serve PORT=8001`."
        ) from error
    with server:
        _say(f"The book is at http://127.0.0.1:{server.server_port}/ (Ctrl-C ends it).")
        server.serve_forever()


def _benchmark(arguments: argparse.Namespace) -> None:
    from book import benchmark, benchmark_interactives, benchmark_lighthouse, benchmark_pages

    benchmark.run(ROOT, _say)
    benchmark_interactives.run(ROOT, _say)
    benchmark_pages.run(ROOT, _say)
    benchmark_lighthouse.run(ROOT, _say)


if __name__ == "__main__":
    sys.exit(main())

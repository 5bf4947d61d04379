"""`python -m bot` and the command `dezhurny`."""

import sys

import typer

from bot.cli import app
from bot.errors import DezhurnyError


def main() -> None:
    """Run a command; an error of ours is a sentence and an exit code, never a traceback."""
    try:
        app(prog_name="dezhurny")
    except DezhurnyError as error:
        typer.echo(error, err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()  # `dezhurny journal export | head`: the reader has had enough
        sys.exit(0)


if __name__ == "__main__":
    main()

"""How the commands speak of what went wrong: one line on standard error, no traceback."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

WRONG_INPUT = 2
FAILED = 1


class WrongCall(click.ClickException):
    """The call or an input was wrong; the message says what, where and how to mend it."""

    exit_code = WRONG_INPUT


class Failed(click.ClickException):
    """The work failed although the call was right."""

    exit_code = FAILED


def end(message: str, code: int) -> NoReturn:
    """Say it on standard error and leave."""
    click.echo(f"wayhome: {message}", err=True)
    sys.exit(code)


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn the errors that people can mend into one line and an exit code."""
    try:
        yield
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.Abort:
        end("stopped", 130)
    except KeyboardInterrupt:
        end("stopped", 130)
    except click.ClickException as error:
        end(error.format_message(), error.exit_code)
    except BrokenPipeError:
        sys.exit(0)  # the reader of our output has seen enough
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, PermissionError) as error:
        end(f"{error.filename}: {error.strerror}; give a file that can be read", WRONG_INPUT)
    except UnicodeDecodeError as error:
        end(f"a text file is not UTF-8 ({error.reason} at byte {error.start}); save it as UTF-8", 2)
    except _of_the_database() as error:
        words = f"the database could not go on ({error}); nothing is half done, call this again"
        end(words, FAILED)


def _of_the_database() -> tuple[type[Exception], ...]:
    """Return what a busy or full database raises; nothing where a command needs no database."""
    loaded = sys.modules.get("django.db.utils")
    return (loaded.OperationalError,) if loaded else ()

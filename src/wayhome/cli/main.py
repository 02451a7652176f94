"""The command `wayhome`: which commands there are, and how a wrong call is answered."""

import sys
from importlib import import_module

import click

from wayhome import __version__

# name: module, first line of help. The module is imported when the command runs, so that
# `wayhome names` starts without a database.
COMMANDS = {
    "setup": ("setup", "Create folders, keys and database; repeat it after an update."),
    "demo": ("demo", "Fill an empty node with a made-up world and run the main job on it."),
    "serve": ("serve", "Run the web application, the API and the background worker."),
    "agency": ("accounts", "Add an agency."),
    "user": ("accounts", "Add somebody who signs in."),
    "token": ("accounts", "Give an agency's system a key to the API."),
    "import": ("imports", "Take in lists of people, encounters, cases or documents."),
    "export": ("exports", "Write what an agency may see as csv, xlsx or json."),
    "match": ("match", "Compare what is new with the register now."),
    "calibrate": ("calibrate", "Let reviewers' answers teach what evidence weighs."),
    "names": ("names", "Rank or compare names in any script."),
    "link": ("lists", "Find the same people in two lists."),
    "dedupe": ("lists", "Find the same people within one list."),
    "read": ("read", "Read documents into facts."),
    "incidents": ("read", "Join documents that tell of the same event."),
    "simulate": ("simulate", "Write a made-up world with known truth."),
    "audit": ("audit", "Prove the log whole."),
}


class Wayhome(click.Group):
    """Loads a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which work flows."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"wayhome.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_module, words) in COMMANDS.items()])


@click.command(cls=Wayhome, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wayhome")
def wayhome() -> None:
    """From a list of missing people to people on their way home."""


def main() -> None:
    """Run a command; a wrong input ends with exit code 2 and one line that says how to mend it."""
    from wayhome.cli.errors import plain_errors

    with plain_errors():
        code = wayhome.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)

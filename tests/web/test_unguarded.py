"""Who may reach protected rows without saying for whom: only the room that owns them, at work.

Pages, forms, doors and other rooms read through ``visible_to``.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent / "src" / "wayhome"
# The demonstration stands for all the agencies at once; a version is compared with the stored one.
ALLOWED = {"cli/demonstration.py", "audit/versions.py"}
# Doors of a room: what they read is for somebody who asks.
DOORS = {"views", "forms", "api", "urls", "templatetags"}


def modules():
    return sorted(path for path in ROOT.rglob("*.py") if "migrations" not in path.parts)


def owners():
    """Return each protected model's room, by the model's name."""
    found = {}
    for path in modules():
        parts = path.relative_to(ROOT).parts
        if parts[1:2] and parts[1].removesuffix(".py") == "models":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in tree.body:
                if isinstance(node, ast.ClassDef):
                    found[node.name] = parts[0]
    return found


def uses(path):
    """Return (line, model) of every `Model.unguarded` in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ("unguarded", "_base_manager"):
            yield node.lineno, node.value.id if isinstance(node.value, ast.Name) else "?"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_protected_rows_are_read_for_somebody(path):
    where = path.relative_to(ROOT)
    wrong = []
    for line, model in uses(path):
        own = owners().get(model) == where.parts[0]
        door = {part.removesuffix(".py") for part in where.parts[1:]} & DOORS
        if where.as_posix() not in ALLOWED and (door or not own):
            wrong.append(f"line {line}: {model}.unguarded; use {model}.objects.visible_to(user)")
    assert wrong == []


def test_there_is_something_to_hold():
    assert sum(1 for path in modules() for _use in uses(path)) > 20

"""Cuts the fonts the pages carry (static/web/fonts) from the installed Noto fonts.

Run by hand when the list of letters changes: `python -m wayhome.web.fonts /usr/share/fonts`.
Needs the program `pyftsubset` (fonttools with brotli); the product itself never runs this.
"""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "static" / "web" / "fonts"
WEIGHTS = {"Regular": 400, "Bold": 700}
# Rows of the national character tables: GB 2312 level 1 (3,755 common characters, by sound) and
# level 2 (3,008 rarer ones); Big5 level 1 (5,401 common traditional ones).
TABLES = {
    "gb2312-1": ("gb2312", range(0xB0, 0xD8)),
    "gb2312-2": ("gb2312", range(0xD8, 0xF8)),
    "big5": ("big5", range(0xA4, 0xC7)),
}


def characters(table: str) -> set[int]:
    """Return the Han code points of a national table (see TABLES)."""
    codec, rows = TABLES[table]
    found: set[int] = set()
    for row in rows:
        for cell in range(0x40, 0xFF):
            text = bytes([row, cell]).decode(codec, errors="ignore")
            found.update(ord(c) for c in text if ord(c) >= 0x3400)
    return found


def runs(points: Iterable[int]) -> Iterator[str]:
    """Yield `U+4E00-4E03` style runs of consecutive code points."""
    start = previous = None
    for point in [*sorted(points), None]:
        if previous is not None and point == previous + 1:
            previous = point
            continue
        if start is not None and previous is not None:
            yield f"U+{start:X}" if start == previous else f"U+{start:X}-{previous:X}"
        start = previous = point


def cut(face: dict[str, Any], style: str, source: Path, plan: dict[str, Any]) -> str:
    """Cut one face in one weight and return its @font-face rule."""
    cjk = face["file"].endswith("CJK")
    points = {p for table in face.get("characters", []) for p in characters(table)}
    listed = ", ".join(runs(points))
    font = (
        source / plan["cjk" if cjk else "core"] / f"{face['file']}-{style}.tt{'c' if cjk else 'f'}"
    )
    target = HERE / f"{face['name']}-{WEIGHTS[style]}.woff2"
    subprocess.run(  # noqa: S603  (arguments come from our own data file)
        [  # noqa: S607  (a tool of the developer's own path)
            "pyftsubset",
            str(font),
            f"--font-number={face.get('face', 0)}",
            f"--unicodes={listed or face['css']}",
            "--flavor=woff2",
            "--no-hinting",
            f"--layout-features={'' if points else '*'}",
            f"--output-file={target}",
        ],
        check=True,
    )
    css = listed if face["css"] == "listed" else face["css"]
    return (
        f'@font-face {{ font-family: "{plan["family"]}"; font-weight: {WEIGHTS[style]}; '
        f'font-display: swap; src: url("{target.name}") format("woff2"); unicode-range: {css}; }}\n'
    )


def main(source: Path) -> None:
    """Cut every face and write fonts.css."""
    plan = yaml.safe_load((HERE / "fonts.yaml").read_text(encoding="utf-8"))
    rules = [cut(face, style, source, plan) for face in plan["faces"] for style in WEIGHTS]
    head = (
        "/* Made from fonts.yaml by `python -m wayhome.web.fonts`; SIL OFL 1.1, see OFL.txt. */\n"
    )
    (HERE / "fonts.css").write_text(head + "".join(rules), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

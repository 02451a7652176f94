"""Where things lie."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = ROOT.parent / "shared" / "data"
NAMES = DATA / "names"
LINKAGE = DATA / "linkage"
OWN_NAMES = ROOT / "tests" / "people" / "matching" / "names"
CACHE = ROOT / "build" / "bench" / "matching"
BASELINE = HERE / "baseline.json"
PAGE = ROOT / "docs" / "reference" / "matching-results.md"
CHART = ROOT / "docs" / "reference" / "matching-results.svg"
PEERS_PYTHON = ROOT / "build" / "peers-venv" / "bin" / "python"

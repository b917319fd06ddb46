"""Time expressions against TimeML files, by the scorer that lies beside the checkout."""

import re
import subprocess
import sys

from evaluation.articles import ROOT

SCORER, FOLDER = ROOT.parent / "shared" / "eval" / "score_times.py", ROOT.parent / "shared" / "timebank-dev"


def measure() -> dict[str, float]:
    """Strict, value and calendar F1 in per cent; nothing where scorer and texts are not there."""
    if not (SCORER.is_file() and FOLDER.is_dir()):
        return {}
    done = subprocess.run([sys.executable, SCORER, FOLDER], capture_output=True, text=True, check=True, cwd=ROOT)
    print(done.stdout.strip())
    found = dict(re.findall(r"(strict|value|calendar) ([\d.]+)", done.stdout))
    return {f"times {name}": float(figure) for name, figure in found.items()}

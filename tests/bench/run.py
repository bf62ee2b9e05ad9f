"""Measures the program against its yardsticks: `python tests/bench/run.py [NAME ...]` prints one table.

Each `bench_*.py` beside this file says what it measures (`WHAT`), against what (`BASELINE`) and what ratio is aimed at (`AIM`);
its `run()` returns the seconds of both, taken in turn in this same run, so that the ratio holds on a slow machine too.
One that measures something else says with `shown` how its figures are printed; one that needs another program says with `absent`
why it cannot run here.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))


def load(path: Path) -> ModuleType:
    """One bench as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(wanted: list[str]) -> int:
    """Run the benches named, or all; returns 0 however the ratios come out, since a machine's mood is no failure."""
    rows = [("what", "baseline in the same run", "ours", "baseline", "ratio", "aim", "")]
    for path in sorted(HERE.glob("bench_*.py")):
        if wanted and not any(word in path.stem for word in wanted):
            continue
        bench = load(path)
        if missing := getattr(bench, "absent", str)():
            print(f"left out: {bench.WHAT}: {missing}", file=sys.stderr, flush=True)
            continue
        print(f"measuring: {bench.WHAT} …", file=sys.stderr, flush=True)
        ours, baseline = bench.run()
        ratio = ours / baseline
        shown = getattr(bench, "shown", seconds)
        printed = f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.5f}"
        rows.append((bench.WHAT, bench.BASELINE, shown(ours), shown(baseline), printed, f"≤ {bench.AIM:.4g}",
                     "met" if ratio <= bench.AIM else "not met"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def seconds(value: float) -> str:
    """A duration in the unit that suits it."""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

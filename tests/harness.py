"""What every test program here shares: where things are, how a result is reported, and how the
compiler is run.

A test program prints one line a test on standard output, `pass NAME`, `fail NAME` or
`skip NAME: reason`; lines of detail follow, indented. tests/run counts them. A long program does
its part() of the work only, so that several run side by side.
"""

import difflib
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = (ROOT / os.environ.get("BUILD", "build")).resolve()
CAUSEWAY = str(BUILD / "causeway")

# A sanitizer's finding must not look like one of our own exit statuses.
os.environ.setdefault("ASAN_OPTIONS", "exitcode=99")
os.environ.setdefault("UBSAN_OPTIONS", "print_stacktrace=1:exitcode=99")
os.environ["NO_COLOR"] = "1"


def passed(name):
    print(f"pass {name}", flush=True)


def failed(name, *detail):
    print(f"fail {name}")
    for text in detail:
        lines = str(text).splitlines()
        for line in lines[:60]:
            print(f"    {line}")
        if len(lines) > 60:
            print(f"    ... {len(lines) - 60} more lines")
    sys.stdout.flush()


def skipped(name, reason):
    print(f"skip {name}: {reason}", flush=True)


def result(name, *problems):
    """Pass unless a problem is not empty."""
    problems = [p for p in problems if p]
    if problems:
        failed(name, *problems)
    else:
        passed(name)


def part(items):
    """Those of ITEMS that belong to the part that tests/run asks for: `PART=2/4`, else all."""
    number, _, parts = os.environ.get("PART", "1/1").partition("/")
    return list(items)[int(number) - 1 :: int(parts)]


def run(argv, cwd=None, stdin=None, timeout=60):
    """Run a program; output as text, whatever its bytes."""
    return subprocess.run(
        [str(a) for a in argv],
        cwd=cwd,
        input=stdin,
        stdin=subprocess.DEVNULL if stdin is None else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        timeout=timeout,
        encoding="utf-8",
        errors="backslashreplace",
    )


def causeway(*arguments, cwd=None, stdin=None):
    return run([CAUSEWAY, *arguments], cwd=cwd, stdin=stdin)


def difference(old, new, old_name, new_name):
    return "".join(
        line if line.endswith("\n") else line + "\n"
        for line in difflib.unified_diff(
            old.splitlines(True), new.splitlines(True), old_name, new_name, n=2
        )
    )


def read_tree(folder):
    """{relative path: text} of all files below FOLDER."""
    return {
        str(path.relative_to(folder)): path.read_text("utf-8", "backslashreplace")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def tree_difference(old, new):
    names = sorted(old.keys() | new.keys())
    return "".join(
        difference(old.get(name, ""), new.get(name, ""), f"expected/{name}", f"made/{name}")
        for name in names
        if old.get(name) != new.get(name)
    )


def words_of(path):
    """The options that stand in a file, one a line (`--assume` keeps its argument's blanks)."""
    return path.read_text().splitlines() if path.exists() else []


def without_origin(value):
    """Where an object comes from is spelt as the configuration spells it; the rest must agree."""
    if isinstance(value, dict):
        return {k: without_origin(v) for k, v in value.items() if k != "origin"}
    if isinstance(value, list):
        return [without_origin(v) for v in value]
    return value


def show(stage, config, site, options=()):
    """A stage of CONFIG as comparable text, or what was wrong with it."""
    arguments = [stage, "--format", "json", *options]
    if site and site.exists():
        arguments += ["-m", site]
    made = causeway("show", *arguments, "-", stdin=config)
    if made.returncode != 0:
        return f"exit status {made.returncode}\n{made.stderr}"
    return json.dumps(without_origin(json.loads(made.stdout)), indent=1)

"""Differences that were found and mended, each a folder of kept/: `gw.cfg`, perhaps `options` of the
compiler, and `packets`: lines of `#` say which side was wrong, and behind each packet stands its fate,
`= ...`, and that of its answer, `< = ...`.
"""

import pathlib

import generator
import questions as packets

FOLDER = pathlib.Path(__file__).resolve().parent / "kept"


def folders():
    return sorted(path.parent for path in FOLDER.glob("*/gw.cfg"))


def read_case(folder):
    blocks = []
    for line in (folder / "gw.cfg").read_text().splitlines():
        if line.startswith(" ") and blocks:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    path = folder / "options"
    options = path.read_text().splitlines() if path.exists() else []
    assume = [value for word, value in zip(options, options[1:]) if word == "--assume"]
    return generator.Case(blocks, assume, exact="--exact" in options)


def read_packets(folder):
    """(questions, [[fate, perhaps that of the answer]], lines of comment)"""
    asked, fates, notes = [], [], []
    for line in (folder / "packets").read_text().splitlines():
        if line.startswith("#"):
            notes.append(line)
        elif line.lstrip(" <").startswith("= "):
            fates[-1].append(line.split("= ", 1)[1])
        elif line.strip():
            asked.append(packets.parse(line))
            fates.append([])
    return asked, fates, notes


def write_packets(folder, asked, expected, notes):
    lines = list(notes)
    for question, (there, back) in zip(asked, expected):
        lines += [question.text(), f"= {there.brief()}"]
        lines += [f"< = {back.brief()}"] if back else []
    (folder / "packets").write_text("\n".join(lines) + "\n")


def problems(folder, both):
    """What is not as it was written down, of what ask_both() said."""
    asked, fates, _ = read_packets(folder)
    expected, observed, found = both
    told = [[fate.brief() for fate in pair if fate] for pair in expected]
    said = [f"{question.text()}: the evaluator says {now}, not {before}"
            for question, now, before in zip(asked, told, fates) if now != before]
    for place, direction, word in found:
        which = 0 if direction == "there" else 1
        said.append(f"{asked[place].text()}: {word} {'of the answer ' * which}"
                    f"differs, observed: {observed[place][which]}")
    return said

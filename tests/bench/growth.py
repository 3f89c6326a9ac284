"""How compiling grows with an access list: the whole process, by number of entries, beside `nft -c`
reading what was written. The plot is an SVG without any library."""

import pathlib
import resource
import subprocess
import tempfile
import time

SIZES = (12_500, 25_000, 50_000, 100_000)
RUNS = 3
HEAD = """interface FastEthernet0/0
 ip address 10.0.0.1 255.0.0.0
 ip access-group BIG in
!
ip access-list extended BIG
"""


def entry(i):
    action = "permit" if i % 3 else "deny"
    source = f"10.{i >> 8 & 255}.{i & 255}.0 0.0.0.255"
    target = f"host 198.18.{i * 7 >> 8 & 255}.{i * 7 & 255}"
    return f" {action} tcp {source} {target} eq {1024 + i * 13 % 60000}\n"


def cpu_seconds(argv):
    """Of the process and its children: the clock on the wall counts the neighbours', too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall


def measure(causeway, with_nft):
    """[(entries, our seconds, our wall seconds, nft's seconds or None)]"""
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        config, out = pathlib.Path(scratch, "gw.cfg"), pathlib.Path(scratch, "out")
        for size in SIZES:
            config.write_text(HEAD + "".join(map(entry, range(size))))
            ours = min(cpu_seconds([causeway, "compile", "-o", out, config]) for _ in range(RUNS))
            nft = None
            if with_nft:
                nft, _ = cpu_seconds(["unshare", "--net", "nft", "-c", "-f", out / "nftables.nft"])
            rows.append((size, *ours, nft))
    return rows


def polyline(points, colour):
    text = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{text}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def plot(rows, path):
    width, height, left, bottom = 560, 320, 60, 40
    highest = max(max(r[1], r[3] or 0) for r in rows) * 1.1
    most = max(r[0] for r in rows)

    def at(entries, seconds):
        return (left + entries / most * (width - left - 20),
                height - bottom - seconds / highest * (height - bottom - 20))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        f'<path d="M{left} 20V{height - bottom}H{width - 20}" fill="none" stroke="black"/>',
    ]
    for size, *_ in rows:
        x, y = at(size, 0)
        parts.append(f'<text x="{x:.0f}" y="{y + 16:.0f}" text-anchor="middle">{size:,}</text>')
    for i in range(5):
        x, y = at(0, highest * i / 4)
        parts.append(f'<text x="{x - 6:.0f}" y="{y + 4:.0f}" text-anchor="end">'
                     f'{highest * i / 4:.1f} s</text>')
    parts.append(polyline([at(r[0], r[1]) for r in rows], "#1a7f37"))
    parts.append(f'<text x="{left + 10}" y="34" fill="#1a7f37">causeway compile</text>')
    if rows[0][3] is not None:
        parts.append(polyline([at(r[0], r[3]) for r in rows], "#999999"))
        parts.append(f'<text x="{left + 10}" y="50" fill="#777777">nft -c of what it wrote</text>')
    parts.append(f'<text x="{width // 2}" y="{height - 6}" text-anchor="middle">'
                 "entries of one access list</text></svg>")
    path.write_text("\n".join(parts) + "\n")

"""Lines over a number of entries, as an SVG without any library."""

import math

WIDTH, HEIGHT, LEFT, BOTTOM = 560, 320, 60, 40
OURS, PEER = "#1a7f37", "#999999"
# For several lines of ours; they differ in lightness as well as in hue.
COLOURS = ("#1a7f37", "#0550ae", "#8250df", "#bf3989", "#cf222e", "#9a6700", "#116329")


def polyline(points, colour):
    text = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{text}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def label(x, y, anchor, text, colour=None):
    fill = f' fill="{colour}"' if colour else ""
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{where}{fill}>{text}</text>'


def plot(path, series, below, unit, logarithmic=False, legend=(LEFT + 10, 34)):
    """SERIES is [(name, colour, [(x, y)])]; UNIT prints a value of y. With LOGARITHMIC a decade of x
    is as wide as the next."""
    every = sorted({x for *_, points in series for x, _ in points})
    highest = max(y for *_, points in series for _, y in points) * 1.1

    def at(x, y):
        if logarithmic:
            share = math.log(x / every[0]) / math.log(every[-1] / every[0]) if len(every) > 1 else 0
        else:
            share = x / every[-1]
        return (LEFT + share * (WIDTH - LEFT - 20), HEIGHT - BOTTOM - y / highest * (HEIGHT - BOTTOM - 20))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{LEFT} 20V{HEIGHT - BOTTOM}H{WIDTH - 20}" fill="none" stroke="black"/>',
    ]
    for x in every:
        parts.append(label(at(x, 0)[0], HEIGHT - BOTTOM + 16, "middle", f"{x:,}"))
    for i in range(5):
        y = highest * i / 4
        parts.append(label(LEFT - 6, at(every[-1], y)[1] + 4, "end", unit(y)))
    for i, (name, colour, points) in enumerate(series):
        parts.append(polyline([at(*point) for point in points], colour))
        parts.append(label(legend[0], legend[1] + (16 if len(series) < 8 else 14) * i, "", name, colour))
    parts.append(label(WIDTH // 2, HEIGHT - 6, "middle", below) + "</svg>")
    path.write_text("\n".join(parts) + "\n")

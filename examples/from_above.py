"""Farmland as an aeroplane sees it: fields, woods, ponds and houses with their shadows, for polygons around them."""

from __future__ import annotations

import math
from random import Random

from sample_shapes import Marked, Points, along, around, disc, path, rect, smooth, straight

CROPS = (
    ("#b9a75a", "#a8964c"), ("#8fae5d", "#7d9c4e"), ("#d3bf78", "#c2ad67"), ("#6f9450", "#608443"),
    ("#9c7f5b", "#8a6e4c"), ("#c9c98a", "#b8b877"), ("#7fa368", "#8db075"),
)  # fmt: skip
ROOFS = (("#b5573f", "#8f3f2d"), ("#7d7f86", "#5d5f66"), ("#a8744f", "#82563a"), ("#c2694b", "#994c34"))
LEAVES = ("#35592f", "#3f6a37", "#2d4d2a", "#4a7640", "#56824a")
TEXTURE = (
    '<filter id="grain" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency=".05" '
    'numOctaves="3" seed="4"/><feColorMatrix values="0 0 0 0 .1  0 0 0 0 .12  0 0 0 0 .02  1.6 0 0 0 -.7"/></filter>'
)
#: columns and rows of the parcels
ACROSS, DOWN = 4, 3


def _corners(random: Random) -> list[list[tuple[float, float]]]:
    """Where parcels meet: a grid pushed out of shape, a little beyond the edges of the picture."""
    grid = []
    for row in range(DOWN + 1):
        line = []
        for column in range(ACROSS + 1):
            x = -30 + column * 1260 / ACROSS + (random.uniform(-55, 55) if 0 < column < ACROSS else 0)
            y = -30 + row * 860 / DOWN + (random.uniform(-45, 45) if 0 < row < DOWN else 0)
            line.append((x, y))
        grid.append(line)
    return grid


def _inset(points: Points, by: float) -> Points:
    """The same corners, ``by`` pixels nearer to the middle."""
    mx, my = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    inner = []
    for x, y in points:
        far = math.hypot(x - mx, y - my)
        inner.append((x + (mx - x) * by / far, y + (my - y) * by / far))
    return inner


def _field(random: Random, number: int, parcel: Points) -> tuple[str, list[Marked]]:
    light, dark = random.choice(CROPS)
    angle, step = random.uniform(0, 180), random.choice((7, 9, 14))
    lines = f'<path d="M0 0H{step}" stroke="{dark}" stroke-width="{step * 0.75:.1f}"/>'
    turn = f'patternTransform="rotate({angle:.0f})" patternUnits="userSpaceOnUse"'
    pattern = f'<pattern id="crop{number}" width="{step}" height="{step}" {turn}>{lines}</pattern>'
    corners = _inset(parcel, 9)
    shape = straight(corners)
    edge = path(shape, "none", 'stroke="#4d6136" stroke-width="5" stroke-opacity=".7" stroke-linejoin="round"')
    rows = path(shape, f"url(#crop{number})", 'opacity=".55"')
    return f"<defs>{pattern}</defs>" + path(shape, light) + rows + edge, [("Field", corners)]


def tree(random: Random, x: float, y: float, r: float) -> str:
    shadow = disc(x + r * 0.45, y + r * 0.5, r, "#1d2a17", 'opacity=".45"')
    crown = disc(x, y, r, random.choice(LEAVES))
    return shadow + crown + disc(x - r * 0.28, y - r * 0.3, r * 0.55, "#7fa860", 'opacity=".35"')


def house(random: Random, x: float, y: float, width: float, depth: float, angle: float) -> tuple[str, Points]:
    """A gable roof, one side in the light; the shadow falls to the lower right whatever the house's angle."""
    light, dark = random.choice(ROOFS)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    corners = [
        (x + (u * c - v * s), y + (u * s + v * c))
        for u, v in ((-width / 2, -depth / 2), (width / 2, -depth / 2), (width / 2, depth / 2), (-width / 2, depth / 2))
    ]
    shadow = path(straight([(u + 13, v + 12) for u, v in corners]), "#1d2014", 'opacity=".5"')
    roof = rect(-width / 2, -depth / 2, width, depth / 2, light) + rect(-width / 2, 0, width, depth / 2, dark)
    roof += rect(-width / 2, -1.2, width, 2.4, "#f3e6d5", 'opacity=".5"')
    roof += rect(width * 0.22, -depth * 0.3, 8, 8, "#4d4642")
    return shadow + f'<g transform="translate({x:.1f} {y:.1f}) rotate({angle:.1f})">{roof}</g>', corners


def _village(random: Random, parcel: Points) -> tuple[str, list[Marked]]:
    """Two rows of houses along a lane."""
    parts = [path(straight(_inset(parcel, 9)), "#93a26c")]
    mx, my = sum(x for x, _ in parcel) / 4, sum(y for _, y in parcel) / 4
    angle = random.uniform(-24, 24)
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    lane = 'stroke="#cfc6b0" stroke-width="15" stroke-linecap="round"'
    parts.append(path(f"M{mx - 130 * c:.0f} {my - 130 * s:.0f}L{mx + 130 * c:.0f} {my + 130 * s:.0f}", "none", lane))
    seen = []
    for row in (-88, 2, 90):
        for side in (-1, 1):
            if row == 2 and side == 1 and random.random() < 0.5:
                continue
            u, v = row + random.uniform(-8, 8), side * random.uniform(54, 64)
            size = random.uniform(54, 72), random.uniform(40, 50)
            turn = angle + random.choice((0, 0, 90)) + random.uniform(-4, 4)
            drawing, corners = house(random, mx + u * c - v * s, my + u * s + v * c, *size, turn)
            parts.append(drawing)
            seen.append(("House", corners))
            u, v = u + 42, v + side * 8
            parts.append(tree(random, mx + u * c - v * s, my + u * s + v * c, 11))
    return "".join(parts), seen


def _woods(random: Random, parcel: Points) -> tuple[str, list[Marked]]:
    xs, ys = [x for x, _ in parcel], [y for _, y in parcel]
    x, y = sum(xs) / 4, sum(ys) / 4
    rx, ry = (max(xs) - min(xs)) * 0.38, (max(ys) - min(ys)) * 0.36
    parts = [path(straight(_inset(parcel, 9)), "#85a05c")]
    parts.append(path(smooth(around(random, x + 8, y + 8, rx, ry)), "#263d22"))
    for _ in range(170):
        angle, far = random.uniform(0, 2 * math.pi), math.sqrt(random.random())
        u, v = x + math.cos(angle) * rx * far, y + math.sin(angle) * ry * far
        parts.append(tree(random, u, v, random.uniform(11, 19)))
    edge = [(x + math.cos(a / 8 * math.pi) * (rx + 14), y + math.sin(a / 8 * math.pi) * (ry + 14)) for a in range(16)]
    return "".join(parts), [("Woods", edge)]


def _pond(random: Random, parcel: Points) -> tuple[str, list[Marked]]:
    x, y = sum(x for x, _ in parcel) / 4, sum(y for _, y in parcel) / 4
    corners = around(random, x, y, random.uniform(92, 118), random.uniform(62, 80), 0.16, 11)
    shore = smooth(corners)
    parts = [path(straight(_inset(parcel, 9)), "#9db56c")]
    parts.append(path(shore, "#3f6f84", 'stroke="#c9b98c" stroke-width="8"'))
    parts.append(path(shore, "#6fa0b0", 'opacity=".35" transform="translate(3 2)"'))
    parts += [tree(random, x + u, y + v, 12) for u, v in ((-128, -30), (-118, 40), (122, 52), (104, -66))]
    return "".join(parts), [("Water", along(corners, 2))]


def _road(random: Random) -> str:
    y, bend = random.uniform(250, 560), random.uniform(-150, 150)
    way = f"M-20 {y:.0f}C380 {y + bend:.0f} 760 {y - bend:.0f} 1220 {y + bend * 0.6:.0f}"
    edge = path(way, "none", 'stroke="#6b6f5f" stroke-width="24"')
    return (
        edge
        + path(way, "none", 'stroke="#b9b6ab" stroke-width="19"')
        + path(way, "none", 'stroke="#eceadf" stroke-width="1.6" stroke-dasharray="16 16"')
    )


def farmland(random: Random) -> tuple[str, list[Marked]]:
    """Twelve parcels: one or two villages, one or two woods, a pond or two, and fields; and what lies where."""
    grid = _corners(random)
    kinds = ["village", "woods", "pond", random.choice(("village", "woods", "pond"))] + ["field"] * 8
    random.shuffle(kinds)
    parts = [f"<defs>{TEXTURE}</defs>", rect(0, 0, 1200, 800, "#7d8f52")]
    later = [_road(random)]
    seen: list[Marked] = []
    for number, kind in enumerate(kinds):
        row, column = divmod(number, ACROSS)
        parcel = [grid[row][column], grid[row][column + 1], grid[row + 1][column + 1], grid[row + 1][column]]
        if kind == "field":
            drawing, marked = _field(random, number, parcel)
            parts.append(drawing)
        else:
            drawing, marked = {"village": _village, "woods": _woods, "pond": _pond}[kind](random, parcel)
            later.append(drawing)
        seen += marked
    hedges = [
        tree(random, x + random.uniform(-6, 6), y + random.uniform(-26, 26), random.uniform(7, 11))
        for line in grid
        for x, y in line
        for _ in range(2)
    ]
    grain = '<rect width="1200" height="800" filter="url(#grain)" opacity=".5"/>'
    return "".join([*parts, *hedges, *later, grain]), seen

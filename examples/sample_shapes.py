"""What the sample pictures are drawn from: houses, people, boats, fruit. Each function returns SVG for one thing.

Coordinates are pixels of a 1200 × 800 picture; ``x`` is the middle and ``ground`` the foot of a thing, ``s`` its scale.
"""

from __future__ import annotations

import math
from random import Random

HOUSES = ("#b9504d", "#4f7590", "#dca843", "#7f9a58", "#d98359", "#e8dfcb", "#7a4f63")
CLOTHES = ("#3f59b5", "#b0486e", "#e0a02f", "#3d8a6b", "#6b5b95", "#c65b3c")
SKIN = ("#f0c7a0", "#c98f6b", "#8d5a3b", "#5f3b28")
PAINT = ("#d8452f", "#2f6f8f", "#e9e2d3", "#3c8d68", "#e3b23c", "#34383f")


def rect(x: float, y: float, w: float, h: float, fill: str, more: str = "") -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" fill="{fill}" {more}/>'


def disc(x: float, y: float, r: float, fill: str, more: str = "") -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}" {more}/>'


def path(d: str, fill: str, more: str = "") -> str:
    return f'<path d="{d}" fill="{fill}" {more}/>'


def placed(x: float, y: float, s: float, content: str, flip: bool = False) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({-s if flip else s:.3f} {s:.3f})">{content}</g>'


def sky(top: str, bottom: str, horizon: float) -> str:
    stops = f'<stop stop-color="{top}"/><stop offset="1" stop-color="{bottom}"/>'
    gradient = f'<linearGradient id="sky" x2="0" y2="1">{stops}</linearGradient>'
    return f"<defs>{gradient}</defs>" + rect(0, 0, 1200, horizon, "url(#sky)")


def cloud(x: float, y: float, s: float) -> str:
    return placed(x, y, s, path("M-70 20q0-24 28-24 8-30 40-26 26-14 44 14 30 0 30 36z", "#fff", 'opacity=".75"'))


def house(random: Random, x: float, ground: float, width: float, height: float) -> str:
    wall = random.choice(HOUSES)
    top = ground - height
    parts = [rect(x, top, width, height, wall)]
    if random.random() < 0.5:
        parts.append(path(f"M{x - 6} {top}l{width / 2 + 6} {-width * 0.35} {width / 2 + 6} {width * 0.35}z", "#5d3540"))
    else:
        parts.append(rect(x - 5, top - 12, width + 10, 16, "#4a3b3d"))
    columns, rows = max(2, int(width // 52)), max(2, int(height // 82) - 1)
    for row in range(rows):
        for column in range(columns):
            pane = random.choice(("#fbe6a6", "#51535f", "#51535f", "#c9d8dd"))
            left = x + width * (column + 0.5) / columns - 12
            parts.append(rect(left, top + 24 + row * 78, 24, 38, pane, 'stroke="#fff5" stroke-width="3"'))
    parts.append(rect(x + width * 0.12, ground - 54, width * 0.76, 54, "#e9d9a8", 'stroke="#3d3a3a" stroke-width="4"'))
    parts.append(
        path(f"M{x + width * 0.06} {ground - 70}h{width * 0.88}l8 22H{x + width * 0.06 - 8}z", random.choice(PAINT))
    )
    return "".join(parts)


def street_houses(random: Random, ground: float, height: float = 280) -> str:
    parts, x = [], -30.0
    while x < 1200:
        width = random.uniform(110, 170)
        parts.append(house(random, x, ground, width, random.uniform(0.75, 1.15) * height))
        x += width + random.choice((0, 0, 14))
    return "".join(parts)


def tree(x: float, ground: float, s: float, green: str = "#3f7d4e") -> str:
    crown = disc(0, -150, 62, green) + disc(-40, -115, 46, green) + disc(42, -112, 44, green)
    return placed(
        x, ground, s, path("M-9 0l5-110h8l5 110z", "#6b4a32") + crown + disc(-18, -170, 22, "#fff", 'opacity=".12"')
    )


def person(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    clothes, skin, hair = random.choice(CLOTHES), random.choice(SKIN), random.choice(("#2b2320", "#7b4b2a", "#cfcac0"))
    legs = path("M-17 0l3-64h28l3 64h-13L0-54-4 0z", "#33333d")
    body = path("M-22-62q-4-62 22-64 26 2 22 64z", clothes)
    arms = path("M-20-112q-14 20-10 48l9 0q-1-20 8-36zM20-112q14 20 10 48l-9 0q1-20-8-36z", clothes, 'opacity=".85"')
    head = disc(0, -144, 17, skin) + path("M-18-146q0-20 18-20t18 20q-9-9-18-9t-18 9z", hair)
    return placed(x, ground, s, legs + body + arms + head, flip=random.random() < 0.5)


def car(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    body = path(
        "M-130-22q0-26 14-30l24-8 30-36q8-8 22-8h58q14 0 24 10l30 34 46 10q14 4 14 20v12z", random.choice(PAINT[:5])
    )
    glass = path("M-52-62l20-26h28v26zM6-62v-26h32q6 0 10 4l18 22z", "#cfe2ea")
    wheels = "".join(disc(at, -20, 24, "#26262b") + disc(at, -20, 10, "#b9b9bd") for at in (-78, 82))
    return placed(x, ground, s, disc(0, 0, 0, "none") + body + glass + wheels, flip=random.random() < 0.5)


def bicycle(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    rim = 'stroke="#26262b" stroke-width="5"'
    wheels = disc(-52, -36, 34, "none", rim) + disc(52, -36, 34, "none", rim)
    bar = f'stroke="{random.choice(PAINT[:2])}" stroke-width="6" stroke-linejoin="round"'
    frame = path("M-52-36l28-50h54l-28 50zM-24-86l26 50M30-86l22 50M30-86l-4-16h18M-24-86l-5-14", "none", bar)
    return placed(
        x, ground, s, wheels + frame + rect(-42, -106, 28, 7, "#26262b", 'rx="3"'), flip=random.random() < 0.5
    )


def dog(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    fur = random.choice(("#7d4a2d", "#d9c19a", "#3b3532"))
    body = path(
        "M-44-46q-4-10 6-10h56l10-18q12-8 22 2l14 6q2 12-12 12l-8 2-4 26q0 4-6 4"
        "l-2 22h-9l-2-24h-40l-4 24h-9l-2-24q-8-6-10-22z",
        fur,
    )
    tail = path("M-42-50q-18-8-20-30", "none", f'stroke="{fur}" stroke-width="8" stroke-linecap="round"')
    return placed(x, ground, s, body + tail + disc(40, -68, 3, "#fff"), flip=random.random() < 0.5)


def boat(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    hull = path("M-110-36h220l-26 46H-84z", random.choice(PAINT)) + rect(-104, -36, 208, 7, "#fff8")
    if random.random() < 0.6:
        sails = path("M6-40V-210l92 170zM-6-40v-150l-66 150z", "#f4ecd9")
        return placed(x, ground, s, hull + rect(-3, -216, 6, 184, "#5a4535") + sails)
    cabin = rect(-44, -80, 76, 46, "#f4ecd9") + rect(-34, -70, 22, 18, "#5b7f94") + rect(-4, -70, 22, 18, "#5b7f94")
    return placed(x, ground, s, hull + cabin + rect(40, -120, 5, 86, "#5a4535"), flip=random.random() < 0.5)


def bird(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    coat = random.choice(("#f2efe8", "#5b7f94", "#c65b3c", "#3d3a3a", "#d9a441"))
    body = path("M-46-34q10-30 48-28 8-22 26-20 14 2 14 14l16 6-16 6q-4 44-42 46-34 0-46-24l-34 4z", coat)
    wing = path("M-30-36q18-18 44-10-6 26-32 26z", "#0003")
    legs = path("M-6-12v12M8-12v12", "none", 'stroke="#d98b2b" stroke-width="4"')
    return placed(x, ground, s, legs + body + wing + disc(30, -66, 3.5, "#14120e"), flip=random.random() < 0.5)


def gull(x: float, y: float, s: float = 1.0) -> str:
    return placed(x, y, s, path("M-52-8q26-28 52 4 26-32 52-4-30-10-44 12-8 10-16 0-14-22-44-12z", "#fbfaf7"))


def fruit(random: Random, x: float, y: float, r: float) -> str:
    skin = random.choice(("#c23b33", "#7f9f3a", "#e0972f", "#5d4a7d", "#e6c740"))
    shine = disc(x - r * 0.3, y - r * 0.35, r * 0.22, "#fff", 'opacity=".35"')
    stem = path(f"M{x:.0f} {y - r * 0.85:.0f}q2-16 12-20", "none", 'stroke="#5a4130" stroke-width="5"')
    return disc(x, y, r, skin) + shine + stem


def stall(random: Random, x: float, ground: float) -> str:
    cloth = random.choice(PAINT[:2] + PAINT[3:5])
    stripes = "".join(
        path(f"M{x - 120 + i * 40:.0f} {ground - 230}h40v46q-20 18-40 0z", cloth if i % 2 else "#f6efe0")
        for i in range(6)
    )
    posts = rect(x - 114, ground - 190, 7, 190, "#6b4a32") + rect(x + 107, ground - 190, 7, 190, "#6b4a32")
    goods = "".join(fruit(random, x - 96 + i * 32, ground - 100, 15) for i in range(7))
    return (
        posts
        + goods
        + rect(x - 120, ground - 92, 240, 92, "#9a6f4a")
        + rect(x - 120, ground - 92, 240, 10, "#7c5638")
        + stripes
    )


def tools(random: Random, y: float) -> str:
    """Hammers, saws, pliers on a wall, in a row."""
    kinds = (
        path("M-6 0h12v110H-6zM-34-22h68v26h-68z", "#8a5f3c") + rect(-34, -22, 68, 26, "#565b66"),
        path("M-14-20h28l10 130H-4z", "#b9bec6") + rect(-22, -44, 44, 36, "#8a5f3c", 'rx="10"'),
        path("M-16 0q-10 50-18 104h14L0 30l20 74h14Q26 50 16 0q-16-30-32 0z", "#c6503d"),
        disc(0, 40, 44, "none", 'stroke="#6a7078" stroke-width="14"') + rect(-5, 36, 10, 80, "#8a5f3c"),
    )
    return "".join(placed(120 + i * 128, y, 1, random.choice(kinds)) for i in range(9))


def chair(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    seat = random.choice(PAINT[:5])
    legs = path("M-34 0l6-72h8l-4 72zM34 0l-6-72h-8l4 72z", "#5a4535")
    return placed(x, ground, s, legs + rect(-40, -86, 80, 16, seat, 'rx="6"') + rect(-36, -176, 14, 96, seat, 'rx="6"'))


def sofa(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    cloth = random.choice(HOUSES[:5])
    back = rect(-170, -150, 340, 90, cloth, 'rx="18"') + rect(-170, -86, 340, 62, cloth, 'rx="14"')
    arms = rect(-190, -110, 44, 92, cloth, 'rx="16"') + rect(146, -110, 44, 92, cloth, 'rx="16"')
    seats = rect(-142, -92, 138, 34, "#fff3", 'rx="8"') + rect(4, -92, 138, 34, "#fff3", 'rx="8"')
    return placed(
        x, ground, s, rect(-160, -24, 16, 24, "#3d3a3a") + rect(144, -24, 16, 24, "#3d3a3a") + back + arms + seats
    )


def table(x: float, ground: float, s: float = 1.0) -> str:
    return placed(
        x,
        ground,
        s,
        path("M-130 0l10-96h14l-6 96zM130 0l-10-96h-14l6 96z", "#74502f")
        + rect(-150, -110, 300, 18, "#8a5f3c", 'rx="4"'),
    )


def cup(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    paint = random.choice(PAINT[:5])
    handle = path("M16-30q18-4 16 10-2 10-18 8", "none", f'stroke="{paint}" stroke-width="5"')
    return placed(x, ground, s, path("M-18-36h36l-4 32q-1 4-6 4H-8q-5 0-6-4z", paint) + handle)


def bottle(x: float, ground: float, s: float = 1.0) -> str:
    return placed(
        x, ground, s, path("M-14 0v-52q0-12 8-18v-26h12v26q8 6 8 18V0z", "#3d6b52") + rect(-14, -44, 28, 24, "#efe6cf")
    )


def plant(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    leaves = ""
    for side, green in ((-1, "#4d8a55"), (1, "#3f7d4e"), (-0.5, "#66a06a"), (0.4, "#5b9360")):
        across, up = side * random.uniform(44, 76), random.uniform(80, 130)
        leaves += path(f"M0-50q{side * 20}-60 {across:.0f}-{up:.0f} 6 60-{side * 20} 90z", green)
    return placed(x, ground, s, leaves + path("M-34-56h68l-9 56h-50z", "#b8653f"))


def clock(x: float, y: float, r: float) -> str:
    hands = path(f"M{x} {y}v{-r * 0.6}M{x} {y}l{r * 0.4} {r * 0.2}", "none", 'stroke="#2b2a28" stroke-width="5"')
    return disc(x, y, r, "#fbf7ec", 'stroke="#5a4535" stroke-width="8"') + hands


def television(x: float, ground: float, s: float = 1.0) -> str:
    screen = rect(-130, -168, 260, 150, "#26282e", 'rx="8"') + rect(-120, -158, 240, 130, "#5b7f94", 'rx="3"')
    return placed(
        x, ground, s, rect(-40, -20, 80, 20, "#26282e") + screen + path("M-120-60l70-50 60 40 40-24 70 66z", "#7f9a58")
    )


def cat(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    fur = random.choice(("#3b3532", "#c98b4b", "#a7a29a"))
    head = path("M-2-82q-2-22 2-26l14 10h14l14-10q4 4 2 26-2 18-23 18T-2-82z", fur)
    tail = path("M-40-8q-34 0-28-40", "none", f'stroke="{fur}" stroke-width="10" stroke-linecap="round"')
    eyes = disc(14, -84, 3, "#f2d24b") + disc(30, -84, 3, "#f2d24b")
    return placed(
        x, ground, s, tail + path("M-44 0q-4-60 40-66 36 0 40 66z", fur) + head + eyes, flip=random.random() < 0.5
    )


def bench(x: float, ground: float, s: float = 1.0) -> str:
    planks = "".join(rect(-120, y, 240, 14, "#8a5f3c", 'rx="4"') for y in (-62, -104, -128))
    return placed(x, ground, s, rect(-104, -128, 12, 128, "#3d3a3a") + rect(92, -128, 12, 128, "#3d3a3a") + planks)


def kite(random: Random, x: float, y: float, s: float = 1.0) -> str:
    sail = path("M0-70l46 54L0 70l-46-86z", random.choice(PAINT[:5])) + path(
        "M0-70V70M-46-16h92", "none", 'stroke="#fff9" stroke-width="4"'
    )
    return placed(x, y, s, path("M0 70q30 30-6 60t6 60", "none", 'stroke="#5a4535" stroke-width="3"') + sail)


def umbrella(random: Random, x: float, ground: float, s: float = 1.0) -> str:
    cloth = random.choice(PAINT[:5])
    return placed(
        x,
        ground,
        s,
        rect(-4, -230, 8, 230, "#5a4535")
        + path("M-130-170q20-86 130-90 110 4 130 90-32-18-65 0-32-18-65 0-33-18-65 0-33-18-65 0z", cloth),
    )


def ball(x: float, ground: float, r: float) -> str:
    return disc(x, ground - r, r, "#f4f0e6", 'stroke="#33333d" stroke-width="3"') + path(
        f"M{x - 8} {ground - r - 6}h16l5 14-13 9-13-9z", "#33333d"
    )


Points = list[tuple[float, float]]
#: what a label stands for, and its outline
Marked = tuple[str, Points]


def around(random: Random, x: float, y: float, rx: float, ry: float, wobble: float = 0.12, count: int = 14) -> Points:
    """Corners of something grown, going round (x, y): up to ``wobble`` nearer or farther than an ellipse."""
    points = []
    for at in range(count):
        angle = 2 * math.pi * at / count
        far = 1 + random.uniform(-wobble, wobble)
        points.append((x + math.cos(angle) * rx * far, y + math.sin(angle) * ry * far))
    return points


def middles(points: Points) -> Points:
    """Between each two corners."""
    return [((x + u) / 2, (y + v) / 2) for (x, y), (u, v) in zip(points, [*points[1:], points[0]], strict=True)]


def smooth(points: Points) -> str:
    """A closed curve through the middles between these corners: the ``d`` of a path."""
    ends = middles(points)
    curves = "".join(f"Q{x:.1f} {y:.1f} {u:.1f} {v:.1f}" for (x, y), (u, v) in zip(points, ends, strict=True))
    return f"M{ends[-1][0]:.1f} {ends[-1][1]:.1f}{curves}Z"


def along(points: Points, steps: int = 1) -> Points:
    """Points on the curve of ``smooth``, ``steps`` for each corner."""
    ends, found = middles(points), []
    for (ax, ay), (x, y), (bx, by) in zip([ends[-1], *ends], points, ends, strict=False):
        for step in range(steps):
            t = step / steps
            a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
            found.append((a * ax + b * x + c * bx, a * ay + b * y + c * by))
    return found


def straight(points: Points) -> str:
    """The same with straight edges."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"

"""Old letters with postmarks, seals and stains on them, for ellipses around these."""

from __future__ import annotations

import math
from random import Random

from sample_shapes import path, rect

HOUSES = (
    "Lindqvist and Sons",
    "Harbour Office",
    "Nordlys Institute",
    "The Rope Works",
    "Fjeld Chandlery",
    "Museum of Salt",
)
PLACES = ("TROMSØ", "BERGEN", "LUND", "RIGA", "TURKU", "VISBY")
INKS = ("#2c3350", "#3b2f2a", "#1f3b45")
BOLD = 'font-family="sans-serif" font-weight="700"'
#: label, middle, the two radii, degrees
Mark = tuple[str, float, float, float, float, float]


def _line(random: Random, x: float, y: float, width: float, ink: str) -> str:
    """Words of running hand: loops of no alphabet."""
    parts, end = [], x + width
    while x < end - 40:
        d = f"M{x:.0f} {y:.0f}"
        for _ in range(random.randint(2, 7)):
            up = random.choice((-9, -9, -22, 14))
            d += f"q4 {up} 9 {up * 0.15:.0f}t6 {random.uniform(-2, 2):.1f}"
            x += 15
        parts.append(d)
        x += 17
    return path("".join(parts), "none", f'stroke="{ink}" stroke-width="2.1" stroke-linecap="round" opacity=".82"')


def _stamp(random: Random, x: float, y: float) -> str:
    colour = random.choice(("#a3483f", "#3f6f6a", "#5b5a96", "#b3803a"))
    edge = 'stroke="#efe7d6" stroke-width="7" stroke-dasharray="3 6" stroke-linecap="round"'
    hill = path(f"M{x + 12} {y + 96}q26-52 48-22t40-26v48z", "#fff", 'opacity=".35"')
    sun = f'<circle cx="{x + 78}" cy="{y + 34}" r="13" fill="#fff" opacity=".5"/>'
    words = f'x="{x + 14}" y="{y + 34}" font-family="serif" font-size="24" fill="#fff"'
    value = f"<text {words}>{random.choice((5, 10, 25))}</text>"
    return rect(x, y, 112, 132, "#f6f0e2", edge) + rect(x + 10, y + 10, 92, 112, colour) + hill + sun + value


def _round_text(text: str, r: float, ink: str, size: float, name: str) -> str:
    way = f'<path id="{name}" d="M{-r:.0f} 0A{r:.0f} {r:.0f} 0 0 1 {r:.0f} 0" fill="none"/>'
    words = f'<textPath href="#{name}" startOffset="50%" text-anchor="middle">{text}</textPath>'
    look = f'{BOLD} font-size="{size}" letter-spacing="3" fill="{ink}"'
    return f"{way}<text {look}>{words}</text>"


def _postmark(random: Random, number: int, x: float, y: float) -> tuple[str, Mark]:
    """Two circles, the town, the day, and the waves that cancel the stamp."""
    r, turn, ink = random.uniform(78, 94), random.uniform(-35, 35), "#23252e"
    squeeze = random.uniform(0.9, 1)
    rings = f'<circle r="{r:.0f}" fill="none" stroke="{ink}" stroke-width="5"/>'
    rings += f'<circle r="{r * 0.62:.0f}" fill="none" stroke="{ink}" stroke-width="3"/>'
    day = f"{random.randint(1, 28)}.{random.randint(1, 12)}.{random.randint(24, 61)}"
    date = f'<text y="9" text-anchor="middle" {BOLD} font-size="25" fill="{ink}">{day}</text>'
    town = _round_text(random.choice(PLACES), r * 0.72, ink, 19, f"town{number}")
    waves = "".join(f"M{r + 8:.0f} {at}q20-12 40 0t40 0 40 0" for at in (-36, -12, 12, 36))
    cancel = path(waves, "none", f'stroke="{ink}" stroke-width="4"')
    place = f'transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f}) scale(1 {squeeze:.2f})" opacity=".72"'
    return f"<g {place}>{rings}{date}{town}{cancel}</g>", ("Postmark", x, y, r + 2.5, (r + 2.5) * squeeze, turn)


def _seal(random: Random, number: int, x: float, y: float) -> tuple[str, Mark]:
    """An oval rubber stamp, pressed at an angle."""
    rx, ry, turn = random.uniform(112, 140), random.uniform(62, 78), random.uniform(-40, 40)
    ink = random.choice(("#a8322d", "#2f4f9a", "#6a3a86"))
    ovals = f'<ellipse rx="{rx:.0f}" ry="{ry:.0f}" fill="none" stroke="{ink}" stroke-width="7"/>'
    ovals += f'<ellipse rx="{rx * 0.8:.0f}" ry="{ry * 0.72:.0f}" fill="none" stroke="{ink}" stroke-width="2.5"/>'
    word = random.choice(("RECEIVED", "PAID", "COPY", "APPROVED"))
    text = f'<text y="11" text-anchor="middle" {BOLD} font-size="31" fill="{ink}">{word}</text>'
    place = f'transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})" opacity=".68"'
    worn = f'stroke="#f1e8d6" stroke-width="5" stroke-dasharray="9 {random.randint(60, 120)}" fill="none"'
    ovals += f'<ellipse rx="{rx:.0f}" ry="{ry:.0f}" {worn}/>'
    return f'<g {place} data-seal="{number}">{ovals}{text}</g>', ("Seal", x, y, rx + 3.5, ry + 3.5, turn)


def _stain(random: Random, x: float, y: float) -> tuple[str, Mark]:
    """The ring that a cup left: darker at the rim, open where the cup stood unevenly."""
    rx, turn = random.uniform(74, 104), random.uniform(0, 180)
    ry, length = rx * random.uniform(0.86, 0.97), 2 * math.pi * rx
    gap = random.uniform(0.04, 0.2) * length
    rim = 'fill="#9a6a35" fill-opacity=".08" stroke="#8a5a2a" stroke-width="7" stroke-opacity=".35"'
    rings = f'<ellipse rx="{rx:.0f}" ry="{ry:.0f}" {rim}/>'
    dash = f'stroke-dasharray="{length - gap:.0f} {gap:.0f}"'
    inner = f'fill="none" stroke="#70451d" stroke-width="2.5" stroke-opacity=".5" {dash}'
    rings += f'<ellipse rx="{rx - 3:.0f}" ry="{ry - 3:.0f}" {inner}/>'
    rings += f'<circle cx="{rx * 1.12:.0f}" cy="{ry * 0.5:.0f}" r="7" fill="#8a5a2a" opacity=".3"/>'
    mark = ("Stain", x, y, rx + 3.5, ry + 3.5, turn)
    return f'<g transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})">{rings}</g>', mark


def letter(random: Random) -> tuple[str, list[Mark]]:
    """The picture, and its marks: (label, x, y, the two radii, degrees)."""
    ink = random.choice(INKS)
    parts = [
        rect(150, 40, 900, 760, random.choice(("#f1e8d6", "#ece3cd", "#f4eee0")), 'stroke="#b9a988" stroke-width="2"')
    ]
    parts.append(path("M150 410H1050", "none", 'stroke="#cdbf9f" stroke-width="3" opacity=".7"'))
    head = f'<text x="210" y="118" font-family="serif" font-size="36" fill="#4a3a2c">{random.choice(HOUSES)}</text>'
    parts += [head, path("M210 134h330", "none", 'stroke="#4a3a2c" stroke-width="1.5"'), _stamp(random, 890, 76)]
    for at in range(10):
        y = 220 + at * 50
        parts.append(_line(random, 210 + (60 if at == 0 else 0), y, 760 if at < 9 else 330, ink))
    marks: list[Mark] = []
    drawing, mark = _postmark(random, 1, random.uniform(800, 860), random.uniform(140, 190))
    parts.append(drawing)
    marks.append(mark)
    places = [(330, 640), (640, 560), (860, 660), (420, 330), (760, 400)]
    random.shuffle(places)
    for number, (x, y) in enumerate(places[: random.randint(2, 3)]):
        spot = x + random.uniform(-30, 30), y + random.uniform(-30, 30)
        drawing, mark = _seal(random, number, *spot) if number % 2 == 0 else _stain(random, *spot)
        parts.append(drawing)
        marks.append(mark)
    wood = "".join(rect(0, y, 1200, 3, "#5f4631", 'opacity=".5"') for y in range(0, 800, 94))
    table = rect(0, 0, 1200, 800, "#7a5a3f") + wood + rect(160, 52, 900, 760, "#2c2018", 'opacity=".35"')
    return table + "".join(parts), marks

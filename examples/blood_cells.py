"""A stained smear of blood under the microscope: red cells, white cells with their nucleus, platelets, for masks."""

from __future__ import annotations

import math
from random import Random

from sample_shapes import Marked, Points, around, disc, path, rect, smooth

GLASS = (
    '<radialGradient id="light" cx=".5" cy=".46" r=".75"><stop stop-color="#f7ece6"/><stop offset=".75" '
    'stop-color="#efdcd3"/><stop offset="1" stop-color="#d6bdb3"/></radialGradient>'
    '<radialGradient id="red"><stop stop-color="#ecc3b6"/><stop offset=".38" stop-color="#e0a397"/><stop offset=".8" '
    'stop-color="#cc7a70"/><stop offset="1" stop-color="#b9625b"/></radialGradient>'
    '<radialGradient id="white"><stop stop-color="#d9cbe6"/><stop offset=".8" stop-color="#c9b7dd"/><stop offset="1" '
    'stop-color="#a993c4"/></radialGradient>'
    '<radialGradient id="core" cx=".42" cy=".38"><stop stop-color="#7d5aa6"/><stop offset="1" '
    'stop-color="#4b2f75"/></radialGradient>'
    '<filter id="soft"><feGaussianBlur stdDeviation="1.1"/></filter>'
    '<filter id="far"><feGaussianBlur stdDeviation="4"/></filter>'
)


def _red_cell(random: Random, x: float, y: float, r: float) -> str:
    """Paler in its middle, where it is thin, and never quite round."""
    squeeze, turn = random.uniform(0.86, 1), random.uniform(0, 180)
    place = f'transform="translate({x:.1f} {y:.1f}) rotate({turn:.0f}) scale(1 {squeeze:.2f})" opacity=".9"'
    rim = 'stroke="#a4524d" stroke-width="1.5" stroke-opacity=".55"'
    return f'<g {place}><circle r="{r:.1f}" fill="url(#red)" {rim}/></g>'


def white_cell(random: Random, x: float, y: float, r: float) -> tuple[str, Points, list[Points]]:
    """One with a nucleus of two to four lobes: its drawing, its outline, and the outlines of the lobes."""
    outline = around(random, x, y, r, r * random.uniform(0.9, 1.05), 0.06, 16)
    parts = [path(smooth(outline), "url(#white)", 'stroke="#8f78ad" stroke-width="2" stroke-opacity=".6"')]
    for _ in range(60):
        angle, far = random.uniform(0, 2 * math.pi), r * 0.85 * math.sqrt(random.random())
        grain = random.choice(("#9a6fae", "#b78cc0", "#8a5f9e"))
        parts.append(
            disc(x + math.cos(angle) * far, y + math.sin(angle) * far, random.uniform(1.5, 3), grain, 'opacity=".6"')
        )
    lobes, start, count = [], random.uniform(0, 2 * math.pi), random.choice((1, 2, 3, 3, 4))
    for at in range(count):
        angle = start + at * 2.1
        far = r * (0.12 if count == 1 else 0.36)
        size = r * (0.62 if count == 1 else random.uniform(0.32, 0.4))
        lobe = around(random, x + math.cos(angle) * far, y + math.sin(angle) * far, size, size * 0.9, 0.14, 11)
        lobes.append(lobe)
        parts.append(path(smooth(lobe), "url(#core)"))
    return "".join(parts), outline, lobes


def platelet(random: Random, x: float, y: float) -> tuple[str, Points]:
    outline = around(random, x, y, random.uniform(11, 17), random.uniform(9, 14), 0.25, 9)
    grain = disc(x, y, 4, "#6d4a8c", 'opacity=".7"')
    return path(smooth(outline), "#9a78b8", 'opacity=".85"') + grain, outline


def _free(random: Random, taken: list[tuple[float, float, float]], r: float, gap: float) -> tuple[float, float] | None:
    """A place ``r`` pixels large that is ``gap`` away from all others (negative: they may overlap), if there is one."""
    for _ in range(60):
        x, y = random.uniform(20, 1180), random.uniform(20, 780)
        if all(math.hypot(x - u, y - v) > r + s + gap for u, v, s in taken):
            taken.append((x, y, r))
            return x, y
    return None


def smear(random: Random) -> tuple[str, list[Marked]]:
    """The picture, and what can be painted over in it: (label, outline)."""
    taken: list[tuple[float, float, float]] = []
    seen: list[Marked] = []
    above: list[str] = []
    for _ in range(random.choice((1, 2, 2, 3))):
        x, y, r = random.uniform(180, 1020), random.uniform(170, 630), random.uniform(92, 118)
        if all(math.hypot(x - u, y - v) > r + s + 20 for u, v, s in taken):
            taken.append((x, y, r))
            drawing, outline, lobes = white_cell(random, x, y, r)
            above.append(drawing)
            seen += [("White cell", outline), *(("Nucleus", lobe) for lobe in lobes)]
    for _ in range(random.randint(4, 8)):
        if (place := _free(random, taken, 16, 6)) is not None:
            drawing, outline = platelet(random, *place)
            above.append(drawing)
            seen.append(("Platelet", outline))
    below = []
    for _ in range(random.randint(34, 52)):
        r = random.uniform(46, 56)
        if (place := _free(random, taken, r, -10)) is not None:
            below.append(_red_cell(random, *place, r))
    blurred = "".join(
        disc(random.uniform(0, 1200), random.uniform(0, 800), 52, "#cf938b", 'opacity=".35"') for _ in range(5)
    )
    glass = f"<defs>{GLASS}</defs>" + rect(0, 0, 1200, 800, "url(#light)")
    cells = f'<g filter="url(#soft)">{"".join(below + above)}</g>'
    return glass + f'<g filter="url(#far)">{blurred}</g>' + cells, seen

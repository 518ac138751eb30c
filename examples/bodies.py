"""People at exercise, drawn from their joints, for points on these."""

from __future__ import annotations

import math
from random import Random

from sample_shapes import CLOTHES, SKIN, cloud, disc, path, placed, rect, sky, straight, tree

HAIR = ("#2c2320", "#6b4a2f", "#b98a4a", "#8a8a88")
#: degrees from straight down, clockwise: upper arm and forearm of left and right, thigh and shin; last the trunk
POSES: dict[str, tuple[float, ...]] = {
    "star": (125, 120, -125, -120, 28, 24, -28, -24, 0),
    "run": (55, -35, -50, -130, -52, 18, 38, 92, -8),
    "wave": (20, 8, -150, -170, 7, 3, -7, -3, 0),
    "squat": (-78, -86, -82, -90, -70, 22, -62, 26, -18),
    "kick": (70, 60, -60, -75, 6, 3, -88, -84, 8),
    "tree": (150, 205, -150, -205, 4, 2, -62, 42, 0),
    "lunge": (100, 95, -100, -95, 62, -4, -44, -62, 0),
    "reach": (170, 175, -172, -176, 10, 5, -12, -6, 0),
    "throw": (-160, -110, 40, 20, 26, 12, -34, -18, 10),
}
#: lengths in pixels at scale 1
TRUNK, ARM, FOREARM, THIGH, SHIN, SHOULDERS, HIPS = 128, 70, 66, 88, 86, 38, 22
Joints = dict[str, tuple[float, float]]


def _along(start: tuple[float, float], degrees: float, length: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return start[0] - math.sin(angle) * length, start[1] + math.cos(angle) * length


def joints(pose: str, x: float, ground: float, s: float) -> Joints:
    """Where the joints lie, with the lower foot on the ground."""
    left_arm, left_hand, right_arm, right_hand, left_leg, left_foot, right_leg, right_foot, lean = POSES[pose]
    hip = (x, 0.0)
    neck = _along(hip, 180 + lean, TRUNK * s)
    found: Joints = {"Head": _along(neck, 180 + lean, 52 * s)}
    for side, sign, angles in (
        ("left", -1, (left_arm, left_hand, left_leg, left_foot)),
        ("right", 1, (right_arm, right_hand, right_leg, right_foot)),
    ):
        shoulder = neck[0] + sign * SHOULDERS * s, neck[1] + 10 * s
        elbow = _along(shoulder, angles[0], ARM * s)
        top = hip[0] + sign * HIPS * s, hip[1]
        knee = _along(top, angles[2], THIGH * s)
        found |= {
            f"{side} shoulder": shoulder, f"{side} elbow": elbow, f"{side} hand": _along(elbow, angles[1], FOREARM * s),
            f"{side} hip": top, f"{side} knee": knee, f"{side} foot": _along(knee, angles[3], SHIN * s),
        }  # fmt: skip
    down = ground - max(y for _, y in found.values())
    return {name: (u, v + down) for name, (u, v) in found.items()}


def _limb(a: tuple[float, float], b: tuple[float, float], width: float, colour: str) -> str:
    way = f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}"
    return path(way, "none", f'stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="round"')


def _head(x: float, y: float, s: float, skin: str, hair: str) -> str:
    smile = 'stroke="#8a4a3a" stroke-width="2.6" stroke-linecap="round"'
    parts = [disc(0, 0, 31, skin), path("M-32-2a32 32 0 0 1 64 0q-30-22-64 0z", hair)]
    parts += [disc(-10, 4, 3, "#26221f"), disc(10, 4, 3, "#26221f"), path("M-8 15q8 7 16 0", "none", smile)]
    return placed(x, y, s, "".join(parts))


def body(random: Random, at: Joints, s: float) -> str:
    skin, shirt = random.choice(SKIN), random.choice(CLOTHES)
    trousers = random.choice(("#33405c", "#3a3a40", "#5b4a63"))
    shoe, hair = random.choice(("#f2efe8", "#2b2b30", "#c8443a")), random.choice(HAIR)
    ground = max(y for _, y in at.values()) + 8 * s
    place = f'cx="{at["left hip"][0]:.0f}" cy="{ground:.0f}" rx="{92 * s:.0f}" ry="{11 * s:.0f}"'
    parts = [f'<ellipse {place} fill="#1c1c1c" opacity=".22"/>']
    for side, out in (("left", -12), ("right", 12)):
        foot = at[f"{side} foot"]
        parts += [
            _limb(at[f"{side} hip"], at[f"{side} knee"], 40 * s, trousers),
            _limb(at[f"{side} knee"], foot, 30 * s, trousers),
            _limb(foot, (foot[0] + out * s, foot[1] + 5 * s), 23 * s, shoe),
        ]
    left, right = at["left shoulder"], at["right shoulder"]
    parts.append(_limb(((left[0] + right[0]) / 2, (left[1] + right[1]) / 2), at["Head"], 22 * s, skin))
    seam = f'stroke="{shirt}" stroke-width="{26 * s:.0f}" stroke-linejoin="round"'
    parts.append(path(straight([left, right, at["right hip"], at["left hip"]]), shirt, seam))
    for side in ("left", "right"):
        parts += [
            _limb(at[f"{side} elbow"], at[f"{side} hand"], 21 * s, skin),
            _limb(at[f"{side} shoulder"], at[f"{side} elbow"], 27 * s, shirt),
            disc(*at[f"{side} hand"], 13 * s, skin),
        ]
    return "".join(parts) + _head(*at["Head"], s, skin, hair)


def _park(random: Random) -> str:
    trees = "".join(tree(x + random.uniform(-50, 50), 452, random.uniform(0.9, 1.3)) for x in (90, 400, 830, 1120))
    mown = "".join(rect(0, y, 1200, 46, "#86ad5e") for y in range(450, 800, 92))
    return (
        sky("#8fbfdc", "#dceaea", 450)
        + cloud(280, 110, 1)
        + cloud(900, 80, 0.8)
        + rect(0, 440, 1200, 360, "#7aa354")
        + mown
        + trees
    )


def _hall(random: Random) -> str:
    wall = random.choice(("#d9cfbd", "#c9d3d6", "#d6c9cc"))
    bars = "".join(rect(60, y, 250, 12, "#a8794f") for y in range(90, 520, 44)) + "".join(
        rect(x, 80, 14, 450, "#8a5f3c") for x in (50, 180, 304)
    )
    windows = "".join(rect(x, 70, 190, 210, "#cfe4ec", 'stroke="#fff" stroke-width="14"') for x in (460, 720, 980))
    boards = "".join(rect(x, 540, 3, 260, "#a06f45") for x in range(0, 1200, 74))
    line = path("M0 690H1200", "none", 'stroke="#e9e2d3" stroke-width="9" opacity=".75"')
    return (
        rect(0, 0, 1200, 540, wall)
        + bars
        + windows
        + rect(0, 540, 1200, 260, "#c08a58")
        + boards
        + rect(0, 532, 1200, 12, "#7c5638")
        + line
    )


def _beach(random: Random) -> str:
    waves = "".join(
        rect(random.uniform(0, 1100), y, random.uniform(60, 160), 4, "#d7eef0", 'opacity=".6" rx="2"')
        for y in range(330, 470, 9)
    )
    wet = path("M0 470q300-26 600 0t600 0v60H0z", "#d9c08c")
    stones = "".join(
        disc(random.uniform(0, 1200), random.uniform(560, 790), random.uniform(3, 8), "#b79a68") for _ in range(40)
    )
    return (
        sky("#7fb6dc", "#e6efe6", 320)
        + cloud(760, 90, 1.1)
        + rect(0, 320, 1200, 180, "#3f8ba3")
        + waves
        + wet
        + rect(0, 505, 1200, 295, "#e3cd9c")
        + stones
    )


def exercise(random: Random) -> tuple[str, list[Joints]]:
    """The picture, and the joints of everybody in it."""
    place = random.choice((_park, _hall, _beach))(random)
    count = random.choice((1, 2, 2, 3))
    people, seen = [], []
    for number, pose in enumerate(random.sample(sorted(POSES), count)):
        s = random.uniform(1.0, 1.25) if count < 3 else random.uniform(0.86, 1.02)
        x = 1200 * (number + 0.5) / count + random.uniform(-40, 40)
        at = joints(pose, x, random.uniform(700, 752), s)
        people.append(body(random, at, s))
        seen.append(at)
    return place + "".join(people), seen

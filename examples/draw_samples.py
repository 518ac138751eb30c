"""Draws the sample pictures of the image templates: python examples/draw_samples.py

The pictures are ours, made by rule: the same seed gives the same drawing. Scenes are SVG of 1200 × 800 that a Chromium
paints and packs as WebP (at most 60 kB each) into the ``media`` folder of the template, whose ``tasks.json`` names
them. Needs the ``dev`` extra and a Chromium (its path in CHROMIUM, else ``chromium`` on PATH). With names of templates
after it only their pictures are drawn.
"""

from __future__ import annotations

import base64
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))
import example_results as results
import sample_shapes as draw
from blood_cells import smear
from bodies import exercise
from from_above import farmland
from letters import letter

TEMPLATES = Path(__file__).resolve().parent.parent / "multisession" / "templates"
MAX_BYTES = 60_000
Scene = Callable[[Random], str]


def street(random: Random) -> str:
    top, bottom = random.choice((("#86afd0", "#cfe0e8"), ("#e6a87c", "#f4dfc0"), ("#5d6f93", "#b7c1d4")))
    parts = [
        draw.sky(top, bottom, 470),
        draw.disc(random.uniform(250, 1000), 120, 44, "#fdf0c4"),
        draw.cloud(260, 90, 0.9),
    ]
    parts += [
        draw.street_houses(random, 470),
        draw.rect(0, 470, 1200, 62, "#cfc6b8"),
        draw.rect(0, 532, 1200, 268, "#5e6371"),
    ]
    parts += [draw.rect(x, 652, 92, 9, "#e9e4d8") for x in range(-20, 1200, 170)]
    parts.append(draw.tree(random.uniform(120, 420), 505, 1.25))
    parts += [draw.person(random, x + random.uniform(-50, 50), 520, 0.72) for x in (180, 520, 980)]
    parts.append(draw.car(random, random.uniform(240, 420), 648, 1.05))
    parts.append(draw.bicycle(random, random.uniform(640, 760), 700, 1.15))
    parts.append(draw.person(random, random.uniform(860, 930), 740, 1.2))
    parts.append(draw.dog(random, random.uniform(1010, 1100), 748, 1.05))
    return "".join(parts)


def harbour(random: Random) -> str:
    top, bottom = random.choice((("#7fb0cc", "#d7e8ea"), ("#c98a7d", "#f3d9b8"), ("#7b8ca6", "#d4d8dc")))
    parts = [draw.sky(top, bottom, 330), draw.cloud(820, 90, 1.1), draw.cloud(300, 130, 0.7)]
    parts += [f'<g transform="translate(0 60) scale(1 .82)">{draw.street_houses(random, 330, 190)}</g>']
    parts += [draw.rect(0, 330, 1200, 300, "#4d7f94"), draw.rect(0, 330, 1200, 40, "#3c6a7d")]
    parts += [
        draw.rect(
            random.uniform(0, 1120),
            random.uniform(380, 610),
            random.uniform(40, 120),
            4,
            "#a9cdd6",
            'opacity=".5" rx="2"',
        )
        for _ in range(34)
    ]
    parts += [
        draw.boat(random, x + random.uniform(-40, 40), y, s)
        for x, y, s in ((210, 440, 0.8), (600, 470, 1.0), (980, 520, 1.25))
    ]
    parts += [draw.rect(0, 620, 1200, 180, "#a99a86"), draw.rect(0, 620, 1200, 16, "#8a7a66")]
    parts += [draw.path(f"M{x} 640h30v-24q-15-16-30 0z", "#3a3733") for x in (90, 560, 1050)]
    parts += [
        draw.person(random, random.uniform(200, 330), 760, 1.15),
        draw.person(random, random.uniform(380, 460), 745, 1.1),
    ]
    parts += [
        draw.dog(random, random.uniform(640, 720), 760, 1.0),
        draw.bird(random, random.uniform(820, 1000), 716, 0.8),
    ]
    parts += [draw.gull(random.uniform(150, 1050), random.uniform(90, 250), random.uniform(0.6, 1.0)) for _ in range(3)]
    return "".join(parts)


def market(random: Random) -> str:
    parts = [
        draw.sky("#9cc3d5", "#eee5cd", 430),
        draw.street_houses(random, 440, 250),
        draw.rect(0, 440, 1200, 360, "#d3c5ab"),
    ]
    parts += [draw.rect(x, y, 58, 3, "#bcae93") for y in range(470, 800, 44) for x in range((y % 3) * 28, 1200, 120)]
    parts += [draw.stall(random, x, 610) for x in (210, 600, 990)]
    parts += [draw.person(random, x + random.uniform(-40, 40), 745, 1.15) for x in (160, 430, 760, 1040)]
    parts.append(draw.bicycle(random, random.uniform(560, 660), 770, 1.05))
    return "".join(parts)


def kitchen(random: Random) -> str:
    wall = random.choice(("#e7d8c2", "#cfdcd6", "#e3cfc9"))
    parts = [
        draw.rect(0, 0, 1200, 560, wall),
        draw.rect(760, 60, 320, 300, "#bcd8e4", 'stroke="#fff" stroke-width="18"'),
    ]
    parts += [draw.rect(911, 60, 18, 300, "#fff"), draw.rect(100, 190, 480, 16, "#8a5f3c")]
    parts += [
        draw.rect(130 + i * 90, 190 - h, 56, h, random.choice(draw.PAINT), 'rx="10"')
        for i, h in enumerate((70, 96, 60, 84, 76))
    ]
    parts += [draw.rect(0, 560, 1200, 240, "#a9794f"), draw.rect(0, 560, 1200, 14, "#8a5f3c")]
    parts += [draw.fruit(random, 420 + i * 78, 500 + (i % 2) * 22, random.uniform(44, 60)) for i in range(5)]
    parts += [draw.path("M330 520h530q-20 150-265 150T330 520z", random.choice(("#5b7f94", "#e9e2d3", "#b9504d")))]
    parts += [draw.fruit(random, 1000, 690, 48), draw.fruit(random, 190, 706, 42)]
    return "".join(parts)


def workshop(random: Random) -> str:
    parts = [draw.rect(0, 0, 1200, 640, "#b99f7d")] + [draw.rect(0, y, 1200, 4, "#a78c69") for y in range(60, 640, 72)]
    parts += [draw.tools(random, 110), draw.rect(40, 60, 1120, 10, "#7c5638")]
    parts += [draw.rect(0, 640, 1200, 160, "#6d625a"), draw.rect(60, 480, 1080, 40, "#8a5f3c")]
    parts += [draw.rect(x, 520, 46, 210, "#74502f") for x in (110, 1040)]
    parts += [draw.path("M500 480v-60h26v-30h120v30h26v60z", "#565b66"), draw.rect(240, 440, 150, 40, "#d9b67e")]
    parts += [
        draw.rect(810, 410, 120, 70, random.choice(draw.PAINT)),
        draw.person(random, random.uniform(380, 820), 760, 1.9),
    ]
    parts += [draw.path(f"M{x} 780q14-26 30-4t26 4z", "#e2c79a") for x in range(180, 1100, 150)]
    return "".join(parts)


def birds(random: Random) -> str:
    top = random.choice(("#a7cfd8", "#e7c6a0", "#c3d3b0"))
    parts = [draw.sky(top, "#f3efe0", 800), draw.disc(950, 150, 70, "#fff6d8"), draw.cloud(260, 120, 1.0)]
    parts += [
        draw.path("M0 560q300-70 600-20t600-30v290H0z", "#7f9a58"),
        draw.path("M0 660q400-60 1200 0v140H0z", "#66824a"),
    ]
    branch = 'stroke="#6b4a32" stroke-width="26" stroke-linecap="round"'
    parts.append(draw.path("M-20 430q420 60 900-10 160-24 340-90", "none", branch))
    parts += [draw.bird(random, x, y, s) for x, y, s in ((230, 436, 1.5), (560, 440, 1.25), (850, 412, 1.4))]
    parts += [draw.bird(random, random.uniform(300, 900), 730, 1.2), draw.gull(620, 160, 0.9), draw.gull(760, 230, 0.6)]
    return "".join(parts)


def living_room(random: Random) -> str:
    wall = random.choice(("#dfd3bd", "#c9d6cf", "#d9cbd3", "#ccd3de"))
    parts = [
        draw.rect(0, 0, 1200, 560, wall),
        draw.rect(0, 560, 1200, 240, "#b58a5f"),
        draw.rect(0, 552, 1200, 16, "#8a5f3c"),
    ]
    parts += [draw.rect(0, y, 1200, 3, "#a37a52") for y in range(610, 800, 48)]
    parts += [draw.clock(random.uniform(520, 680), 130, 52), draw.television(random.uniform(900, 1000), 470, 1.1)]
    parts += [draw.rect(800, 470, 320, 92, "#8a5f3c"), draw.rect(956, 470, 6, 92, "#6b4a32")]
    parts += [
        draw.plant(random, random.uniform(90, 130), 640, 1.5),
        draw.sofa(random, random.uniform(370, 430), 640, 1.25),
    ]
    parts += [
        draw.cat(random, random.uniform(330, 460), 540, 0.95),
        draw.person(random, random.uniform(700, 740), 660, 1.8),
    ]
    middle = random.uniform(470, 560)
    parts += [draw.chair(random, middle - 230, 770, 1.2), draw.table(middle, 780, 1.15)]
    parts += [
        draw.cup(random, middle - 90, 656, 1.1),
        draw.bottle(middle - 10, 656, 1.1),
        draw.fruit(random, middle + 80, 634, 22),
    ]
    parts.append(draw.dog(random, random.uniform(930, 1050), 760, 1.35))
    return "".join(parts)


def park(random: Random) -> str:
    top, bottom = random.choice((("#7fb4d6", "#dcebea"), ("#8fc0c9", "#f1ead2"), ("#93a9cf", "#e7e2ea")))
    parts = [draw.sky(top, bottom, 470), draw.cloud(240, 110, 1.1), draw.cloud(900, 70, 0.8)]
    parts += [
        draw.path("M0 430q300-60 620-10t580-30v410H0z", "#86a862"),
        draw.path("M0 620q500-60 1200 20v160H0z", "#cdb98f"),
    ]
    parts += [draw.tree(random.uniform(90, 170), 520, 1.9), draw.tree(random.uniform(1030, 1110), 500, 1.6, "#4d8a55")]
    parts += [draw.kite(random, random.uniform(520, 720), 150, 1.0), draw.bench(random.uniform(330, 400), 610, 1.15)]
    parts += [
        draw.umbrella(random, random.uniform(800, 880), 600, 1.0),
        draw.person(random, random.uniform(560, 640), 620, 1.15),
    ]
    parts += [
        draw.person(random, random.uniform(900, 960), 640, 1.25),
        draw.bird(random, random.uniform(150, 240), 640, 0.7),
    ]
    parts += [draw.dog(random, random.uniform(420, 520), 750, 1.25), draw.ball(random.uniform(620, 680), 750, 28)]
    parts += [
        draw.bicycle(random, random.uniform(860, 960), 760, 1.35),
        draw.person(random, random.uniform(200, 290), 770, 1.5),
    ]
    return "".join(parts)


def index_card(random: Random) -> str:
    """The card of a museum's object, as somebody typed it long ago."""
    thing, material = random.choice(
        (
            ("Ship's bell", "Bronze"), ("Barometer", "Brass, glass"), ("Sea chest", "Oak, iron"),
            ("Net needle", "Bone"), ("Signal lamp", "Copper"), ("Sextant", "Brass"), ("Model of a ketch", "Pine"),
            ("Fog horn", "Tin"), ("Oilskin coat", "Linen"), ("Tide table", "Slate"), ("Compass", "Brass, cork"),
        )
    )  # fmt: skip
    maker = random.choice(("E. Thorne, Bristol", "Veldkamp & Sons", "P. Gow, Anstruther", "Halden Marine", "unknown"))
    lines = {
        "No.": f"HV {random.randint(11, 2400):04}",
        "Object": thing,
        "Material": material,
        "Maker": maker,
        "Year": str(random.randint(1790, 1935)),
        "Place": f"Hall {random.randint(1, 6)}, shelf {random.randint(1, 24)}",
    }
    parts = [draw.rect(70, 60, 1060, 680, "#f6efdd", 'rx="10"')]
    parts += [draw.rect(70, y, 1060, 2, "#c7d3d8") for y in range(180, 740, 96)]
    parts.append(draw.rect(330, 60, 2, 680, "#dba7a0"))
    for row, (name, value) in enumerate(lines.items()):
        y = 158 + row * 96 + random.uniform(-3, 3)
        parts.append(f'<text x="110" y="{y:.1f}" font-family="monospace" font-size="38" fill="#7b7468">{name}</text>')
        written = value.replace("&", "&amp;")
        parts.append(
            f'<text x="360" y="{y:.1f}" font-family="monospace" font-size="46" fill="#2c2a33">{written}</text>'
        )
    cup = 'stroke="#a8743f" stroke-width="9" opacity=".3"'
    parts.append(draw.disc(random.uniform(820, 1000), random.uniform(480, 640), 74, "none", cup))
    paper = f'<g transform="rotate({random.uniform(-1.6, 1.6):.2f} 600 400)">{"".join(parts)}</g>'
    return draw.rect(0, 0, 1200, 800, "#c9b697") + paper


def picture_of(drawn: Callable[[Random], tuple[str, list[Any]]]) -> Scene:
    """The drawing alone, of what also knows where its things lie."""
    return lambda random: drawn(random)[0]


SCENES: tuple[Scene, ...] = (street, harbour, market, kitchen, workshop, birds)

PICTURES: dict[str, list[tuple[str, Scene, int]]] = {
    "image_bbox": [
        ("mill-street", street, 11),
        ("old-quay", harbour, 12),
        ("tram-corner", street, 13),
        ("fish-market", market, 14),
        ("north-pier", harbour, 15),
        ("station-road", street, 16),
        ("east-basin", harbour, 17),
        ("evening-street", street, 18),
        ("flower-market", market, 19),
        ("ferry-steps", harbour, 20),
    ],
    "image_bbox_coco": [
        ("front-room", living_room, 51),
        ("west-park", park, 52),
        ("green-room", living_room, 53),
        ("kite-meadow", park, 54),
        ("rented-room", living_room, 55),
        ("common", park, 56),
        ("room-with-a-cat", living_room, 57),
        ("sunday-path", park, 58),
        ("upstairs", living_room, 59),
        ("river-meadow", park, 60),
    ],
    "image_classification": [
        ("picture-01", harbour, 31),
        ("picture-02", kitchen, 32),
        ("picture-03", birds, 33),
        ("picture-04", street, 34),
        ("picture-05", workshop, 35),
        ("picture-06", market, 36),
        ("picture-07", kitchen, 37),
        ("picture-08", birds, 38),
        ("picture-09", harbour, 39),
        ("picture-10", workshop, 40),
        ("picture-11", street, 41),
        ("picture-12", market, 42),
    ],
    "adv_region_image": [
        (f"place-{at:02}", scene, 50 + at) for at, scene in enumerate((street, harbour, market) * 4, 1)
    ],
    "adv_other_table": [(f"card-{at:02}", index_card, 70 + at) for at in range(1, 13)],
    "image_multi_class": [
        (f"pair-{at:02}-{side}", scene, seed)
        for at, scene in enumerate(SCENES * 2, 1)
        for side, seed in (("left", 100 + at), ("right", 130 + at))
    ],
    "image_mixedlabel": [
        (f"post-{at:02}", scene, 160 + at) for at, scene in enumerate((harbour, street, birds, market) * 3, 1)
    ],
    "image_polygons": [(f"land-{at:02}", picture_of(farmland), 200 + at) for at in range(1, 13)],
    "image_brushes": [(f"smear-{at:02}", picture_of(smear), 220 + at) for at in range(1, 13)],
    "image_circular": [(f"letter-{at:02}", picture_of(letter), 240 + at) for at in range(1, 13)],
    "image_keypoints": [(f"pose-{at:02}", picture_of(exercise), 260 + at) for at in range(1, 13)],
    "image_ranking": [(f"view-{at:02}", scene, 180 + at) for at, scene in enumerate(SCENES * 3, 1)],
}
#: templates whose example follows from the drawing: the place of its picture among those above, and how it is written
EXAMPLES: dict[
    str, tuple[int, Callable[[Random], tuple[str, list[Any]]], str, Callable[[list[Any]], Iterator[Any]]]
] = {
    "image_polygons": (1, farmland, "polygonlabels", results.polygons),
    "image_brushes": (1, smear, "brushlabels", lambda seen: results.masks(seen, 900, 600)),
    "image_circular": (1, letter, "ellipselabels", results.ellipses),
    "image_keypoints": (1, exercise, "keypointlabels", results.key_points),
}
#: width and height in pixels of the pictures of those templates that show several, or show them small
SIZES = {
    "adv_region_image": (960, 640),
    "adv_other_table": (720, 480),
    "image_multi_class": (600, 400),
    "image_mixedlabel": (720, 480),
    "image_ranking": (360, 240),
    "image_brushes": (900, 600),
}

PACK = """async ([source, width, height, quality]) => {
  const image = new Image(); image.src = source; await image.decode();
  const canvas = new OffscreenCanvas(width, height); canvas.getContext("2d").drawImage(image, 0, 0, width, height);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({type: "image/webp", quality})).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def packed(page: Page, scene: str, width: int, height: int) -> bytes:
    """The scene as WebP, as good as the size allows."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 1200 800">{scene}</svg>'
    source = "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
    for quality in (0.86, 0.76, 0.66, 0.5):
        content = base64.b64decode(page.evaluate(PACK, [source, width, height, quality]))
        if len(content) <= MAX_BYTES:
            return content
    raise SystemExit("A picture is larger than 60 kB at the lowest quality. Draw fewer things in it.")


def write_example(template: str) -> None:
    place, drawn, kind, values = EXAMPLES[template]
    _, seen = drawn(Random(PICTURES[template][place - 1][2]))  # noqa: S311 (drawings, no secrets)
    results.write(TEMPLATES / template, place, kind, values(seen), SIZES.get(template, (1200, 800)))


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for template in sys.argv[1:] or PICTURES:
            media = TEMPLATES / template / "media"
            media.mkdir(parents=True, exist_ok=True)
            for name, scene, seed in PICTURES[template]:
                drawing = scene(Random(seed))  # noqa: S311 (drawings, no secrets)
                (media / f"{name}.webp").write_bytes(packed(page, drawing, *SIZES.get(template, (1200, 800))))
            if template in EXAMPLES:
                write_example(template)
        browser.close()


if __name__ == "__main__":
    main()

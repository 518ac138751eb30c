"""Shapes on pictures leave, come back into an empty project, and leave again as the same files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from tests.project.api.conftest import browser
from tests.project.importers.archives import png, zipped

pytestmark = pytest.mark.anyio
CONFIG = (
    '<View><RectangleLabels name="box" toName="image"><Label value="cat"/><Label value="big dog"/></RectangleLabels>'
    '<PolygonLabels name="outline" toName="image"><Label value="cat"/><Label value="big dog"/></PolygonLabels>'
    '<EllipseLabels name="oval" toName="image"><Label value="cat"/></EllipseLabels>'
    '<Image name="image" value="$image"/></View>'
)
SIZES = {"street.png": (640, 480), "door.png": (333, 777), "empty.png": (90, 30)}


def region(number: int, kind: str, size: tuple[int, int], **value: Any) -> dict[str, Any]:
    name = {"rectanglelabels": "box", "polygonlabels": "outline", "ellipselabels": "oval"}[kind]
    return {
        "id": f"r{number}", "type": kind, "from_name": name, "to_name": "image", "original_width": size[0],
        "original_height": size[1], "image_rotation": 0, "value": value,
    }  # fmt: skip


def results(size: tuple[int, int], *, turned: bool) -> list[dict[str, Any]]:
    box = {"x": 12.5, "y": 30.25, "width": 33.3, "height": 20.125, "rectanglelabels": ["big dog"]}
    found = [
        region(1, "rectanglelabels", size, **box, rotation=0),
        region(2, "polygonlabels", size, points=[[10, 10], [60.4, 12.2], [35, 90]], closed=True, polygonlabels=["cat"]),
    ]
    if turned:
        found.append(region(3, "rectanglelabels", size, **{**box, "x": 40}, rotation=20))
        found.append(
            region(4, "ellipselabels", size, x=50, y=50, radiusX=10, radiusY=5, rotation=0, ellipselabels=["cat"])
        )
    return found


async def project_with(http: httpx.AsyncClient, archive: bytes) -> None:
    await http.get("/")
    made = await http.post("/api/projects/", json={"title": "Pictures", "label_config": CONFIG})
    assert made.status_code == 201, made.text
    answer = await http.post("/api/projects/1/import", files={"file": ("set.zip", archive)})
    assert answer.status_code == 201, answer.text
    assert answer.json()["task_count"] == 3


async def exported(http: httpx.AsyncClient, name: str) -> bytes:
    query = f"exportType={name}&download_all_tasks=true&download_resources=true"
    answer = await http.get(f"/api/projects/1/export?{query}")
    assert answer.status_code == 200, answer.text
    return answer.content


def numbers_rounded(text: str) -> str:
    """A hundredth of a pixel is no difference, nor the sixth decimal of a share."""
    return re.sub(r"\d+\.\d+", lambda match: f"{float(match[0]):.2f}", text)


def contents(archive: bytes) -> dict[str, Any]:
    """What stands in an archive, but for ids of ours, times, and the ends of generated names."""
    found: dict[str, Any] = {}
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            content = opened.read(name)
            plain = re.sub(r"[0-9a-f]{16}-", "", name)
            if name == "result.json":
                document = json.loads(content)
                found[plain] = coco_contents(document)
            elif not name.endswith(".png"):
                text = re.sub(r"[0-9a-f]{16}-", "", content.decode())
                found[plain] = numbers_rounded(text)
            else:
                found[plain] = content
    # while they come out again in the order of their names
    return found


def coco_contents(document: dict[str, Any]) -> dict[str, Any]:
    names = {image["id"]: re.sub(r"[0-9a-f]{16}-", "", image["file_name"]) for image in document["images"]}
    categories = {category["id"]: category["name"] for category in document["categories"]}
    return {
        "categories": categories,
        "images": {names[image["id"]]: (image["width"], image["height"]) for image in document["images"]},
        "annotations": {
            name: [
                (
                    categories[one["category_id"]],
                    [round(place, 1) for place in one["bbox"]],
                    [[round(place, 1) for place in polygon] for polygon in one["segmentation"]],
                    round(one["area"]),
                )
                for one in document["annotations"]
                if names[one["image_id"]] == name
            ]
            for name in names.values()
        },
    }


@pytest.mark.parametrize("name", ["COCO", "YOLO", "VOC"])
async def test_an_export_that_is_imported_is_exported_again(app: Starlette, name: str) -> None:
    tasks = [
        {
            "data": {"image": f"images/{picture}"},
            "annotations": []
            if picture == "empty.png"
            else [{"result": results(SIZES[picture], turned=picture == "door.png")}],
        }
        for picture in SIZES
    ]
    files = [("tasks.json", json.dumps(tasks).encode())]
    files += [(f"images/{picture}", png(*size)) for picture, size in SIZES.items()]
    archives = [zipped(files)]
    for _ in range(3):
        async with browser(app) as http:
            await project_with(http, archives[-1])
            archives.append(await exported(http, name))
    first, second, third = (contents(archive) for archive in archives[1:])
    assert len(first) >= 4
    assert any("cat" in str(value) for value in first.values())
    assert second == first
    assert third == first

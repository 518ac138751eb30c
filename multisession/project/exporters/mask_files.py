"""One file a mask, in a zip: pictures (BRUSH_TO_PNG) or arrays (BRUSH_TO_NUMPY), in the size of the picture.

Painted pixels are 255, all others 0.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.masks import MASKS, mask_of, npy_of, png_of, require_arrays
from multisession.project.exporters.picture_archive import each_picture
from multisession.project.exporters.pictures import Picture
from multisession.project.exporters.zip_stream import ZipStream

if TYPE_CHECKING:
    from multisession.project.exporters.masks import Mask

_UNSAFE = re.compile(r"[^\w.-]+")


async def write_mask_pictures(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """PNG files."""
    async for block in _write(bundles, context, "png", png_of):
        yield block


async def write_mask_arrays(bundles: Bundles, context: ExportContext) -> AsyncIterator[bytes]:
    """NumPy files."""
    async for block in _write(bundles, context, "npy", npy_of):
        yield block


async def _write(
    bundles: Bundles, context: ExportContext, suffix: str, write: Callable[[Mask], bytes]
) -> AsyncIterator[bytes]:
    MASKS.require(context.config)
    require_arrays()
    archive, numbers = ZipStream(), itertools.count()

    def add(picture: Picture) -> None:
        for name, mask in _masks(picture, context):
            archive.add(f"{name}-{next(numbers)}.{suffix}", write(mask))

    async for block in each_picture(bundles, context, MASKS, archive, add):
        yield block
    yield archive.end()


def _masks(picture: Picture, context: ExportContext) -> Iterator[tuple[str, Mask]]:
    """Each mask with the name of its file, but for the number at its end."""
    for annotation, region in picture.regions:
        mask = mask_of(region, picture.require_size(context))
        for control, labels in region.labels.items() if mask is not None else ():
            for label in labels:
                parts = (f"task-{picture.task}", f"annotation-{annotation}", control, label)
                assert mask is not None
                yield "-".join(_UNSAFE.sub("_", part) for part in parts), mask

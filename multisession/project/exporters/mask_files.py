"""One file a mask, in a zip: pictures (BRUSH_TO_PNG) or arrays (BRUSH_TO_NUMPY), in the size of the picture.

Painted pixels are 255, all others 0.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.masks import MASKS, mask_of, npy_of, png_of, require_arrays
from multisession.project.exporters.pictures import Picture, Pictures
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
    assert context.config is not None
    archive, pictures = ZipStream(), Pictures(context.config, MASKS)

    def add(picture: Picture, first: int) -> Iterator[bytes]:
        for number, (name, mask) in enumerate(_masks(picture, context), first):
            archive.add(f"{name}-{number}.{suffix}", write(mask))
            yield archive.take()
        yield from picture.file(archive, context)

    async for batch in bundles:
        for bundle in batch:
            first = 0
            for picture in pictures.of(bundle):
                blocks = filter(None, add(picture, first))
                while block := await asyncio.to_thread(next, blocks, b""):
                    yield block
                first += len(picture.regions)
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

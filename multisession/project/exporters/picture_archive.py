"""An archive with something for each picture of an export, and the pictures themselves where they were asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator

from multisession.project.exporters.context import Bundles, ExportContext
from multisession.project.exporters.fitting import Need
from multisession.project.exporters.pictures import Picture, Pictures
from multisession.project.exporters.zip_stream import ZipStream


async def each_picture(
    bundles: Bundles, context: ExportContext, need: Need, archive: ZipStream, add: Callable[[Picture], None]
) -> AsyncIterator[bytes]:
    """Calls ``add`` with every picture, in a thread, and packs it; what of the archive is ready meanwhile.

    The archive is not ended. Raises FormatDoesNotFit.
    """
    config = need.require(context.config)
    pictures = Pictures(config, need)

    def written(picture: Picture) -> Iterator[bytes]:
        add(picture)
        if ready := archive.take():
            yield ready
        yield from picture.file(archive, context)

    async for batch in bundles:
        for bundle in batch:
            for picture in pictures.of(bundle):
                blocks = written(picture)
                while block := await asyncio.to_thread(next, blocks, b""):
                    yield block

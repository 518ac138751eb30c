"""Sizes are written as the pages write them; the same table stands in static/src/studio/format.test.ts."""

from __future__ import annotations

import pytest

from multisession.web.body_limit import too_large
from multisession.web.written_size import written_size


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1024, "1 kB"),
        (1536, "1.5 kB"),
        (12_800, "13 kB"),
        (20_000_000, "19 MB"),
        (250 * 2**20, "250 MB"),
        (2**30, "1 GB"),
        (3 * 2**29, "1.5 GB"),
        (5 * 2**50, "5120 TB"),
    ],
)
def test_it_is_written_as_on_the_pages(size: int, text: str) -> None:
    assert written_size(size) == text


def test_a_limit_reads_alike_on_the_page_and_in_its_refusal() -> None:
    assert too_large(2**30).detail == "The body is larger than the 1 GB accepted here. Send it in smaller parts."

"""The text for Prometheus, read back by its own parser."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from multisession.web.prometheus import Family, Sample, exposition, gauge, histogram


def test_labels_and_help_with_every_awkward_character() -> None:
    awkward = 'a "quoted" \\ back\nslash'
    text = exposition([Family("x_total", "counter", f"Help: {awkward}", [Sample(3, {"code": awkward, "b": "c"})])])
    (family,) = text_string_to_metric_families(text)
    assert family.documentation == f"Help: {awkward}"
    assert family.type == "counter"
    (sample,) = family.samples
    assert (sample.name, dict(sample.labels), sample.value) == ("x_total", {"code": awkward, "b": "c"}, 3.0)


def test_a_histogram_counts_up_to_each_bound() -> None:
    text = exposition([histogram("d_seconds", "Durations.", (0.1, 1.0), (2, 3, 1), 4.5), gauge("g", "A gauge.", 0.25)])
    durations, single = text_string_to_metric_families(text)
    assert durations.type == "histogram"
    assert [(s.name, s.labels.get("le"), s.value) for s in durations.samples] == [
        ("d_seconds_bucket", "0.1", 2.0),
        ("d_seconds_bucket", "1", 5.0),
        ("d_seconds_bucket", "+Inf", 6.0),
        ("d_seconds_sum", None, 4.5),
        ("d_seconds_count", None, 6.0),
    ]
    assert single.samples[0].value == 0.25


def test_a_name_without_samples_is_still_described() -> None:
    assert (
        exposition([Family("x_total", "counter", "None yet.", [])])
        == "# HELP x_total None yet.\n# TYPE x_total counter\n"
    )

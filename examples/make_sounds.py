"""Makes the sample sounds of the audio templates: python examples/make_sounds.py

The sounds are ours, made by rule: the same seed gives the same sound. They are WAV files of 8 kHz, 8 bits and one
channel (at most 60 kB each) in the ``media`` folder of the template, whose ``tasks.json`` names them. Needs nothing but
Python.
"""

from __future__ import annotations

import math
import wave
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

TEMPLATES = Path(__file__).resolve().parent.parent / "multisession" / "templates"
RATE = 8000
MAX_BYTES = 60_000
#: loudness over time, from -1 to 1, RATE numbers a second
Samples = list[float]
Sound = Callable[[Random], Samples]


def silence(seconds: float) -> Samples:
    return [0.0] * int(seconds * RATE)


def mixed(samples: Samples, other: Samples, at: float) -> None:
    """Adds another sound to this one, from a moment in seconds on; what does not fit falls away."""
    start = int(at * RATE)
    for place, value in enumerate(other[: len(samples) - start], start):
        samples[place] += value


def tone(seconds: float, pitch: Callable[[float], float], partials: Iterable[tuple[float, float]]) -> Samples:
    """A tone whose pitch in Hz follows the time; partials are (multiple of the pitch, loudness)."""
    phase, made = 0.0, []
    for at in range(int(seconds * RATE)):
        phase += pitch(at / RATE) / RATE
        made.append(sum(loud * math.sin(2 * math.pi * multiple * phase) for multiple, loud in partials))
    return made


def shaped(samples: Samples, rise: float, fall: float) -> Samples:
    """The same with a soft beginning and end, in seconds."""
    last = len(samples)
    return [
        value * min(1.0, at / (rise * RATE + 1), (last - at) / (fall * RATE + 1)) for at, value in enumerate(samples)
    ]


def fading(samples: Samples, half: float) -> Samples:
    """The same, half as loud after each ``half`` seconds."""
    return [value * 0.5 ** (at / RATE / half) for at, value in enumerate(samples)]


def noise(random: Random, seconds: float, dullness: float) -> Samples:
    """Noise; the nearer the dullness comes to 1, the less of its high tones is left."""
    value, made = 0.0, []
    for _ in range(int(seconds * RATE)):
        value = dullness * value + (1 - dullness) * random.uniform(-1, 1)
        made.append(value)
    return made


def bell(random: Random) -> Samples:
    made, pitch = silence(2.6), random.uniform(520, 760)
    stroke = fading(tone(2.0, lambda _: pitch, ((1, 0.5), (2.76, 0.3), (5.4, 0.12))), 0.28)
    for at in (0.1, 0.75, 1.4)[: random.randint(1, 3)]:
        mixed(made, stroke, at)
    return made


def blast(seconds: float, pitch: float) -> Samples:
    partials = ((1, 0.42), (2, 0.24), (3, 0.16), (4, 0.08))
    return shaped(tone(seconds, lambda at: pitch * (1 - 0.06 * math.exp(-at * 18)), partials), 0.05, 0.12)


def horn(random: Random) -> Samples:
    made = silence(2.4)
    mixed(made, blast(random.uniform(1.2, 2.0), random.uniform(130, 190)), 0.2)
    return made


def rain(random: Random) -> Samples:
    made = [value * 0.5 for value in noise(random, 2.6, 0.25)]
    for _ in range(60):
        drop = fading([value * random.uniform(0.5, 1.2) for value in noise(random, 0.02, 0.1)], 0.004)
        mixed(made, drop, random.uniform(0, 2.5))
    return shaped(made, 0.3, 0.4)


def chirp(base: float, sweep: float) -> Callable[[float], float]:
    """The pitch of a note that slides by ``sweep`` Hz, trembling."""
    return lambda at: base + sweep * at / 0.16 + 90 * math.sin(at * 190)


def bird(random: Random) -> Samples:
    made, base = silence(2.4), random.uniform(1800, 2500)
    for at in range(random.randint(4, 7)):
        sweep = random.choice((1400, -900, 700))
        note = tone(0.16, chirp(base, sweep), ((1, 0.6),))
        mixed(made, shaped(note, 0.02, 0.05), 0.15 + at * 0.3 + random.uniform(0, 0.06))
    return made


def engine(random: Random) -> Samples:
    strokes, grain = random.uniform(9, 14), noise(random, 2.6, 0.82)
    hum = tone(2.6, lambda _: strokes * 6, ((1, 0.28), (2, 0.2), (3, 0.12)))
    made = [
        (value + 2.2 * rough) * (0.35 + 0.65 * math.exp(-8 * (at / RATE * strokes % 1.0)))
        for at, (value, rough) in enumerate(zip(hum, grain, strict=True))
    ]
    return shaped(made, 0.4, 0.4)


def footsteps(random: Random) -> Samples:
    made, pace = silence(2.8), random.uniform(0.42, 0.58)
    for at in range(int(2.5 / pace)):
        heel = fading([value * 2.6 for value in noise(random, 0.12, 0.72)], 0.018)
        mixed(made, heel, 0.1 + at * pace)
        mixed(made, fading(noise(random, 0.1, 0.35), 0.02), 0.1 + at * pace + 0.09)
    return made


def signal(pattern: str) -> Sound:
    """The blasts of a ship's horn: ``.`` is a short one, ``-`` a long one, a space is a pause."""

    def made(random: Random) -> Samples:
        pitch, sound = random.uniform(140, 200), silence(0.25)
        for sign in pattern:
            sound += silence(0.6) if sign == " " else blast(0.45 if sign == "." else 1.5, pitch) + silence(0.3)
        return sound

    return made


CLASSES: tuple[Sound, ...] = (bell, horn, rain, bird, engine, footsteps)
SIGNALS = (".", "..", "...", ".....", "-", "-.", "-..", "--.", ".-.", "-.-", "..-", "--")
SOUNDS: dict[str, list[tuple[str, Sound, int]]] = {
    "audio_classification": [(f"sound-{at:02}", CLASSES[at * 5 % 6], 300 + at) for at in range(1, 13)],
    "audio_transcribe": [(f"signal-{at:02}", signal(pattern), 330 + at) for at, pattern in enumerate(SIGNALS, 1)],
    "image_mixedlabel": [
        (f"sound-{at:02}", made, 360 + at) for at, made in enumerate((horn, engine, bird, footsteps, bell, rain) * 2, 1)
    ],
}


def write(path: Path, samples: Samples) -> None:
    """Writes them as WAV, as loud as it goes."""
    loudest = max(map(abs, samples)) or 1.0
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(bytes(round(128 + 118 * value / loudest) for value in samples))
    if path.stat().st_size > MAX_BYTES:
        raise SystemExit(f"{path.name} is larger than 60 kB. Make it shorter.")


def main() -> None:
    for template, sounds in SOUNDS.items():
        media = TEMPLATES / template / "media"
        media.mkdir(parents=True, exist_ok=True)
        for name, sound, seed in sounds:
            write(media / f"{name}.wav", sound(Random(seed)))  # noqa: S311 (sounds, no secrets)


if __name__ == "__main__":
    main()

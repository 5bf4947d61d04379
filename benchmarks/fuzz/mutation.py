"""A known input made strange by chance: what a fuzzer without eyes for the code does.

A zip archive is taken apart and put together again, so that its parts are what is made
strange, and not its checksums alone.
"""

import io
import random
import zipfile
from collections.abc import Callable

TOKENS = (
    *(b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\\u0000", b"\\ud83d", "\u202e".encode()),
    *(b"null", b"true", b"-1", b"0", b"1e999", b"NaN", b"99999999999999999999", b"9" * 5000),
    *(b"[" * 3000, b"{", b"}", b"]", b'"', b"'", b"<", b">", b"</div>", b"&#1114112;", b"&lt;"),
    *(
        b'"""',
        b"\n[",
        b"]\n",
        b"=",
        b"0001-01-01",
        b"9999-12-31",
        b"24:00:00",
        b"31 \xf4\xe5\xe2 0000",
    ),
    *("٣".encode(), "½".encode(), "ﬃ".encode(), "😀".encode(), "й".encode(), b"{{ 1/0 }}", b"{% "),
    *(b'{"a":' * 1200, b"[id1|", b"@all", b"https://", b"/", b"|]", b";" * 300, b"," * 300),
)


def mutated(seed: bytes, others: tuple[bytes, ...], chance: random.Random) -> bytes:
    """One to eight changes of a seed, with pieces of the others."""
    if seed.startswith(b"PK") and chance.random() < 0.9:
        return _of_archive(seed, others, chance)
    data = bytearray(seed)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        chance.choice(_CHANGES)(data, others, chance)
    return bytes(data)


Change = Callable[[bytearray, tuple[bytes, ...], random.Random], None]


def _of_archive(seed: bytes, others: tuple[bytes, ...], chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        strange = chance.choice(names)
        for name in names:
            held = old.read(name)
            if name == strange:
                if chance.random() < 0.05:
                    continue
                held = mutated(held, others, chance)
            new.writestr(name, held, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return out.getvalue()


def _span(data: bytearray, chance: random.Random, longest: int = 64) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, min(len(data), start + chance.randrange(1, longest)))


def _flip(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _cut(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    del data[_span(data, chance)]


def _double(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    span = _span(data, chance, 200)
    data[span.start : span.start] = data[span] * chance.choice((1, 2, 50))


def _token(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    """In place of a word, a number, or of nothing."""
    span = _span(data, chance, 12)
    data[span if chance.random() < 0.5 else slice(span.start, span.start)] = chance.choice(TOKENS)


def _value(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    """A whole value after a colon or an equals sign becomes another."""
    places = [i for i, sign in enumerate(data) if sign in b":=>"]
    if places:
        start = chance.choice(places) + 1
        end = start
        while end < len(data) and data[end] not in b",}\n<":
            end += 1
        data[start:end] = chance.choice(TOKENS)


def _splice(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    other = bytearray(chance.choice(others))
    data[_span(data, chance)] = other[_span(other, chance, 300)]


def _end(data: bytearray, others: tuple[bytes, ...], chance: random.Random) -> None:
    del data[chance.randrange(len(data) + 1) :]


_CHANGES: tuple[Change, ...] = (_flip, _cut, _double, _token, _value, _value, _splice, _end)

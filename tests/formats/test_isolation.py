"""Files read in processes apart: the same documents in the same order, and one that dies takes nobody with it."""

from __future__ import annotations

import itertools
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_extract.errors import InvariantError
from scr_extract.formats import FORMATS, read
from scr_extract.formats.codec import decode, encode
from scr_extract.formats.isolation import Job, read_isolated, readers
from scr_extract.formats.limits import MIB, Limits, excess, packed
from scr_extract.model import Status
from tests.formats import made
from tests.formats.test_mail import mail

GOOD = [(f"{fmt.name}-{n}", raw, f"made{fmt.suffixes[0]}") for fmt in FORMATS for n, raw in enumerate(made.samples(fmt.name))]

DYING = """
import os, signal, sys, time
from scr_extract import formats
from scr_extract.formats import worker
from scr_extract.formats.limits import unpacked

plain = formats.read

def read(raw, name):
    if raw.startswith(b"segfault"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if raw.startswith(b"sleep"):
        time.sleep(60)
    if raw.startswith(b"spin"):
        while True:
            pass
    if raw.startswith(b"fill"):
        held = [bytearray(50_000_000) for _ in range(1000)]
    if raw.startswith(b"exit"):
        os._exit(3)
    if raw.startswith(b"raise"):
        raise KeyError("words of the source")
    if raw.startswith(b"connect"):
        import socket
        socket.create_connection(("127.0.0.1", 9))
    if raw.startswith(b"start"):
        import subprocess
        subprocess.run(["true"])
    if raw.startswith(b"lie"):
        return plain(b"other words", name)
    if raw.startswith(b"print"):
        print("words on standard output", flush=True)
    return plain(raw, name)

formats.read = read
worker.main(unpacked(sys.argv[-1]))
"""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers that do what the first word of a file says."""
    real = subprocess.Popen

    def popen(command: list[str], **kwargs: object) -> subprocess.Popen[bytes]:
        return real([sys.executable, "-c", textwrap.dedent(DYING), command[-1]], **kwargs)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("scr_extract.formats.isolation.subprocess.Popen", popen)


def jobs(texts: list[bytes]) -> Iterator[Job]:
    return (Job(str(n), raw, f"{n}.txt") for n, raw in enumerate(texts))


@pytest.mark.parametrize("workers", [1, 2])
def test_documents_are_those_of_a_reader_in_this_process(workers: int, tmp_path: Path) -> None:
    on_disk = tmp_path / "x.md"
    on_disk.write_bytes(made.MARKDOWN.encode())
    given_ = [Job(key, raw, name) for key, raw, name in GOOD] + [Job("disk", on_disk, "made.md")]
    found = list(read_isolated(given_, workers=workers))
    assert [reading.key for reading in found] == [job.key for job in given_]
    for (_, raw, name), reading in zip(GOOD, found, strict=False):
        assert reading.document == read(raw, name)
    assert found[-1].document.title == "Made-up bulletin"


def test_attachments_come_with_the_mail() -> None:
    outer = mail()
    outer.set_content("words")
    outer.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../../a\u2013b.pdf")
    (reading,) = read_isolated([Job("m", outer.as_bytes(), "m.eml")])
    assert reading.attachments == (("../../a–b.pdf", b"%PDF-1.4"),)


@pytest.mark.real
@pytest.mark.usefixtures("dying")
def test_each_death_has_its_status_and_the_others_go_on() -> None:
    limits = Limits(memory=1200 * MIB, cpu=6.0)
    held = b"x" * (800 * MIB)  # the system counts this process's peak for the readers too, who must not be said to have needed it
    del held
    texts = [b"fine", b"segfault", b"fine", b"spin", b"fill", b"exit", b"raise", b"connect", b"start", b"lie", b"print", b"fine"]
    found = [reading.document for reading in read_isolated(jobs(texts), workers=2, limits=limits)]
    said = [(document.status.value, document.issues[0].message if document.issues else document.text) for document in found]
    assert said == [
        ("ok", "fine"),
        ("crash", "its reader ended with SIGSEGV"),
        ("ok", "fine"),
        ("limit", "not read within 6 seconds of computing"),
        ("limit", "reading it takes more than a document is given (MemoryError)"),
        ("crash", "its reader ended with code 3"),
        ("crash", said[6][1]),
        ("crash", said[7][1]),
        ("crash", said[8][1]),
        ("crash", said[9][1]),
        ("ok", "print"),
        ("ok", "fine"),
    ]
    assert said[6][1].startswith("KeyError at ")
    assert "PermissionError" in said[7][1]
    assert "PermissionError" in said[8][1]
    assert not any("words" in message for _, message in said)


@pytest.mark.usefixtures("dying")
def test_a_reader_that_sleeps_is_woken_by_nobody_and_ended() -> None:
    found = list(read_isolated(jobs([b"sleep", b"fine"]), limits=Limits(wall=2.0, patience=3.0)))
    assert [reading.document.status for reading in found] == [Status.LIMIT, Status.OK]
    assert found[0].document.issues[0].message == "not read within 2 seconds"


def test_a_text_of_no_end_is_a_limit() -> None:
    document = read(b"words " * 2000, "made.txt")
    assert excess(document, Limits()) is None
    assert excess(document, Limits(characters=100)) == "the document has 11999 characters, more than 100: split it"
    (reading,) = read_isolated([Job("1", b"words " * 2000, "a.txt")], limits=Limits(characters=100))
    assert reading.document.status is Status.LIMIT
    assert reading.document.text == ""


def test_a_file_too_large_is_not_read() -> None:
    (reading,) = read_isolated([Job("1", b"x" * 2000, "a.txt")], limits=Limits(size=1000))
    assert reading.document.status is Status.LIMIT


def test_readers_are_kept_and_let_go() -> None:
    with readers() as read_one:
        first, second = read_one(b"one", "a"), read_one(b"two", "b\ud800")
    assert (first[0].text, second[0].text, second[0].name) == ("one", "two", "b\ud800")


def test_jobs_are_taken_as_needed() -> None:
    taken = itertools.count()

    def endless() -> Iterator[Job]:
        for n in taken:
            yield Job(str(n), b"words", "a.txt")

    found = read_isolated(endless(), workers=2)
    assert [next(found).key for _ in range(3)] == ["0", "1", "2"]
    found.close()  # type: ignore[attr-defined]
    assert next(taken) < 12


def test_no_secret_reaches_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCR_SECRET", "word")
    seen: dict[str, str] = {}
    real = subprocess.Popen

    def popen(command: list[str], **kwargs: object) -> subprocess.Popen[bytes]:
        seen.update(kwargs["env"])  # type: ignore[call-overload]
        return real(command, **kwargs)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr("scr_extract.formats.isolation.subprocess.Popen", popen)
    list(read_isolated([Job("1", b"words", "a.txt")]))
    assert seen
    assert "SCR_SECRET" not in seen


def test_a_reader_alone_ends_with_its_asker() -> None:
    process = subprocess.Popen([sys.executable, "-m", "scr_extract.formats.worker", packed(Limits())], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    process.communicate(b"", timeout=20)
    assert process.returncode == 0


@pytest.mark.parametrize(("key", "raw", "name"), GOOD)
def test_the_codec_gives_back_what_it_took(key: str, raw: bytes, name: str) -> None:
    document = read(raw, name)
    assert decode(encode(document)) == document
    assert encode(decode(encode(document))) == encode(document)


@pytest.mark.parametrize(
    "change",
    [
        (b'"status":"ok"', b'"status":"fine"'),
        (b'"text":"', b'"text":["'),
        (b"[[0,", b"[[-1,"),
        (b"[[0,", b"[[999999,"),
        (b'"blocks":[[', b'"blocks":[[['),
        (b'"pages":[]', b'"pages":[[1,NaN,1,1,false,null]]'),
        (b'"body",null', b'"body","x"'),
        (b'{"id"', b'{"ID"'),
    ],
)
def test_the_codec_takes_nothing_else(change: tuple[bytes, bytes]) -> None:
    said = encode(read(b"Some words\n\nMore words", "made.txt"))
    assert change[0] in said
    with pytest.raises((ValueError, InvariantError)):
        decode(said.replace(*change, 1))


@given(raw=st.binary(max_size=300))
def test_the_codec_survives_noise(raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any message will do
        decode(raw)

"""A writer of small OLE files, for made-up Outlook messages: 512-byte sectors, every stream in the mini stream."""

from __future__ import annotations

import struct
from collections.abc import Mapping

Tree = Mapping[str, "bytes | Tree"]

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(tree: Tree) -> bytes:
    """The bytes of an OLE file with these storages and streams."""
    entries: list[list[object]] = []
    mini = b""
    mini_fat: list[int] = []

    def add(name: str, kind: int, content: bytes | Tree) -> int:
        nonlocal mini
        at = len(entries)
        entries.append([name, kind, _FREE, _FREE, _END, 0])
        if isinstance(content, bytes):
            if content:
                entries[at][4:6] = [len(mini_fat), len(content)]
                count = -(-len(content) // 64)
                mini_fat.extend([len(mini_fat) + n + 1 for n in range(count - 1)] + [_END])
                mini += content.ljust(64 * count, b"\0")
        else:
            previous = None
            for inner, value in content.items():
                number = add(inner, 2 if isinstance(value, bytes) else 1, value)
                if previous is None:
                    entries[at][3] = number
                else:
                    entries[previous][2] = number
                previous = number
        return at

    add("Root Entry", 5, tree)
    while len(entries) % 4:
        entries.append(["", 0, _FREE, _FREE, 0, 0])
    fat: list[int] = []

    def chain(raw: bytes) -> tuple[int, bytes]:
        count = max(1, -(-len(raw) // 512))
        start = len(fat)
        fat.extend([start + n + 1 for n in range(count - 1)] + [_END])
        return start, raw.ljust(512 * count, b"\0")

    mini_start, mini_raw = chain(mini)
    table_start, table_raw = chain(struct.pack(f"<{len(mini_fat)}I", *mini_fat) + b"\xff" * (-len(mini_fat) * 4 % 512))
    entries[0][4:6] = [mini_start, len(mini)]
    directory_start, directory_raw = chain(b"".join(_entry(*entry) for entry in entries))  # type: ignore[arg-type]
    fat.append(_FAT)
    fat_raw = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    assert len(fat_raw) == 512, "a made-up message is smaller than this"
    header = struct.pack("<8s16sHHHHH6x", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, directory_start, 0, 4096, table_start, len(table_raw) // 512, _END, 0)
    header += struct.pack("<I", len(fat) - 1) + b"\xff" * (4 * 108)
    return header + mini_raw + table_raw + directory_raw + fat_raw


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII16sIQQIQ", wide, len(wide), kind, 1, _FREE, right, child, b"", 0, 0, 0, start, size)


def message(subject: str, body: str = "", rich: bytes = b"", files: Tree | None = None, top: bool = True) -> dict[str, bytes | Tree]:
    """The storages of an Outlook message."""
    found: dict[str, bytes | Tree] = {
        "__properties_version1.0": bytes(32) + struct.pack("<HHII4x", 3, 0x3FFD, 6, 1252),
        "__substg1.0_0037001F": subject.encode("utf-16-le"),
    }
    if top:
        found["__nameid_version1.0"] = {"__substg1.0_00020102": b"0" * 16}
    if body:
        found["__substg1.0_1000001F"] = body.encode("utf-16-le")
    if rich:
        found["__substg1.0_10130102"] = rich
    for n, (name, content) in enumerate((files or {}).items()):
        held: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(8), "__substg1.0_3707001F": name.encode("utf-16-le")}
        held["__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"] = content
        found[f"__attach_version1.0_#{n:08X}"] = held
    return found

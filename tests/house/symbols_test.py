#!/usr/bin/env python3
"""Holds three lists together: what vuoro.h declares, what libvuoro.so exports, what was promised.

The promise is tests/capi/symbols.txt. With --update in place of a library, the functions of
vuoro.h are added to it; nothing ever leaves it while the ABI number stands.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = ROOT / "include/vuoro/vuoro.h"
PROMISE = ROOT / "tests/capi/symbols.txt"

COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
# A declaration begins with VUORO_API, or with a macro that stands for it and a return type.
DECLARATION = re.compile(r"^VUORO_(?:API|CALL)\b[^;{]*?\b(vuoro_\w+)\s*\(", re.M)


def declared(text):
    text = COMMENT.sub("", text)
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return set(DECLARATION.findall(text))


def exported(library):
    """The exported names without their version; the version node itself is no function."""
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                           capture_output=True, text=True).stdout.splitlines()
    rows = [line.split() for line in lines]
    return {row[2].split("@")[0] for row in rows if not (row[1] == "A" and row[2].startswith("VUORO_"))}


def promised():
    lines = PROMISE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def main():
    header = declared(HEADER.read_text(encoding="utf-8"))
    promise = promised()
    if sys.argv[1] == "--update":
        head = [line for line in PROMISE.read_text(encoding="utf-8").splitlines()
                if line.startswith("#")]
        names = sorted(set(promise) | header)
        PROMISE.write_text("\n".join(head + names) + "\n", encoding="utf-8")
        print(f"{len(names)} functions promised")
        return 0
    library = exported(sys.argv[1])
    faults = [f"vuoro.h declares {name}, libvuoro does not export it" for name in header - library]
    faults += [f"libvuoro exports {name}, vuoro.h does not declare it" for name in library - header]
    faults += [f"{name} was promised and is gone" for name in set(promise) - header]
    faults += [f"{name} is new: run python3 tests/house/symbols_test.py --update"
               for name in header - set(promise)]
    if promise != sorted(set(promise)):
        faults.append("tests/capi/symbols.txt is not sorted")
    print(f"{len(header)} declared, {len(library)} exported, {len(promise)} promised")
    for fault in sorted(faults):
        print(fault)
    return 1 if faults or not header else 0


if __name__ == "__main__":
    sys.exit(main())

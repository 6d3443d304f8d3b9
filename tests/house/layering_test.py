#!/usr/bin/env python3
"""Holds the whole tree to the layers and the plain habits that a reader relies on."""
import pathlib
import sys

import house_rules

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Paths that may stay beyond a length wall, each with its reason. Kept empty if at all possible.
LENGTH_EXCEPTIONS = {
    "include/vuoro/vuoro.h": "the whole C ABI and its manual in one header, mostly comments",
}


def main():
    faults = []
    count = 0
    for path in house_rules.source_files(ROOT):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        faults += house_rules.check(name, text, LENGTH_EXCEPTIONS)
        count += 1
    print(f"{count} files, {len(faults)} faults")
    for fault in faults:
        print(fault)
    return 1 if faults or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""The C tests call every function that was promised: uses_all_test.py PROGRAM..."""
import pathlib
import subprocess
import sys

PROMISE = pathlib.Path(__file__).resolve().parent / "symbols.txt"


def main():
    promised = {line for line in PROMISE.read_text(encoding="utf-8").splitlines()
                if line and not line.startswith("#")}
    output = subprocess.run(["nm", "-u", *sys.argv[1:]], check=True, capture_output=True,
                            text=True).stdout
    used = {word.split("@")[0] for word in output.split() if word.startswith("vuoro_")}
    for name in sorted(promised - used):
        print(f"{name} is not used")
    return 1 if promised - used or not promised else 0


if __name__ == "__main__":
    sys.exit(main())

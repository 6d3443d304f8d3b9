#!/usr/bin/env python3
"""Compiles vuoro.h alone, pedantically, in every C and C++ that a host may speak."""
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
STRICT = ["-pedantic-errors", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
          f"-I{ROOT / 'include'}"]
C_STRICT = ["-Wstrict-prototypes", "-Wmissing-prototypes"]
PROGRAM = "#include <vuoro/vuoro.h>\n#include <vuoro/vuoro.h>\nint main(void) { return 0; }\n"


def compile_with(command, program):
    run = subprocess.run(command + ["-"], input=program, capture_output=True, text=True)
    return "" if run.returncode == 0 else run.stderr


def main():
    cc, cxx = sys.argv[1:3]
    tries = [(c, "c", std, C_STRICT) for c in {cc, shutil.which("clang") or cc}
             for std in ("c99", "c11", "c17")]
    tries += [(c, "c++", std, []) for c in {cxx, shutil.which("clang++") or cxx}
              for std in ("c++17", "c++20")]
    faults = 0
    for compiler, language, std, more in tries:
        command = [compiler, f"-x{language}", f"-std={std}"] + STRICT + more
        error = compile_with(command, PROGRAM)
        print(f"{'ok  ' if not error else 'FAIL'} {compiler} {std}")
        if error:
            print(error)
            faults += 1
        # The same command must reject a header that is not pedantic, or it proves nothing.
        if not compile_with(command, PROGRAM + "int empty[0];\n"):
            print(f"FAIL {compiler} {std} accepts an empty array")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

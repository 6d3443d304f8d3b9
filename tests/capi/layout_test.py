#!/usr/bin/env python3
"""Holds size and offset of every struct field of vuoro.h to what was promised, for each machine.

The promise is tests/capi/layout.txt, one line a field: machine, struct, field, offset; with the
struct's size first. A line never changes while the ABI number stands; a struct grows at its end by
whole 8-byte groups. --update writes what the compilers say now.

Compiles only, and reads the numbers out of the object file, so no foreign machine is needed: g++'s
own machine, and with clang x86-64, 64-bit and 32-bit ARM and i386.
"""
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = ROOT / "include/vuoro/vuoro.h"
PROMISE = ROOT / "tests/capi/layout.txt"

MACHINES = {"x86_64": "x86_64-linux-gnu", "aarch64": "aarch64-linux-gnu",
            "armhf": "arm-linux-gnueabihf", "i386": "i386-linux-gnu"}
STRUCT = re.compile(r"(?:typedef )?struct (vuoro_\w+) \{(.*?)\}", re.S)
FIELD = re.compile(r"(?:\(\*(\w+)\)\([^;]*\)|((?:\*?\w+(?:\[\d+\])?, )*\*?\w+(?:\[\d+\])?));")


def structs():
    """Each struct of the header with its fields, in order."""
    text = re.sub(r"/\*.*?\*/", "", HEADER.read_text(encoding="utf-8"), flags=re.S)
    found = {}
    for name, body in STRUCT.findall(text):
        fields = []
        for pointer, names in FIELD.findall(body):
            for field in [pointer] if pointer else names.split(", "):
                fields.append(re.sub(r"\[\d+\]", "", field).lstrip("*"))
        found[name] = fields
    return found


def numbers(machine, expressions):
    program = "#include <vuoro/vuoro.h>\n__attribute__((section(\".layout\")))\n"
    program += "const unsigned int numbers[] = {%s};\n" % ", ".join(expressions)
    with tempfile.TemporaryDirectory() as folder:
        here = pathlib.Path(folder)
        subprocess.run(["clang", f"--target={MACHINES[machine]}", "-ffreestanding", "-std=c17",
                        f"-I{ROOT / 'include'}", "-xc", "-c", "-", "-o", here / "layout.o"],
                       input=program, text=True, check=True)
        subprocess.run([shutil.which("llvm-objcopy") or "objcopy", "-O", "binary", "-j", ".layout",
                        here / "layout.o", here / "layout.bin"], check=True)
        data = (here / "layout.bin").read_bytes()
    return struct.unpack(f"<{len(expressions)}I", data)


def main():
    names, expressions = [], []
    for name, fields in structs().items():
        names.append(f"{name} size")
        expressions.append(f"sizeof({name})")
        for field in fields:
            names.append(f"{name} {field}")
            expressions.append(f"__builtin_offsetof({name}, {field})")
    lines = []
    for machine in MACHINES:
        values = numbers(machine, expressions)
        lines += [f"{machine} {name} {value}" for name, value in zip(names, values)]
    if sys.argv[1:] == ["--update"]:
        head = [line for line in PROMISE.read_text().splitlines() if line.startswith("#")] \
            if PROMISE.exists() else ["# Sizes and offsets of ABI number 1: machine struct field bytes."]
        PROMISE.write_text("\n".join(head + lines) + "\n", encoding="utf-8")
        print(f"{len(lines)} lines promised")
        return 0
    promised = [line for line in PROMISE.read_text(encoding="utf-8").splitlines()
                if not line.startswith("#")]
    faults = [f"promised and gone: {line}" for line in promised if line not in set(lines)]
    faults += [f"not promised: {line}" for line in lines if line not in set(promised)]
    faults += [f"not in whole 8-byte groups: {line}" for line in lines
               if " size " in line and int(line.split()[-1]) % 8 != 0]
    print(f"{len(structs())} structs, {len(lines)} numbers")
    for fault in faults:
        print(fault)
    return 1 if faults or len(structs()) < 20 else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Runs the examples and compares what they print: examples_test.py QUICKSTART QUICKSTART_CC
TICKET_MACHINE MAKE_STORE."""
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOW = "1772442000000000"

QUICKSTART = "11:00 A001\n"
SERVICES = """advice           Neuvonta
forms            Lomakkeet
permit           Lupa
"""
RECEIPT = """Kylän palvelupiste

  A001

Neuvonta
2.3.2026 klo 11.00
Edellä jonossa: 0
"""
ESCPOS = (b"\x1b@" b"\x1bt\x10" b"\x1ba\x01" b"Kyl\xe4n palvelupiste\n"
          b"\x1d!\x33" b"A002\n" b"\x1d!\x00" b"Neuvonta\n" b"2.3.2026 klo 11.00\n"
          b"Edell\xe4 jonossa: 1\n" b"\x1dVB\x00")
PRIVATE_RECEIPT = """Kylän palvelupiste

  X001

2.3.2026 klo 11.00
"""

faults = []


def expect(what, found, wanted):
    if found != wanted:
        faults.append(f"{what}: {found!r}, not {wanted!r}")


def run(command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, timeout=60,
                          **options)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def quickstarts(programs):
    minimal = (ROOT / "examples/networks/minimal.json").read_bytes()
    for program in programs:
        expect(program, run([program], input=minimal), (0, QUICKSTART, ""))
        code, output, error = run([program], input=b"{}")
        expect(program + " with a bad document", (code, output, "bad_document" in error),
               (1, "", True))


def readme():
    """What the README and docs/abi.md show is what runs."""
    source = (ROOT / "examples/quickstart.c").read_text(encoding="utf-8")
    expect("lines of quickstart.c", len(source.splitlines()) <= 40, True)
    first_screen = (ROOT / "README.md").read_text(encoding="utf-8")
    minimal = (ROOT / "examples/networks/minimal.json").read_text(encoding="utf-8")
    expect("README.md shows quickstart.c", source in first_screen, True)
    expect("README.md shows its output", f"minimal.json\n{QUICKSTART}```" in first_screen, True)
    expect("README.md shows minimal.json", minimal in first_screen, True)
    text = (ROOT / "docs/abi.md").read_text(encoding="utf-8")
    expect("docs/abi.md shows quickstart.c", source in text, True)
    expect("docs/abi.md shows its output", f"```\n{QUICKSTART}```" in text, True)


def ticket_machine(program, make_store):
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:{folder}/queue.db"
        paper = pathlib.Path(folder) / "paper"
        machine = [program, "--now", NOW, store, "hall"]
        code, output, error = run(machine)
        expect("no store", (code, output, "store_away" in error), (1, "", True))
        expect("make_store", run([make_store, store, ROOT / "tests/capi/data/town.json"])[0], 0)
        expect("services", run(machine), (0, SERVICES, ""))
        expect("receipt", run(machine + ["advice"]), (0, RECEIPT, ""))
        expect("second ticket", run(machine + ["advice", paper])[0], 0)
        expect("ESC/POS bytes", paper.read_bytes(), ESCPOS)
        expect("private receipt", run(machine + ["permit"]), (0, PRIVATE_RECEIPT, ""))
        code, output, error = run(machine + ["nonsense"])
        expect("unknown service", (code, output, "unknown_key" in error), (1, "", True))


def main():
    quickstart, quickstart_cc, machine, make_store = sys.argv[1:5]
    quickstarts([quickstart, quickstart_cc])
    readme()
    ticket_machine(machine, make_store)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

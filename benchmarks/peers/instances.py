"""The instances of the comparison: drawn by problem/gen.py, and known by their bytes.

A name is nOOO (one of the five of the suite), nOOO_sS (that many offices, seed S) or a path.
"""
import hashlib
import json
import os

from problem import gen

# offices: agencies, officials, SHA-256 of the file with seed 1.
SUITE = {
    5: (4, 8, "ced9717124d7e8d6"),
    20: (8, 28, "3c3cb68610a7a4ec"),
    50: (12, 70, "ab4718b2caf60993"),
    150: (15, 190, "00d09f5927d8faf4"),
    400: (15, 480, "000f39e168243730"),
}


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()[:16]


def instance(name, folder):
    """The path of the instance; drawn into the folder unless it is there or `name` is a path."""
    if os.path.exists(name):
        return name
    try:
        offices, _, seed = name.removeprefix("n").partition("_s")
        offices, seed = int(offices), int(seed or 1)
    except ValueError:
        raise SystemExit("no instance %r: say n020, n020_s7 or a path" % name)
    path = os.path.join(folder, "n%03d_s%d.json" % (offices, seed))
    if not os.path.exists(path):
        agencies, officials, _ = SUITE.get(offices, (min(15, 4 + offices // 5), offices * 6 // 5 + 2, ""))
        os.makedirs(folder, exist_ok=True)
        problem, witness = gen.generate(offices, agencies, officials, seed)
        gen.write(path[:-5] + ".witness.json", witness)
        gen.write(path, problem)
    wanted = SUITE[offices][2] if seed == 1 and offices in SUITE else ""
    if wanted and digest(path) != wanted:
        # gen.py leans on the C library's exp and cos; elsewhere a last digit may differ.
        print("note: %s is not the file of the published figures (%s, not %s)"
              % (path, digest(path), wanted))
    return path


def load(path):
    with open(path) as file:
        return json.load(file)

"""The solvers of the comparison: what each needs, how it is called, and what its figures mean.

solve(solver, ...) gives an Outcome with a plan, whatever form the solver itself answers in; it
judges nothing. A peer's limit counts from the moment its model is loaded: building the model is
free for the peers and is reported beside; Vuoro and the yardstick pay for reading their input.
"""
import dataclasses
import json
import math
import os
import shutil
import subprocess
import sys
import time

from models import decode, dzn, index_sets, milp

HERE = os.path.dirname(os.path.abspath(__file__))
# Past its limit a peer gets this long to notice, and then is stopped without a plan.
PATIENCE_S = 120


@dataclasses.dataclass
class Outcome:
    """What one run of one solver gave; `plan` is None without one."""
    plan: dict | None = None
    bound: int | None = None
    build_s: float = 0.0
    wall_s: float = 0.0
    status: str = ""


@dataclasses.dataclass
class Places:
    """Where the programs are."""
    planbench: str
    yardstick: str
    modules: str
    work: str


def kept(path, plan):
    with open(path, "w") as file:
        json.dump(plan, file, separators=(",", ":"))
    return path


def read(path):
    try:
        with open(path) as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def run(command, seconds, **options):
    """(standard output, seconds it took, what went wrong or "")."""
    begin = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, text=True,
                              timeout=seconds + PATIENCE_S, **options)
        fault = "" if done.returncode == 0 else "exit %d: %s" % (
            done.returncode, done.stderr.strip()[-200:])
        text = done.stdout
    except subprocess.TimeoutExpired:
        text, fault = "", "stopped %d s after its limit" % PATIENCE_S
    return text, time.monotonic() - begin, fault


def round_up(bound):
    """Costs are integers, so a bound of 10247.3 proves 10248; a hair is left to rounding."""
    return None if bound is None or not math.isfinite(bound) else math.ceil(bound - 1e-6)


class Vuoro:
    """The planner of this project."""
    seeded = True

    def __init__(self, name, threads):
        self.name, self.threads = name, threads
        self.words = "Vuoro's planner, %d thread%s" % (threads, "s" * (threads > 1))

    def missing(self, places):
        if not os.access(places.planbench, os.X_OK):
            return "%s: run scripts/build" % places.planbench
        return ""

    def solve(self, path, seconds, seed, places):
        plan = os.path.join(places.work, "vuoro.plan.json")
        text, wall, fault = run([places.planbench, path, plan, str(seconds), str(seed),
                                 str(self.threads)], seconds)
        last = text.split("\n")[-2].split() if "\n" in text else []
        return Outcome(None if fault else read(plan), int(last[2]) if last else None, 0.0, wall, fault)


class Yardstick:
    """100 lines of ruin-and-recreate with annealing, one thread, without a bound."""
    name, words = "yardstick", "ruin-and-recreate in 100 lines, 1 thread, no bound"
    seeded = True

    def missing(self, places):
        if not os.access(places.yardstick, os.X_OK):
            return "%s: run scripts/build" % places.yardstick
        return ""

    def solve(self, path, seconds, seed, places):
        given, taken = (os.path.join(places.work, "yardstick" + end) for end in (".in", ".out"))
        problem = read(path)
        with open(given, "w") as file:
            file.write(self.dumped(problem))
        _, wall, fault = run([places.yardstick, given, taken, str(seconds), str(seed)], seconds)
        plan = None if fault else self.plan(problem, taken)
        return Outcome(plan, None, 0.0, wall, fault)

    @staticmethod
    def dumped(problem):
        """The instance as the stream of numbers that the program reads."""
        def window(w):
            return w or [0, 0]

        def bits(positions):
            return sum(1 << i for i in positions)

        out = [[len(problem[key]) for key in ("agencies", "offices", "officials", "demand", "languages")],
               [int(l["interpreted"]) for l in problem["languages"]]]
        out += [day for language in problem["interpreters"] for day in language]
        out += [[o["desks"], o["booths"]] + [t for w in o["open"] for t in window(w)]
                for o in problem["offices"]]
        out += problem["drive_minutes"]
        for e in problem["officials"]:
            out.append([e["agency"], e["base"], bits(e["languages"]), e["max_field_days"], e["max_day"],
                        e["max_week"]] + e["field"] + [t for w in e["remote"] for t in window(w)]
                       + [len(e["offices"])] + e["offices"])
        out.append([len(problem["agreements"])])
        out += [[g["agency"], g["office"], g["min_visits"], g["max_visits"], bits(g["weekdays"])]
                for g in problem["agreements"]]
        out.append([len(problem["exclusive"])])
        out += [[x["office"]] + x["agencies"] for x in problem["exclusive"]]
        out += [[k["agency"], k["office"], k["language"], k["slots"], int(k["video"])]
                for k in problem["demand"]]
        return "\n".join(" ".join(map(str, row)) for row in out) + "\n"

    @staticmethod
    def plan(problem, path):
        """Its lines, V official office day start end (line slots)* and C official line day slot."""
        plan = {"format": problem["format"], "instance": problem["name"], "visits": [], "video": []}
        with open(path) as file:
            for row in file:
                kind, *n = row.split()
                n = [int(x) for x in n]
                if kind == "V":
                    plan["visits"].append(dict(zip(("official", "office", "day", "start", "end"), n))
                                          | {"serves": [n[i:i + 2] for i in range(5, len(n), 2)]})
                else:
                    plan["video"].append(dict(zip(("official", "line", "day", "slot"), n)))
        return plan


class Highs:
    """The mixed integer program in the npm package highs."""
    name, words = "highs", "HiGHS from npm: the 1-thread WebAssembly build"
    seeded = True

    def missing(self, places):
        return needs_module("highs", places)

    def solve(self, path, seconds, seed, places):
        begin = time.monotonic()
        problem = read(path)
        sets = index_sets.index_sets(problem)
        program, columns, offset, _ = milp.build(problem, sets)
        given, taken = (os.path.join(places.work, "highs" + end) for end in (".in", ".out"))
        kept(given, program.arrays(offset))
        forget(taken)
        build = time.monotonic() - begin
        _, wall, fault = run(["node", "--max-old-space-size=8192", os.path.join(HERE, "models/highs.mjs"),
                              given, taken, str(seconds), str(seed), places.modules], seconds + build)
        answer = read(taken)
        if answer is None:
            return Outcome(None, None, build, wall, fault)
        plan = None
        if answer["values"]:
            plan = decode.decode(problem, *milp.answer_of(sets, columns, answer["values"]))
        return Outcome(plan, round_up(answer["bound"]), build + max(0, wall - answer["solve_s"]),
                       answer["solve_s"], answer["status"])


class CpSat:
    """CP-SAT in the npm package or-tools-wasm."""
    name, words = "cp-sat*", "CP-SAT from npm: the one-thread WebAssembly build without LNS"
    seeded = True

    def missing(self, places):
        return needs_module("or-tools-wasm", places)

    def solve(self, path, seconds, seed, places):
        begin = time.monotonic()
        problem = read(path)
        given, taken = (os.path.join(places.work, "cpsat" + end) for end in (".in", ".out"))
        kept(given, index_sets.index_sets(problem))
        forget(taken)
        build = time.monotonic() - begin
        _, wall, fault = run(["node", "--max-old-space-size=8192", os.path.join(HERE, "models/cpsat.mjs"),
                              path, given, taken, str(seconds), str(seed), places.modules], seconds)
        answer = read(taken)
        if answer is None:
            return Outcome(None, None, build, wall, fault)
        plan = None
        if answer["visits"] is not None:
            plan = decode.decode(problem, answer["visits"], answer["calls"])
        return Outcome(plan, round_up(answer["bound"]), build + max(0, wall - answer["solve_s"]),
                       answer["solve_s"], answer["status"])


class Gecode:
    """The MiniZinc model with Debian's Gecode; a fixed search, so one run is as good as five."""
    name, words = "gecode", "MiniZinc with Gecode from Debian, 1 thread, fixed search, no bound"
    seeded = False

    def missing(self, places):
        for program in ("minizinc", "fzn-gecode"):
            if shutil.which(program) is None:
                return "%s: apt-get install minizinc" % program
        return ""

    def solve(self, path, seconds, seed, places):
        begin = time.monotonic()
        problem = read(path)
        sets = index_sets.index_sets(problem)
        at = os.path.join(places.work, "gecode")
        with open(at + ".dzn", "w") as file:
            file.write(dzn.dzn(problem, sets))
        forget(at + ".fzn")
        _, _, fault = run(["minizinc", "--compile", "--solver", "org.gecode.gecode", "--fzn", at + ".fzn",
                           "--ozn", at + ".ozn", os.path.join(HERE, "models/weekly_plan.mzn"), at + ".dzn"],
                          600)
        build = time.monotonic() - begin
        if fault:
            return Outcome(None, None, build, 0.0, "flattening: " + fault)
        raw, wall, fault = run(["fzn-gecode", "-a", "-p", "1", "-r", str(seed), "-time",
                                str(int(seconds * 1000)), at + ".fzn"], seconds)
        text = subprocess.run(["minizinc", "--ozn-file", at + ".ozn"], input=raw, capture_output=True,
                              text=True).stdout
        found = [line for line in text.splitlines() if line.startswith('{"cost"')]
        status = "optimal" if "==========" in text else "feasible" if found else fault or "none"
        if not found:
            return Outcome(None, None, build, wall, status)
        plan = decode.decode(problem, *self.answer_of(sets, json.loads(found[-1])))
        cost = json.loads(found[-1])["cost"]
        return Outcome(plan, cost if status == "optimal" else None, build, wall, status)

    @staticmethod
    def answer_of(sets, s):
        visits = {}
        for i, c in enumerate(sets["cand"]):
            if s["v"][i]:
                visits[i] = [c["e"], c["o"], c["d"], s["st"][i], s["st"][i] + s["len"][i], []]
        for (c, k, _), n in zip(sets["x"], s["x"]):
            if n and c in visits:
                visits[c][5].append([k, n])
        return list(visits.values()), [[k, d, t, n] for (k, d, t, _), n in zip(sets["r"], s["y"]) if n]


def forget(path):
    """No run may be credited with an older run's answer."""
    if os.path.exists(path):
        os.remove(path)


def needs_module(module, places):
    if shutil.which("node") is None:
        return "node: apt-get install nodejs"
    if not os.path.isdir(os.path.join(places.modules, module)):
        return "%s: npm install in %s (or --modules DIR)" % (module, os.path.relpath(HERE))
    return ""


ALL = (Vuoro("vuoro", 2), Vuoro("vuoro-1", 1), Yardstick(), Highs(), CpSat(), Gecode())


def version_of(solver, places):
    """What ran, for the JSON."""
    module = {"highs": "highs", "cp-sat*": "or-tools-wasm"}.get(solver.name)
    if module:
        return "%s %s" % (module, (read(os.path.join(places.modules, module, "package.json")) or {}).get("version"))
    if solver.name == "gecode":
        text = subprocess.run(["fzn-gecode", "--help"], capture_output=True, text=True)
        rows = [row for row in (text.stdout + text.stderr).splitlines() if "Version:" in row]
        return "Gecode" + rows[0].split(":")[1] if rows else "Gecode"
    return solver.name


if __name__ == "__main__":
    sys.exit("run this through benchmarks/peers/run")

"""Holds the peers' models to the checker: a feasible plan is a point of them, at the same cost.

A model that forbade a good plan would make its solver's bound a lie. So every plan given, and the
witness of a few small instances, is put into the mixed integer program and must keep its rows at the
checker's cost; read back from there it must be the same visits and as many calls.

  python3 models_test.py [INSTANCE.json PLAN.json]...
"""
import json
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from models import decode, index_sets, milp  # noqa: E402
from problem import gen  # noqa: E402
from problem.check import check  # noqa: E402
from solvers import Yardstick  # noqa: E402


def visits(plan):
    return sorted((v["official"], v["office"], v["day"], v["start"], v["end"]) for v in plan["visits"])


def program_at(problem, plan):
    """(sets, program, its columns, constant cost, the plan's values)."""
    sets = index_sets.index_sets(problem)
    program, columns, offset, waits = milp.build(problem, sets)
    return sets, program, columns, offset, milp.values_of(problem, sets, program, columns, waits, plan)


def faults_of(problem, plan):
    """What is wrong with the program, seen at this plan."""
    broken, objective = check(problem, plan)
    if broken:
        return ["the plan itself is not feasible: %s" % (broken[0],)]
    sets, program, columns, offset, values = program_at(problem, plan)
    faults = [program.broken(values)] if program.broken(values) else []
    cost = offset + sum(value * column[2] for value, column in zip(values, program.cols))
    if cost != objective["cost"]:
        faults.append("the program says %d, the checker %d" % (cost, objective["cost"]))
    back = decode.decode(problem, *milp.answer_of(sets, columns, values))
    broken, again = check(problem, back)
    if broken or again["cost"] != cost or visits(back) != visits(plan):
        faults.append("read back: %s, cost %d" % (broken[:1], again["cost"]))
    return faults


def served_up(problem, plan):
    """A line that the plan serves in full: with one slot less in demand it serves too much."""
    served = [0] * len(problem["demand"])
    for visit in plan["visits"]:
        for line, slots in visit["serves"]:
            served[line] += slots
    for call in plan["video"]:
        served[call["line"]] += 1
    return next(k for k, line in enumerate(problem["demand"]) if served[k] == line["slots"] > 1)


def cases():
    for problem, plan in zip(sys.argv[1::2], sys.argv[2::2]):
        yield problem, json.load(open(problem)), json.load(open(plan))
    for offices, agencies, officials, seed in ((5, 4, 8, 1), (6, 5, 9, 2), (12, 6, 16, 3)):
        problem, plan = gen.generate(offices, agencies, officials, seed)
        yield problem["name"], problem, plan


def main():
    passed = failed = 0
    for name, problem, plan in cases():
        faults = faults_of(problem, plan)
        line = problem["demand"][served_up(problem, plan)]
        line["slots"] -= 1
        _, program, _, _, values = program_at(problem, plan)
        if not program.broken(values):
            faults.append("the program lets a line be served beyond its demand")
        line["slots"] += 1
        if len(Yardstick.dumped(problem).split("\n")) < len(problem["demand"]) + len(problem["offices"]):
            faults.append("the yardstick's input is too short")
        for fault in faults:
            print("FAILED %s: %s" % (name, fault))
        passed, failed = passed + (not faults), failed + bool(faults)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Breaks feasible plans in one way at a time and asks the checker to name the rule.

  python3 check_test.py [INSTANCE.json PLAN.json]...      (and a hand-made instance)

Closes with 'N passed, N failed'.
"""
import copy
import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
sys.path.insert(0, here)
from check import changes, check

passed = failed = 0


def expect(name, ok, note=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("FAILED", name, note)


def tiny():
    """Two agencies, three offices in a line 30 minutes apart, everything open 08-16."""
    T = 22
    off = [{"id": i, "name": "O%d" % i, "x": 0, "y": 0, "population": 1000, "size": 0, "desks": 1,
            "booths": 1, "open": [[2, 18]] * 5} for i in range(3)]
    e = lambda i, a, langs, **kw: dict({"id": i, "agency": a, "base": 0, "languages": langs, "offices": [0, 1, 2],
                                        "field": [1] * 5, "max_field_days": 3, "max_day": 16, "max_week": 40,
                                        "remote": [[2, 18]] * 5}, **kw)
    inter = [[[0] * T for _ in range(5)] for _ in range(3)]
    for d in range(5):
        for t in range(4, 10):
            inter[2][d][t] = 1
    L = lambda k, a, o, l, n, v: {"id": k, "agency": a, "office": o, "language": l, "slots": n, "video": v}
    return {"format": "weekly-plan-1", "name": "tiny", "seed": 0, "days": 5, "slots_per_day": T, "slot_minutes": 30,
            "first_slot": "07:00", "weights": {"unmet": 100, "travel": 1, "wait": 10}, "min_visit": 4, "max_visit": 12,
            "max_stops": 2,
            "languages": [{"id": 0, "code": "fi", "interpreted": False}, {"id": 1, "code": "sv", "interpreted": False},
                          {"id": 2, "code": "ar", "interpreted": True}],
            "interpreters": inter, "agencies": [{"id": 0, "name": "A"}, {"id": 1, "name": "B"}], "offices": off,
            "drive_minutes": [[0, 30, 60], [30, 0, 30], [60, 30, 0]],
            "officials": [e(0, 0, [0]), e(1, 0, [0, 1]), e(2, 1, [0], field=[1, 1, 1, 1, 0], remote=[None] * 5), e(3, 0, [0], offices=[0])],
            "agreements": [{"agency": 0, "office": o, "min_visits": 1 if o == 1 else 0, "max_visits": 2, "weekdays": [0, 1, 2, 3, 4] if o else [0, 1]}
                           for o in range(3)] + [{"agency": 1, "office": 1, "min_visits": 0, "max_visits": 3, "weekdays": [0, 1, 2, 3, 4]}],
            "exclusive": [{"office": 1, "agencies": [0, 1]}],
            "demand": [L(0, 0, 1, 0, 6, False), L(1, 0, 1, 1, 3, True), L(2, 0, 2, 2, 2, True), L(3, 1, 1, 0, 5, False), L(4, 0, 2, 0, 8, True)]}


V = lambda e, o, d, s, t, serves=(): {"official": e, "office": o, "day": d, "start": s, "end": t, "serves": [list(x) for x in serves]}
C = lambda e, k, d, q: {"official": e, "line": k, "day": d, "slot": q}


def rules(inst, plan):
    return {r for r, _ in check(inst, plan)[0]}


def main():
    I = tiny()
    # hand-computed objective: base 0 -> office 1 (30) -> office 2 (30) -> base (60) = 120 minutes
    good = {"visits": [V(0, 1, 0, 4, 10, [(0, 6)]), V(0, 2, 0, 11, 15, [(4, 4)])],
            "video": [C(1, 1, 1, 4), C(1, 2, 1, 5)]}
    bad, obj = check(I, good)
    expect("good plan feasible", not bad, bad)
    # unmet: line1 3-1=2, line2 2-1=1, line3 5, line4 4 -> 12
    # waiting: (0,0) none 5, (0,1) days {0,1}: longest run 3 -> 3, (0,2) days {0,1} -> 3, (1,1) none 5 -> 16
    expect("objective", (obj["unmet_slots"], obj["travel_minutes"], obj["wait"], obj["cost"]) == (12, 120, 16, 1480), obj)

    def broken(name, rule, edit, inst_edit=None):
        p, i = copy.deepcopy(good), copy.deepcopy(I)
        edit(p)
        if inst_edit:
            inst_edit(i)
        expect(name, rule in rules(i, p), "wanted %s, got %s" % (rule, check(i, p)[0]))

    add = lambda *vs: (lambda p: p["visits"].extend(vs))
    vid = lambda *cs: (lambda p: p["video"].extend(cs))
    broken("malformed", "C0", lambda p: p["visits"].append({"official": 0}))
    broken("unknown official", "C0", add(V(9, 1, 1, 4, 8)))
    broken("empty window", "C0", add(V(1, 1, 2, 8, 8)))
    broken("boolean index", "C0", add(V(True, 1, 2, 4, 8)))
    broken("not this office", "C1", add(V(3, 1, 2, 4, 8)))
    broken("not a field day", "C1", add(V(2, 1, 4, 4, 8)))
    broken("no agreement", "C2", add(V(2, 2, 1, 4, 8)))
    broken("wrong weekday", "C2", add(V(0, 0, 2, 4, 8)))
    broken("before opening", "C3", add(V(1, 2, 2, 1, 6)))
    broken("after closing", "C3", add(V(1, 0, 0, 14, 19)))
    broken("closed day", "C3", add(V(1, 2, 2, 6, 10)), lambda i: i["offices"][2].update(open=[[2, 18], [2, 18], None, [2, 18], [2, 18]]))
    broken("too short", "C4", add(V(1, 2, 2, 4, 7)))
    broken("too long", "C4", add(V(1, 0, 0, 2, 15)))
    broken("serves more than it lasts", "C5", lambda p: p["visits"][1]["serves"].append([4, 1]))
    broken("serves another office", "C5", lambda p: p["visits"][1].update(serves=[[0, 1]]))
    broken("serves another agency", "C5", lambda p: p["visits"][0].update(serves=[[3, 1]]))
    broken("language not spoken", "C5", lambda p: p["visits"][0].update(serves=[[1, 1]]))
    broken("interpreted face to face", "C5", lambda p: p["visits"][1].update(serves=[[2, 1]]))
    broken("desk taken", "C6", add(V(1, 2, 0, 14, 18)))
    broken("exclusive agencies", "C7", add(V(2, 1, 0, 8, 12, [(3, 4)])), lambda i: i["offices"][1].update(desks=2))
    broken("three stops", "C8", add(V(0, 0, 0, 17, 18)))
    broken("same office twice", "C8", lambda p: p["visits"].__setitem__(1, V(0, 1, 0, 11, 15)))
    broken("no time to drive", "C9", lambda p: p["visits"][1].update(start=10, end=14))
    broken("overlapping visits", "C9", lambda p: p["visits"][1].update(start=6, end=14))
    broken("leaves before the day", "C10", add(V(1, 2, 2, 2, 6)), lambda i: i["drive_minutes"].__setitem__(0, [0, 30, 95]))
    broken("returns after the day", "C10", add(V(1, 2, 2, 14, 18)), lambda i: i["drive_minutes"].__setitem__(2, [150, 30, 0]))
    broken("long day", "C11", lambda p: p, lambda i: i["officials"][0].update(max_day=13))
    broken("long week", "C11", lambda p: p, lambda i: i["officials"][0].update(max_week=13))
    broken("many field days", "C11", add(V(1, 2, 2, 4, 8)), lambda i: i["officials"][1].update(max_field_days=0))
    broken("too few visits", "C12", lambda p: p["visits"].pop(0))
    broken("too many visits", "C12", add(V(1, 2, 2, 4, 8), V(1, 2, 3, 4, 8)))
    broken("line not for video", "C13", vid(C(1, 0, 1, 6)))
    broken("another agency's call", "C13", vid(C(2, 1, 1, 6)))
    broken("call in a language not spoken", "C13", vid(C(3, 1, 1, 6)))
    broken("call outside opening", "C3", vid(C(1, 4, 1, 1)))
    broken("no video duty", "C14", vid(C(1, 4, 1, 6)), lambda i: i["officials"][1].update(remote=[[2, 18], [2, 6], None, None, None]))
    broken("call on a field day", "C14", vid(C(0, 4, 0, 17)))
    broken("two calls at once", "C15", vid(C(1, 4, 1, 4)))
    broken("booth taken", "C16", vid(C(3, 4, 1, 5)))
    broken("no interpreter", "C16", vid(C(1, 2, 1, 12)))
    broken("one interpreter for two", "C16", vid(C(3, 2, 1, 5)), lambda i: i["offices"][2].update(booths=2))
    broken("served beyond demand", "C17", lambda p: p["visits"][0].update(serves=[[0, 6]]) or p["visits"].append(V(1, 1, 2, 4, 8, [(0, 1)])))
    # order of the visits in the file is free
    p = copy.deepcopy(good)
    p["visits"].reverse()
    expect("order is free", check(I, p) == check(I, good))
    # a visit that serves nobody is no service day
    p = copy.deepcopy(good)
    p["visits"][0]["serves"] = []
    expect("idle visit", check(I, p)[1]["wait"] == 17 and check(I, p)[1]["unmet_slots"] == 18, check(I, p)[1])
    # minimum drive slots round up: 31 minutes need two slots
    i = copy.deepcopy(I)
    i["drive_minutes"][1][2] = 31
    expect("rounding up", "C9" in rules(i, good))
    p = copy.deepcopy(good)
    p["visits"][1].update(day=1)
    expect("changes", changes(good, p) == {"removed": 1, "added": 1, "kept": 1})
    # every plan given is feasible, and dropping all its visits is seen
    for f, g in zip(sys.argv[1::2], sys.argv[2::2]):
        inst, plan = json.load(open(f)), json.load(open(g))
        expect(f, not check(inst, plan)[0])
        expect(f + " emptied", "C12" in rules(inst, {"visits": [], "video": []}))
        q = copy.deepcopy(plan)
        q["visits"].append(dict(q["visits"][0]))
        expect(f + " doubled", {"C8"} <= rules(inst, q))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

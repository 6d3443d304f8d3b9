"""Expands an instance into the index sets that all peer models share.

index_sets(instance) gives a dict of lists:

cand    : (official, office, day) that can hold a visit, with its window of possible
          start/end slots, bounds on its length and the drive from/to base in slots
routes  : per (official, day) the alternatives single c and ordered pair (c1, c2)
x       : (cand, line) that the visit may serve
r       : (line, day, slot, upper bound) video half hours
hall    : ([positions in r], [officials], day): Hall's conditions, that calls can be named later
"""
import itertools


def index_sets(inst):
    D, T, L = inst["days"], inst["slots_per_day"], inst["slot_minutes"]
    off, drv, es = inst["offices"], inst["drive_minutes"], inst["officials"]
    sl = lambda m: -(-m // L)
    agr = {(g["agency"], g["office"]): g for g in inst["agreements"]}
    lines_of = {}
    for k in inst["demand"]:
        lines_of.setdefault((k["agency"], k["office"]), []).append(k)
    inter = [l["interpreted"] for l in inst["languages"]]
    mn, mx = inst["min_visit"], inst["max_visit"]
    cand, x, routes, ed = [], [], [], {}
    for e in es:
        for d in range(D):
            if not e["field"][d]:
                continue
            mine = []
            for o in e["offices"]:
                g = agr.get((e["agency"], o))
                if g is None or d not in g["weekdays"] or off[o]["open"][d] is None or g["max_visits"] == 0:
                    continue
                w = sl(drv[e["base"]][o])
                lo, hi = off[o]["open"][d]
                lo, hi = max(lo, w), min(hi, T - w)
                top = min(mx, hi - lo, e["max_day"] - 2 * w, e["max_week"] - 2 * w)
                ks = [k for k in lines_of.get((e["agency"], o), []) if not inter[k["language"]] and k["language"] in e["languages"]]
                if top < mn or (not ks and g["min_visits"] == 0):
                    continue
                c = len(cand)
                cand.append({"e": e["id"], "o": o, "d": d, "a": e["agency"], "lo": lo, "hi": hi, "max": top, "w": w})
                mine.append(c)
                for k in ks:
                    x.append([c, k["id"], min(k["slots"], top)])
            if not mine:
                continue
            ed[(e["id"], d)] = mine
            for c in mine:
                m = drv[e["base"]][cand[c]["o"]]
                routes.append([e["id"], d, c, -1, m + drv[cand[c]["o"]][e["base"]], 0])
            if inst["max_stops"] < 2:
                continue
            for c1, c2 in itertools.permutations(mine, 2):
                A, B = cand[c1], cand[c2]
                m = drv[A["o"]][B["o"]]
                g = sl(m)
                if A["lo"] + mn + g + mn > B["hi"] or A["w"] + 2 * mn + g + B["w"] > min(e["max_day"], e["max_week"]):
                    continue
                if max(A["lo"] + mn + g, B["lo"]) + mn > B["hi"]:
                    continue
                routes.append([e["id"], d, c1, c2, drv[e["base"]][A["o"]] + m + drv[B["o"]][e["base"]], g])
    # video
    has = {}
    for e in es:
        for d in range(D):
            if e["remote"][d]:
                for t in range(*e["remote"][d]):
                    has.setdefault((e["agency"], d, t), []).append(e["id"])
    r, pool = [], {}
    for k in inst["demand"]:
        if not k["video"]:
            continue
        o = off[k["office"]]
        for d in range(D):
            if not o["open"][d] or not o["booths"]:
                continue
            for t in range(*o["open"][d]):
                who = has.get((k["agency"], d, t), [])
                lang = k["language"]
                if inter[lang]:
                    ub = min(len(who), inst["interpreters"][lang][d][t])
                else:
                    ub = sum(1 for e in who if lang in es[e]["languages"])
                ub = min(ub, o["booths"], k["slots"])
                if ub > 0:
                    pool.setdefault((k["agency"], d, t), []).append(len(r))
                    r.append([k["id"], d, t, ub])
    hall = []                    # [r indices, officials]
    for (a, d, t), idx in pool.items():
        who = has[(a, d, t)]
        langs = sorted({inst["demand"][r[i][0]]["language"] for i in idx})
        hall.append([idx, who, d])
        # languages every pool member speaks, and interpreted ones, are covered by the total
        part = [l for l in langs if not inter[l] and not all(l in es[e]["languages"] for e in who)]
        for size in range(1, len(part) + 1):
            for S in itertools.combinations(part, size):
                sub = [i for i in idx if inst["demand"][r[i][0]]["language"] in S]
                ws = [e for e in who if any(l in es[e]["languages"] for l in S)]
                hall.append([sub, ws, d])
    return {"cand": cand, "x": x, "routes": routes, "r": r, "hall": hall}


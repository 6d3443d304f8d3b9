"""The data of weekly_plan.mzn for an instance and its index sets, as MiniZinc text."""


def dzn(inst, p):
    W, D = inst["weights"], inst["days"]
    cand, lines = p["cand"], inst["demand"]
    inter = [l["interpreted"] for l in inst["languages"]]
    out = []

    def put(name, val):
        if isinstance(val, list):
            s = "[" + ",".join("{" + ",".join(map(str, sorted(z))) + "}" if isinstance(z, (set, frozenset)) else str(z) for z in val) + "]"
        else:
            s = str(val)
        out.append("%s = %s;" % (name, s))

    put("D", D); put("min_visit", inst["min_visit"])
    for k in ("unmet", "travel", "wait"):
        put("w_" + k, W[k])
    put("NC", len(cand))
    for k, key in (("lo", "lo"), ("hi", "hi"), ("max", "max"), ("w", "w")):
        put("c_" + k, [c[key] for c in cand])
    groups = {}
    for i, c in enumerate(cand, 1):
        groups.setdefault((c["o"], c["d"]), set()).add(i)
    gi = {k: i for i, k in enumerate(sorted(groups), 1)}
    put("c_desks", [gi[c["o"], c["d"]] for c in cand])
    eds = sorted({(r[0], r[1]) for r in p["routes"]})
    ei = {k: i for i, k in enumerate(eds, 1)}
    put("NR", len(p["routes"])); put("NED", len(eds))
    put("r_ed", [ei[r[0], r[1]] for r in p["routes"]])
    put("r_a", [r[2] + 1 for r in p["routes"]]); put("r_b", [r[3] + 1 for r in p["routes"]])
    put("r_cost", [r[4] for r in p["routes"]]); put("r_gap", [r[5] for r in p["routes"]])
    er, cr = [set() for _ in eds], [set() for _ in cand]
    for i, r in enumerate(p["routes"], 1):
        er[ei[r[0], r[1]] - 1].add(i)
        cr[r[2]].add(i)
        if r[3] >= 0:
            cr[r[3]].add(i)
    put("ed_routes", er); put("c_routes", cr)
    put("ed_cap", [min(inst["officials"][e]["max_day"], inst["officials"][e]["max_week"]) for e, _ in eds])
    es = sorted({e for e, _ in eds})
    put("NE", len(es)); put("e_days", [{ei[k] for k in eds if k[0] == e} for e in es])
    put("e_maxweek", [inst["officials"][e]["max_week"] for e in es])
    put("e_maxdays", [inst["officials"][e]["max_field_days"] for e in es])
    put("NG", len(groups)); put("g_cand", [groups[k] for k in sorted(groups)])
    put("g_cap", [inst["offices"][o]["desks"] for o, _ in sorted(groups)])
    xs = []
    for x in inst["exclusive"]:
        for d in range(D):
            mine = sorted(i for i in groups.get((x["office"], d), ()) if cand[i - 1]["a"] in x["agencies"])
            xs += [(i, j) for i in mine for j in mine if i < j and cand[i - 1]["a"] != cand[j - 1]["a"]]
    put("NX", len(xs)); put("x1", [i for i, _ in xs]); put("x2", [j for _, j in xs])
    ao = {}
    for i, c in enumerate(cand, 1):
        ao.setdefault((c["a"], c["o"]), set()).add(i)
    ag = [g for g in inst["agreements"] if (g["agency"], g["office"]) in ao]
    put("NA", len(ag)); put("a_cand", [ao[g["agency"], g["office"]] for g in ag])
    put("a_min", [g["min_visits"] for g in ag]); put("a_max", [g["max_visits"] for g in ag])
    put("NS", len(p["x"])); put("s_cand", [c + 1 for c, _, _ in p["x"]]); put("s_ub", [u for _, _, u in p["x"]])
    put("NV", len(p["r"])); put("v_ub", [u for _, _, _, u in p["r"]])
    put("NK", len(lines)); put("k_slots", [k["slots"] for k in lines])
    ks, kv, cs = [set() for _ in lines], [set() for _ in lines], [set() for _ in cand]
    ds, dv, cap = {}, {}, {}
    for i, (c, k, _) in enumerate(p["x"], 1):
        ks[k].add(i); cs[c].add(i)
        ds.setdefault((lines[k]["agency"], lines[k]["office"], cand[c]["d"]), set()).add(i)
    for i, (k, d, t, _) in enumerate(p["r"], 1):
        kv[k].add(i); q = lines[k]
        dv.setdefault((q["agency"], q["office"], d), set()).add(i)
        cap.setdefault(("b", q["office"], d, t), set()).add(i)
        if inter[q["language"]]:
            cap.setdefault(("i", q["language"], d, t), set()).add(i)
    put("k_s", ks); put("k_v", kv); put("c_s", cs)
    caps = sorted(k for k in cap if len(cap[k]) > 1)
    put("NB", len(caps)); put("b_v", [cap[k] for k in caps])
    put("b_cap", [inst["offices"][k[1]]["booths"] if k[0] == "b" else inst["interpreters"][k[1]][k[2]][k[3]] for k in caps])
    put("NH", len(p["hall"])); put("h_v", [{i + 1 for i in h[0]} for h in p["hall"]])
    put("h_ed", [{ei[e, h[2]] for e in h[1] if (e, h[2]) in ei} for h in p["hall"]])
    put("h_cap", [len(h[1]) for h in p["hall"]])
    keys = sorted(set(ds) | set(dv))
    si = {k: i for i, k in enumerate(keys, 1)}
    put("NSD", len(keys)); put("d_s", [ds.get(k, set()) for k in keys]); put("d_v", [dv.get(k, set()) for k in keys])
    ny, wy, wd = 0, [], []
    offset = sum(k["slots"] for k in lines) * W["unmet"]
    for g in inst["agreements"]:
        sd = {d: si[g["agency"], g["office"], d] for d in range(D) if (g["agency"], g["office"], d) in si}
        for n in range(1, D + 1):
            wins = [{sd[(d + j) % D] for j in range(n) if (d + j) % D in sd} for d in range(1 if n == D else D)]
            if any(not w for w in wins):
                offset += W["wait"]
                continue
            ny += 1
            for w in wins:
                wy.append(ny); wd.append(w)
    put("NY", ny); put("NW", len(wy)); put("win_y", wy); put("win_d", wd); put("offset", offset)
    return "\n".join(out) + "\n"


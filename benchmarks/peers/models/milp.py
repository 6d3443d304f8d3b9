"""The weekly plan as a mixed integer program: rows and columns for any such solver.

Visit windows are start and end binaries: S[c, s] (first slot) and E[c, t] (end slot), so that a
visit sits in slot q iff sum_{s <= q} S - sum_{t <= q} E is 1. Everything else is as in
index_sets.py. Waiting variables are bounded from below only: judge a plan by check.py.
"""


class Program:
    """Columns (lo, hi, cost) of integers and rows lo <= sum of coefficients <= hi."""

    def __init__(self):
        self.cols, self.rows = [], []

    def col(self, lo, hi, cost=0):
        self.cols.append((lo, hi, cost))
        return len(self.cols) - 1

    def row(self, terms, lo, hi):
        acc = {}
        for c, a in terms:
            acc[c] = acc.get(c, 0) + a
        self.rows.append((lo, hi, acc))

    def arrays(self, offset):
        """The program by rows, as flat lists; an open side of a row is None."""
        starts, indices, values = [0], [], []
        for _, _, acc in self.rows:
            for c in sorted(acc):
                if acc[c]:
                    indices.append(c)
                    values.append(acc[c])
            starts.append(len(indices))
        lo, hi, cost = zip(*self.cols)
        return {"offset": offset, "lo": lo, "hi": hi, "cost": cost,
                "row_lo": [r[0] for r in self.rows], "row_hi": [r[1] for r in self.rows],
                "starts": starts, "indices": indices, "values": values}

    def broken(self, values):
        """The first row or column that these values break, or None."""
        for c, (lo, hi, _) in enumerate(self.cols):
            if not lo <= values[c] <= hi:
                return "column %d: %d not in %d..%d" % (c, values[c], lo, hi)
        for i, (lo, hi, acc) in enumerate(self.rows):
            total = sum(a * values[c] for c, a in acc.items())
            if (lo is not None and total < lo) or (hi is not None and total > hi):
                return "row %d: %d not in %s..%s" % (i, total, lo, hi)
        return None


def build(inst, p):
    """(program, where its columns are, constant cost, waiting columns with their windows)."""
    m, W = Program(), inst["weights"]
    D, mn = inst["days"], inst["min_visit"]
    cand, lines = p["cand"], inst["demand"]
    inter = [l["interpreted"] for l in inst["languages"]]
    ix = {"S": [], "E": [], "x": [], "r": [], "route": [], "field": {}, "span": {}, "sd": {}, "y": []}
    V, start, end, length = [], [], [], []
    for c in cand:
        v = m.col(0, 1)
        S = {s: m.col(0, 1) for s in range(c["lo"], c["hi"] - mn + 1)}
        E = {t: m.col(0, 1) for t in range(c["lo"] + mn, c["hi"] + 1)}
        V.append(v); ix["S"].append(S); ix["E"].append(E)
        m.row([(j, 1) for j in S.values()] + [(v, -1)], 0, 0)
        m.row([(j, 1) for j in E.values()] + [(v, -1)], 0, 0)
        st, en = [(j, s) for s, j in S.items()], [(j, t) for t, j in E.items()]
        start.append(st); end.append(en)
        ln = en + [(j, -s) for j, s in st]
        length.append(ln)
        m.row(ln + [(v, -mn)], 0, None)
        m.row(ln + [(v, -c["max"])], None, 0)
        for q in range(c["lo"], c["hi"]):     # an end needs its start at least mn earlier
            t = q + mn
            if t in E and t < c["hi"]:
                m.row([(S[s], 1) for s in S if s <= q] + [(E[u], -1) for u in E if u <= t], 0, None)
    ix["V"] = V
    occ = lambda c, q: [(j, 1) for s, j in ix["S"][c].items() if s <= q] + [(j, -1) for t, j in ix["E"][c].items() if t <= q]
    uses = [[] for _ in cand]
    by_ed = {}
    for i, (e, d, a, b, cost, gap) in enumerate(p["routes"]):
        j = m.col(0, 1, W["travel"] * cost)
        ix["route"].append(j)
        by_ed.setdefault((e, d), []).append(i)
        uses[a].append(j)
        if b >= 0:
            uses[b].append(j)
    for c in range(len(cand)):
        m.row([(j, 1) for j in uses[c]] + [(V[c], -1)], 0, 0)
    for (e, d), rs in by_ed.items():
        off = inst["officials"][e]
        f = m.col(0, 1)
        cap = min(off["max_day"], off["max_week"])
        sp = m.col(0, cap)
        ix["field"][e, d], ix["span"][e, d] = f, sp
        m.row([(ix["route"][i], 1) for i in rs] + [(f, -1)], 0, 0)
        single = []
        for i in rs:
            _, _, a, b, _, gap = p["routes"][i]
            j = ix["route"][i]
            A = cand[a]
            if b < 0:
                single.append(a)
                continue
            B = cand[b]
            big = A["hi"] + gap - B["lo"]
            # start_b >= end_a + gap  (start_b is 0 when absent)
            m.row(start[b] + [(t, -x) for t, x in end[a]] + [(j, -(big + B["lo"]))], -(big + B["lo"]) + gap, None)
            K = B["hi"] + B["w"] + A["w"] - A["lo"]
            m.row([(sp, 1)] + [(t, -x) for t, x in end[b]] + start[a] + [(j, -K)], A["w"] + B["w"] - K, None)
        # span covers every visit plus its own drive, and the sum of what is done
        tot = [(sp, 1)]
        for c in {a for i in rs for a in (p["routes"][i][2],)}:
            tot += [(t, -x) for t, x in length[c]]
        for i in rs:
            _, _, a, b, _, gap = p["routes"][i]
            w = cand[a]["w"] + (cand[b]["w"] + gap if b >= 0 else cand[a]["w"])
            tot.append((ix["route"][i], -w))
        m.row(tot, 0, None)
        m.row([(sp, 1), (f, -cap)], None, 0)
    for off in inst["officials"]:
        ks = [k for k in by_ed if k[0] == off["id"]]
        if ks:
            m.row([(ix["span"][k], 1) for k in ks], None, off["max_week"])
            m.row([(ix["field"][k], 1) for k in ks], None, off["max_field_days"])
    by_od, by_ao = {}, {}
    for c, z in enumerate(cand):
        by_od.setdefault((z["o"], z["d"]), []).append(c)
        by_ao.setdefault((z["a"], z["o"]), []).append(c)
    for (o, d), cs in by_od.items():
        cap = inst["offices"][o]["desks"]
        for q in range(inst["slots_per_day"]):
            here = [c for c in cs if cand[c]["lo"] <= q < cand[c]["hi"]]
            if len(here) > cap:
                m.row([t for c in here for t in occ(c, q)], None, cap)
    for x in inst["exclusive"]:
        for d in range(D):
            cs = [c for c in by_od.get((x["office"], d), []) if cand[c]["a"] in x["agencies"]]
            if len({cand[c]["a"] for c in cs}) < 2:
                continue
            for q in range(inst["slots_per_day"]):
                here = [c for c in cs if cand[c]["lo"] <= q < cand[c]["hi"]]
                who = sorted({cand[c]["a"] for c in here})
                if len(who) < 2:
                    continue
                z = {a: m.col(0, 1) for a in who}
                m.row([(j, 1) for j in z.values()], None, 1)
                ix["y"].append((z, here, q))
                for c in here:
                    m.row(occ(c, q) + [(z[cand[c]["a"]], -1)], None, 0)
    for g in inst["agreements"]:
        cs = by_ao.get((g["agency"], g["office"]), [])
        if cs:
            m.row([(V[c], 1) for c in cs], g["min_visits"], max(g["max_visits"], g["min_visits"]))
    served, svc, per_c = [[] for _ in lines], {}, {}
    for c, k, ub in p["x"]:
        j = m.col(0, ub, -W["unmet"])
        ix["x"].append(j)
        served[k].append(j)
        per_c.setdefault(c, []).append(j)
        m.row([(j, 1), (V[c], -ub)], None, 0)
        svc.setdefault((lines[k]["agency"], lines[k]["office"], cand[c]["d"]), []).append(j)
    for c, js in per_c.items():
        m.row([(j, 1) for j in js] + [(t, -x) for t, x in length[c]], None, 0)
    booth, itp = {}, {}
    for k, d, t, ub in p["r"]:
        j = m.col(0, ub, -W["unmet"])
        ix["r"].append(j)
        served[k].append(j)
        q = lines[k]
        booth.setdefault((q["office"], d, t), []).append(j)
        if inter[q["language"]]:
            itp.setdefault((q["language"], d, t), []).append(j)
        svc.setdefault((q["agency"], q["office"], d), []).append(j)
    for (o, d, t), js in booth.items():
        if len(js) > 1:
            m.row([(j, 1) for j in js], None, inst["offices"][o]["booths"])
    for (l, d, t), js in itp.items():
        if len(js) > 1:
            m.row([(j, 1) for j in js], None, inst["interpreters"][l][d][t])
    for idx, who, d in p["hall"]:
        fs = [ix["field"][e, d] for e in who if (e, d) in ix["field"]]
        m.row([(ix["r"][i], 1) for i in idx] + [(f, 1) for f in fs], None, len(who))
    offset = 0
    for k, q in enumerate(lines):
        offset += W["unmet"] * q["slots"]
        if served[k]:
            m.row([(j, 1) for j in served[k]], None, q["slots"])
    waits = []
    for g in inst["agreements"]:
        sd = {}
        for d in range(D):
            js = svc.get((g["agency"], g["office"], d))
            if js:
                sd[d] = m.col(0, 1)
                ix["sd"][sd[d]] = js
                m.row([(j, 1) for j in js] + [(sd[d], -1)], 0, None)
        for n in range(1, D + 1):
            wins = [[sd[(d + j) % D] for j in range(n) if (d + j) % D in sd] for d in range(1 if n == D else D)]
            if any(not w for w in wins):
                offset += W["wait"]
                continue
            y = m.col(0, 1, W["wait"])
            waits.append((y, wins))
            for w in wins:
                m.row([(y, 1)] + [(j, 1) for j in w], 1, None)
    return m, ix, offset, waits


def values_of(inst, p, m, ix, waits, plan):
    """What a plan is in the program's columns; the waiting columns as low as they may be."""
    val = [0] * len(m.cols)
    at = {(c["e"], c["o"], c["d"]): i for i, c in enumerate(p["cand"])}
    xi = {(c, k): j for (c, k, _), j in zip(p["x"], ix["x"])}
    ri = {(k, d, t): j for (k, d, t, _), j in zip(p["r"], ix["r"])}
    days = {}
    for v in plan["visits"]:
        c = at[v["official"], v["office"], v["day"]]
        val[ix["V"][c]] = val[ix["S"][c][v["start"]]] = val[ix["E"][c][v["end"]]] = 1
        days.setdefault((v["official"], v["day"]), []).append((v["start"], v["end"], c))
        for k, n in v["serves"]:
            val[xi[c, k]] = n
    for i, (e, d, a, b, _, gap) in enumerate(p["routes"]):
        seq = [c for _, _, c in sorted(days.get((e, d), []))]
        if seq == [a] + ([b] if b >= 0 else []):
            val[ix["route"][i]] = val[ix["field"][e, d]] = 1
            st = sorted(days[e, d])
            val[ix["span"][e, d]] = st[-1][1] + p["cand"][seq[-1]]["w"] - st[0][0] + p["cand"][seq[0]]["w"]
    for v in plan["video"]:
        val[ri[v["line"], v["day"], v["slot"]]] += 1
    sit = {}
    for z, here, q in ix["y"]:
        for c in here:
            on = sum(val[j] for s, j in ix["S"][c].items() if s <= q) - sum(val[j] for t, j in ix["E"][c].items() if t <= q)
            if on:
                val[z[p["cand"][c]["a"]]] = 1
    for j, js in ix["sd"].items():
        val[j] = 1 if any(val[i] for i in js) else 0
    for y, wins in waits:
        val[y] = 1 if any(not any(val[j] for j in w) for w in wins) else 0
    return val


def answer_of(p, ix, val):
    """(visits, calls) of the program's values, as decode.py takes them."""
    visits = {}
    for c, z in enumerate(p["cand"]):
        if val[ix["V"][c]]:
            s = next(s for s, j in ix["S"][c].items() if val[j])
            t = next(t for t, j in ix["E"][c].items() if val[j])
            visits[c] = [z["e"], z["o"], z["d"], s, t, []]
    for (c, k, _), j in zip(p["x"], ix["x"]):
        if val[j] and c in visits:
            visits[c][5].append([k, val[j]])
    calls = [[k, d, t, val[j]] for (k, d, t, _), j in zip(p["r"], ix["r"]) if val[j]]
    return list(visits.values()), calls

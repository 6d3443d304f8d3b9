"""Turns a peer's answer into a plan: names the official of every call.

decode(inst, visits, calls): visits = [[official, office, day, start, end, [[line, slots], ...]]],
calls = [[line, day, slot, number]].  Within one (agency, day, slot) the officials are
matched to calls by augmenting paths; it always succeeds when the Hall conditions hold.
"""


def decode(inst, visits, calls):
    es, lines = inst["officials"], inst["demand"]
    inter = [l["interpreted"] for l in inst["languages"]]
    away = {(v[0], v[2]) for v in visits}
    plan = {"format": "weekly-plan-1", "instance": inst["name"], "visits": [], "video": []}
    for e, o, d, s, t, serves in sorted(visits, key=lambda v: v[:5]):
        plan["visits"].append({"official": e, "office": o, "day": d, "start": s, "end": t,
                               "serves": [[k, n] for k, n in sorted(serves) if n > 0]})
    groups = {}
    for k, d, t, n in calls:
        groups.setdefault((lines[k]["agency"], d, t), []).extend([k] * n)
    team = {}
    for e in es:
        team.setdefault(e["agency"], []).append(e)
    for (a, d, t), units in sorted(groups.items()):
        who = [e for e in team[a] if e["remote"][d] and e["remote"][d][0] <= t < e["remote"][d][1]
               and (e["id"], d) not in away]
        ok = [[i for i, e in enumerate(who) if inter[lines[k]["language"]] or lines[k]["language"] in e["languages"]]
              for k in units]
        owner = [-1] * len(who)

        def augment(u, seen):
            for i in ok[u]:
                if i not in seen:
                    seen.add(i)
                    if owner[i] < 0 or augment(owner[i], seen):
                        owner[i] = u
                        return True
            return False

        for u in range(len(units)):
            augment(u, set())
        for i, u in enumerate(owner):
            if u >= 0:
                plan["video"].append({"official": who[i]["id"], "line": units[u], "day": d, "slot": t})
    return plan

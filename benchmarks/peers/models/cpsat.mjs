// CP-SAT (npm: or-tools-wasm), one thread and so without its large-neighbourhood workers:
//   node cpsat.mjs INSTANCE.json SETS.json ANSWER.json SECONDS SEED NODE_MODULES
// SETS is index_sets.py's answer; windows are optional intervals, days are routes of them.
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';

const [, , fi, fp, fo, secs, seed, modules] = process.argv;
const entry = path.resolve(modules, 'or-tools-wasm/build/javascript/node/cp-sat.js');
const { CpSat } = await import(pathToFileURL(entry).href);
const I = JSON.parse(fs.readFileSync(fi)), P = JSON.parse(fs.readFileSync(fp));
const t0 = Date.now();
const V = [], C = [], obj = new Map(); let offset = 0;
const nv = (lo, hi) => (V.push({ domain: [lo, hi] }), V.length - 1);
const INF = 1e12;
const lin = (terms, lo, hi, enf) => {           // terms: [var, coeff]...
  const c = { linear: { vars: terms.map(t => t[0]), coeffs: terms.map(t => t[1]), domain: [lo, hi] } };
  if (enf !== undefined) c.enforcementLiteral = [].concat(enf);
  C.push(c); return C.length - 1;
};
const add = (v, w) => obj.set(v, (obj.get(v) || 0) + w);
const expr = (v, c = 1, o = 0) => ({ vars: [v], coeffs: [c], offset: o });
const W = I.weights, cand = P.cand, mn = I.min_visit;

// visits
const v = [], s = [], l = [], iv = [], e_ = [];
cand.forEach((c, i) => {
  v[i] = nv(0, 1); s[i] = nv(c.lo, c.hi - mn); l[i] = nv(0, c.max); e_[i] = nv(c.lo, c.hi);
  lin([[l[i], 1], [v[i], -c.max]], -INF, 0); lin([[l[i], 1], [v[i], -mn]], 0, INF);
  C.push({ enforcementLiteral: [v[i]], interval: { start: expr(s[i]), size: expr(l[i]), end: expr(e_[i]) } }); iv[i] = C.length - 1;
  lin([[s[i], 1], [l[i], 1], [e_[i], -1]], 0, 0, v[i]);
});
// routes: exactly one or none per official-day
const byED = new Map(), rv = [];
P.routes.forEach((r, i) => { const k = r[0] * 8 + r[1]; if (!byED.has(k)) byED.set(k, []); byED.get(k).push(i); rv[i] = nv(0, 1); add(rv[i], W.travel * r[4]); });
const uses = cand.map(() => []), field = new Map(), span = new Map();
for (const [k, list] of byED) {
  const e = Math.floor(k / 8), f = nv(0, 1), off = I.officials[e];
  field.set(k, f);
  const sp = nv(0, Math.min(off.max_day, off.max_week)); span.set(k, sp);
  C.push({ exactlyOne: { literals: [...list.map(i => rv[i]), -f - 1] } });
  for (const i of list) {
    const [, , a, b, , gap] = P.routes[i];
    uses[a].push(rv[i]);
    if (b < 0) lin([[sp, 1], [l[a], -1]], 2 * cand[a].w, INF, rv[i]);
    else {
      uses[b].push(rv[i]);
      lin([[s[b], 1], [e_[a], -1]], gap, INF, rv[i]);
      lin([[sp, 1], [e_[b], -1], [s[a], 1]], cand[a].w + cand[b].w, INF, rv[i]);
    }
  }
}
cand.forEach((c, i) => C.push({ exactlyOne: { literals: [...uses[i], -v[i] - 1] } }));
const perE = new Map();
for (const k of byED.keys()) { const e = Math.floor(k / 8); if (!perE.has(e)) perE.set(e, []); perE.get(e).push(k); }
for (const [e, ks] of perE) {
  lin(ks.map(k => [span.get(k), 1]), 0, I.officials[e].max_week);
  lin(ks.map(k => [field.get(k), 1]), 0, I.officials[e].max_field_days);
}
// desks, exclusive groups, agreements
const byOD = new Map(), byAO = new Map();
cand.forEach((c, i) => {
  const k = c.o * 8 + c.d; if (!byOD.has(k)) byOD.set(k, []); byOD.get(k).push(i);
  const g = c.a * 1000 + c.o; if (!byAO.has(g)) byAO.set(g, []); byAO.get(g).push(i);
});
for (const [k, list] of byOD) {
  const cap = I.offices[k >> 3].desks;
  if (list.length > cap) C.push({ cumulative: { capacity: { offset: cap }, intervals: list.map(i => iv[i]), demands: list.map(() => ({ offset: 1 })) } });
}
for (const x of I.exclusive) for (let d = 0; d < I.days; d++) {
  const list = (byOD.get(x.office * 8 + d) || []).filter(i => x.agencies.includes(cand[i].a));
  for (const i of list) for (const j of list) if (i < j && cand[i].a !== cand[j].a)
    C.push({ noOverlap: { intervals: [iv[i], iv[j]] } });
}
for (const g of I.agreements) {
  const list = byAO.get(g.agency * 1000 + g.office) || [];
  if (list.length) lin(list.map(i => [v[i], 1]), g.min_visits, g.max_visits);
  else if (g.min_visits) lin([], 1, 1);
}
// service
const served = I.demand.map(() => []), svc = new Map();
const touch = (k, d, x) => { const q = I.demand[k], key = (q.agency * 1000 + q.office) * 8 + d; if (!svc.has(key)) svc.set(key, []); svc.get(key).push(x); };
const xc = cand.map(() => []), xv = [];
P.x.forEach(([c, k, ub], i) => { xv[i] = nv(0, ub); xc[c].push([xv[i], 1]); served[k].push([xv[i], 1]); touch(k, cand[c].d, xv[i]); });
xc.forEach((t, c) => { if (t.length) lin([...t, [l[c], -1]], -INF, 0); });
const rr = [], booth = new Map(), interp = new Map();
P.r.forEach(([k, d, t, ub], i) => {
  rr[i] = nv(0, ub); served[k].push([rr[i], 1]); touch(k, d, rr[i]);
  const q = I.demand[k], b = (q.office * 8 + d) * 64 + t; if (!booth.has(b)) booth.set(b, []); booth.get(b).push([rr[i], 1]);
  if (I.languages[q.language].interpreted) { const z = (q.language * 8 + d) * 64 + t; if (!interp.has(z)) interp.set(z, []); interp.get(z).push([rr[i], 1]); }
});
for (const [b, t] of booth) if (t.length > 1) lin(t, 0, I.offices[b >> 9].booths);
for (const [z, t] of interp) if (t.length > 1) lin(t, 0, I.interpreters[z >> 9][(z >> 6) & 7][z & 63]);
for (const [idx, who, d] of P.hall) {
  const fs_ = who.map(e => field.get(e * 8 + d)).filter(f => f !== undefined);
  lin([...idx.map(i => [rr[i], 1]), ...fs_.map(f => [f, 1])], -INF, who.length);
}
I.demand.forEach((q, k) => {
  offset += W.unmet * q.slots;
  for (const [x] of served[k]) add(x, -W.unmet);
  if (served[k].length) lin(served[k], 0, q.slots);
});
// waiting
const D = I.days;
for (const g of I.agreements) {
  const sd = [];
  for (let d = 0; d < D; d++) {
    const t = svc.get((g.agency * 1000 + g.office) * 8 + d);
    if (!t) continue;
    sd[d] = nv(0, 1); lin([...t.map(x => [x, 1]), [sd[d], -1]], 0, INF);
  }
  for (let n = 1; n <= D; n++) {
    const wins = []; let dead = false;
    for (let d = 0; d < (n === D ? 1 : D); d++) {
      const w = []; for (let j = 0; j < n; j++) if (sd[(d + j) % D] !== undefined) w.push(sd[(d + j) % D]);
      if (!w.length) dead = true; wins.push(w);
    }
    if (dead) { offset += W.wait; continue; }
    const y = nv(0, 1); add(y, W.wait);
    for (const w of wins) C.push({ boolOr: { literals: [y, ...w] } });
  }
}
const model = { variables: V, constraints: C, objective: { vars: [...obj.keys()], coeffs: [...obj.values()], offset } };
const bytes = await CpSat.createModel(model);
const build = (Date.now() - t0) / 1000;
const t1 = Date.now(), history = [];
const parameters = { maxTimeInSeconds: +secs, numWorkers: 1, randomSeed: +seed };
const res = await CpSat.solve(bytes, parameters, {
  onSolution: (r) => history.push([(Date.now() - t1) / 1000, r.objectiveValue]),
});
const R = res.response;
const out = {
  status: String(R && R.status), bound: R ? R.bestObjectiveBound : null, build_s: build,
  solve_s: (Date.now() - t1) / 1000, history, visits: null, calls: [],
};
if (R && R.solution && R.solution.length) {
  const x = (i) => Number(R.solution[i]);
  const at = new Map();
  out.visits = [];
  cand.forEach((c, i) => {
    if (!x(v[i])) return;
    at.set(i, out.visits.length);
    out.visits.push([c.e, c.o, c.d, x(s[i]), x(s[i]) + x(l[i]), []]);
  });
  P.x.forEach(([c, k], i) => { if (x(xv[i])) out.visits[at.get(c)][5].push([k, x(xv[i])]); });
  P.r.forEach(([k, d, t], i) => { if (x(rr[i])) out.calls.push([k, d, t, x(rr[i])]); });
}
fs.writeFileSync(fo, JSON.stringify(out));
process.exit(0);

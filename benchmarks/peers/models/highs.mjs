// HiGHS (npm: highs, a one-thread WebAssembly build) on a program of milp.py:
//   node highs.mjs PROGRAM.json ANSWER.json SECONDS SEED NODE_MODULES
import fs from 'fs';
import path from 'path';
import { pathToFileURL } from 'url';

const [, , programPath, answerPath, seconds, seed, modules] = process.argv;
const entry = path.resolve(modules, 'highs/build/highs.mjs');
const { default: load } = await import(pathToFileURL(entry).href);
const highs = await load();
const program = JSON.parse(fs.readFileSync(programPath));

const open = (bounds, infinity) => Float64Array.from(bounds, (b) => (b === null ? infinity : b));
const model = highs.createModel({
  numCols: program.cost.length,
  numRows: program.row_lo.length,
  sense: highs.constants.objectiveSense.minimize,
  offset: program.offset,
  colCost: Float64Array.from(program.cost),
  colLower: Float64Array.from(program.lo),
  colUpper: Float64Array.from(program.hi),
  rowLower: open(program.row_lo, -highs.infinity),
  rowUpper: open(program.row_hi, highs.infinity),
  matrix: {
    format: 'csr',
    numRows: program.row_lo.length,
    numCols: program.cost.length,
    starts: Int32Array.from(program.starts),
    indices: Int32Array.from(program.indices),
    values: Float64Array.from(program.values),
  },
  integrality: new Int32Array(program.cost.length).fill(highs.constants.variableType.integer),
});
model.options.set({
  output_flag: false,
  time_limit: Number(seconds),
  random_seed: Number(seed),
  mip_rel_gap: 0,
  mip_abs_gap: 0.99,  // costs are integers
});

const start = performance.now();
const elapsed = () => (performance.now() - start) / 1000;
const history = [];
const { mipImprovingSolution } = highs.constants.callbackType;
let failure = null;
try {
  model.run({
    [mipImprovingSolution](event) {
      history.push([elapsed(), Math.round(event.data.objective_function_value)]);
    },
  });
} catch (error) {
  failure = String(error.message || error);  // out of its 32-bit memory, say
}
const answer = { status: failure || 'none', bound: null, values: null, history, solve_s: elapsed() };
if (!failure) {
  const status = model.getModelStatus();
  const names = Object.entries(highs.constants.modelStatus);
  answer.status = (names.find(([, code]) => code === status) || ['?'])[0];
  const bound = Number(model.info.get('mip_dual_bound'));
  if (Number.isFinite(bound) && Math.abs(bound) < 1e15) answer.bound = bound;
  if (Number(model.info.get('primal_solution_status')) === 2) {
    answer.values = Array.from(model.getSolution().colValue, (x) => Math.round(x));
  }
}
fs.writeFileSync(answerPath, JSON.stringify(answer));
process.exit(0);

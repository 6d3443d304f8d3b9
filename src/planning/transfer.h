// Carrying visits and calls from one plan into another, dropping what no longer fits.
#ifndef VUORO_SRC_PLANNING_TRANSFER_H_
#define VUORO_SRC_PLANNING_TRANSFER_H_

#include "insert.h"
#include "state.h"

namespace vuoro::planning {

// Adds the visits and calls of `plan` that keep every rule, in the plan's order; what does not fit,
// or names what does not exist, is left out. A visit that says of nobody whom it serves serves whom
// it can.
void AddPlan(const Index& index, State& state, const Plan& plan);

// Adds the visits of `plan`, which keeps every rule, to the empty `state`: also two on one day of
// which neither could stand alone, because the way there or back leads through the other's office.
void AddVisitsTogether(const Index& index, State& state, const Plan& plan);

// Brings into `mine` what `theirs` changed since both were `base`. Where both changed an
// official-day, mine stays; of theirs, what no longer fits is left out,
// and lines that lost calls get others if there are any.
void Merge(const Index& index, const State& base, const State& theirs, State& mine, Random& random);

}  // namespace vuoro::planning

#endif  // VUORO_SRC_PLANNING_TRANSFER_H_

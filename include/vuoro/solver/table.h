// The variables together take one of the listed rows.
#ifndef VUORO_SOLVER_TABLE_H_
#define VUORO_SOLVER_TABLE_H_

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>
#include <vector>

#include "vuoro/solver/store.h"

namespace vuoro::solver {

// Domain consistent. Compact-table: the rows still possible are a reversible sparse bitset, and
// each value knows its rows as a bitset (Demeulenaere and others, "Compact-Table: efficiently
// filtering table constraints with reversible sparse bit-sets", CP 2016). One pass costs O(values
// left x words not empty). A bounds-only variable keeps its holes here, invisible to others.
// REQUIRES: at least one variable, and rows as long as there are variables.
class Table : public Propagator {
 public:
  Table(std::vector<Var> vars, std::vector<std::vector<int64_t>> rows)
      : Propagator(kDear, /*wakes_itself=*/true),
        rows_(rows.size()),
        words_((rows.size() + 63) / 64),
        nonempty_(words_),
        mask_(words_) {
    std::iota(nonempty_.begin(), nonempty_.end(), size_t{0});
    for (size_t i = 0; i < vars.size(); ++i) columns_.push_back(MakeColumn(vars[i], rows, i));
  }

  void Attach(Store& store, int self) override {
    for (size_t w = 0; w < words_; ++w) {
      const size_t bits = std::min<size_t>(64, rows_ - 64 * w);
      const Trail::Index cell =
          store.NewCell(bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1);
      if (w == 0) first_word_ = cell;
    }
    nonempty_count_ = store.NewCell(words_);
    passed_ = store.NewCell(0);
    for (Column& c : columns_) {
      c.live_count = store.NewCell(c.entries.size());
      store.Watch(c.var, kValues, self);
    }
  }

  bool Propagate(Store& store) override {
    for (Column& c : columns_) {
      if (!DropRows(store, c)) return false;
    }
    for (Column& c : columns_) {
      if (!DropValues(store, c)) return false;
    }
    store.SetCell(passed_, 1);
    return true;
  }

 private:
  // A value with the rows that use it.
  struct Entry {
    int64_t value;
    std::vector<uint64_t> rows;
    size_t witness = 0;  // hint: the word where a row was last found
  };
  struct Column {
    Var var;
    std::vector<Entry> entries;
    std::vector<size_t> order = {};  // entries, those still live first
    Trail::Index live_count = 0;
  };

  Column MakeColumn(Var var, const std::vector<std::vector<int64_t>>& rows, size_t at) const {
    std::vector<int64_t> values;
    for (const auto& row : rows) values.push_back(row[at]);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Column c{var, {}};
    for (int64_t v : values) c.entries.push_back({v, std::vector<uint64_t>(words_)});
    for (size_t r = 0; r < rows.size(); ++r) {
      const auto e = std::lower_bound(values.begin(), values.end(), rows[r][at]) - values.begin();
      c.entries[static_cast<size_t>(e)].rows[r / 64] |= uint64_t{1} << (r % 64);
    }
    c.order.resize(values.size());
    std::iota(c.order.begin(), c.order.end(), size_t{0});
    return c;
  }

  uint64_t Word(const Store& s, size_t w) const {
    return s.Cell(first_word_ + static_cast<Trail::Index>(w));
  }

  // Takes entries that `gone` out of the live ones; calls `visit` for each of them.
  template <class Gone, class Visit>
  static void Retire(Store& store, Column& c, Gone gone, Visit visit) {
    size_t live = store.Cell(c.live_count);
    for (size_t i = live; i-- > 0;) {
      Entry& e = c.entries[c.order[i]];
      if (!gone(e)) continue;
      visit(e);
      std::swap(c.order[i], c.order[--live]);
    }
    store.SetCell(c.live_count, live);
  }

  // Drops the rows of values that the variable lost since this column was last looked at.
  bool DropRows(Store& store, Column& c) {
    const size_t before = store.Cell(c.live_count);
    // After a first pass a listed domain is the live entries, or a part of them.
    if (store.Cell(passed_) == 1 && store.Listed(c.var) &&
        static_cast<int64_t>(before) == store.Size(c.var)) {
      return true;
    }
    Retire(
        store, c, [&](const Entry& e) { return !store.Contains(c.var, e.value); },
        [](const Entry&) {});
    const size_t after = store.Cell(c.live_count);
    if (after == before) return true;
    // From the smaller side: rows of what was lost go, or only rows of what is left stay.
    const bool by_loss = before - after < after;
    const size_t from = by_loss ? after : 0;
    const size_t to = by_loss ? before : after;
    const size_t count = store.Cell(nonempty_count_);
    for (size_t k = 0; k < count; ++k) {
      uint64_t rows = 0;
      for (size_t i = from; i < to; ++i) rows |= c.entries[c.order[i]].rows[nonempty_[k]];
      mask_[nonempty_[k]] = by_loss ? ~rows : rows;
    }
    store.AddWork(static_cast<int64_t>(count * (to - from)) / kValuesPerWork);
    return KeepRows(store, count);
  }

  // The rows left become those in mask_ too; false if none is left.
  bool KeepRows(Store& store, size_t count) {
    for (size_t k = count; k-- > 0;) {
      const size_t w = nonempty_[k];
      const uint64_t rows = Word(store, w) & mask_[w];
      store.SetCell(first_word_ + static_cast<Trail::Index>(w), rows);
      if (rows == 0) std::swap(nonempty_[k], nonempty_[--count]);
    }
    store.SetCell(nonempty_count_, count);
    return count > 0;
  }

  bool Supported(const Store& store, Entry& e, size_t count) const {
    if ((Word(store, e.witness) & e.rows[e.witness]) != 0) return true;
    for (size_t k = 0; k < count; ++k) {
      const size_t w = nonempty_[k];
      if ((Word(store, w) & e.rows[w]) == 0) continue;
      e.witness = w;
      return true;
    }
    return false;
  }

  // Removes the values without a row.
  bool DropValues(Store& store, Column& c) {
    const size_t count = store.Cell(nonempty_count_);
    if (count == 0) return false;
    bool alive = true;
    store.AddWork(static_cast<int64_t>(store.Cell(c.live_count)) / kValuesPerWork);
    Retire(
        store, c, [&](Entry& e) { return !Supported(store, e, count); },
        [&](const Entry& e) { alive = alive && store.Remove(c.var, e.value); });
    const size_t live = store.Cell(c.live_count);
    if (!alive || live == 0) return false;
    if (store.Listed(c.var) && static_cast<int64_t>(live) == store.Size(c.var)) return true;
    return DropUnlisted(store, c, live);
  }

  // Values that no row ever had, and the bounds of what keeps no holes.
  static bool DropUnlisted(Store& store, const Column& c, size_t live) {
    std::vector<int64_t> values;
    for (size_t i = 0; i < live; ++i) values.push_back(c.entries[c.order[i]].value);
    std::sort(values.begin(), values.end());
    if (!store.SetMin(c.var, values.front()) || !store.SetMax(c.var, values.back())) return false;
    bool alive = true;
    if (!store.Listed(c.var)) return true;
    store.ForEach(c.var, [&](int64_t v) {
      if (!std::binary_search(values.begin(), values.end(), v))
        alive = alive && store.Remove(c.var, v);
    });
    return alive;
  }

  const size_t rows_;
  const size_t words_;
  std::vector<Column> columns_;
  std::vector<size_t> nonempty_;  // words, those not empty first
  std::vector<uint64_t> mask_;    // scratch
  Trail::Index first_word_ = 0;
  Trail::Index nonempty_count_ = 0;
  Trail::Index passed_ = 0;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_TABLE_H_

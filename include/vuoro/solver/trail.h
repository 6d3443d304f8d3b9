// Undo for the solver: reversible words that are saved at most once per level.
//
// Every level has a stamp that no other level ever had. A cell remembers the stamp under which it
// was last saved, so writing it again on the same level costs one comparison.
#ifndef VUORO_SOLVER_TRAIL_H_
#define VUORO_SOLVER_TRAIL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vuoro::solver {

// Levels of changes to 64-bit cells, which are named by their index. Not thread-safe.
class Trail {
 public:
  using Index = uint32_t;

  // REQUIRES: level() == 0.
  Index NewCell(uint64_t value) {
    cells_.push_back({value, 0});
    return static_cast<Index>(cells_.size() - 1);
  }

  uint64_t Get(Index cell) const { return cells_[cell].value; }

  void Set(Index cell, uint64_t value) {
    Cell& c = cells_[cell];
    if (c.value == value) return;
    if (c.stamp != stamp_) {
      saved_.push_back({cell, c.value, c.stamp});
      c.stamp = stamp_;
    }
    c.value = value;
  }

  int level() const { return static_cast<int>(levels_.size()); }

  void PushLevel() {
    levels_.push_back({saved_.size(), stamp_});
    stamp_ = ++last_stamp_;
  }

  // Takes back everything since the matching PushLevel. REQUIRES: level() > 0.
  void PopLevel() {
    while (saved_.size() > levels_.back().saved) {
      const Saved& s = saved_.back();
      cells_[s.cell].value = s.value;
      cells_[s.cell].stamp = s.stamp;  // it may already be saved on the level we return to
      saved_.pop_back();
    }
    stamp_ = levels_.back().stamp;
    levels_.pop_back();
  }

  // Saved words, for tests and statistics.
  size_t saved() const { return saved_.size(); }

 private:
  struct Cell {
    uint64_t value;
    uint64_t stamp;
  };
  struct Saved {
    Index cell;
    uint64_t value;
    uint64_t stamp;
  };
  struct Level {
    size_t saved;
    uint64_t stamp;
  };
  std::vector<Cell> cells_;
  std::vector<Saved> saved_;
  std::vector<Level> levels_;
  uint64_t stamp_ = 0;
  uint64_t last_stamp_ = 0;
};

}  // namespace vuoro::solver

#endif  // VUORO_SOLVER_TRAIL_H_

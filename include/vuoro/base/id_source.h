// Makes new ids within one incarnation; owned by whoever opens a journal for writing.
#ifndef VUORO_BASE_ID_SOURCE_H_
#define VUORO_BASE_ID_SOURCE_H_

#include <cstdint>

#include "vuoro/base/ids.h"

namespace vuoro {

// Not thread-safe. Numbers that were drawn for a refused command are not given back: gaps are fine.
class IdSource {
 public:
  // REQUIRES: 0 < incarnation < 2^24.
  explicit IdSource(int64_t incarnation) : incarnation_(incarnation) {}

  int64_t incarnation() const { return incarnation_; }
  // False when all 2^29 ids of this incarnation are used; the owner then draws another.
  bool has_more() const { return next_ < (int64_t{1} << kIdCounterBits); }

  // REQUIRES: has_more().
  template <class Id>
  Id Next() {
    return Id{incarnation_ << kIdCounterBits | next_++};
  }

 private:
  int64_t incarnation_;
  int64_t next_ = 1;
};

}  // namespace vuoro

#endif  // VUORO_BASE_ID_SOURCE_H_

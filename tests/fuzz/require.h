// How a fuzz target says that a law is broken: one line, then the end.
#ifndef VUORO_TESTS_FUZZ_REQUIRE_H_
#define VUORO_TESTS_FUZZ_REQUIRE_H_

#include <cstdio>
#include <cstdlib>

namespace vuoro {

inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

}  // namespace vuoro

#endif  // VUORO_TESTS_FUZZ_REQUIRE_H_

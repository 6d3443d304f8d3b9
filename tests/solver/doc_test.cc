// The programs on the page on the solver compile, run, and are the ones that stand there.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "oracle.h"
#include "vuoro/solver/interval.h"
#include "vuoro/solver/maximum.h"
#include "vuoro/solver/no_overlap.h"
#include "vuoro/solver/tree_search.h"

namespace vuoro::solver {
namespace {

std::string ContentOf(const std::string& path) {
  std::ifstream file(std::string(VUORO_SOURCE_DIR) + "/" + path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(SolverDocTest, TheFirstProgramRunsAsItSays) {
#include "doc_example.inc"
  EXPECT_TRUE(optimal);
  EXPECT_EQ(minutes, 11);
}

#include "doc_propagator.inc"

TEST(SolverDocTest, ThePropagatorMeansWhatItSays) {
  Differential(41, Consistency::kBounds, [](Random& random, Case& c) {
    c = Case(random, 2, -3, 4, /*holes=*/false);
    const int64_t gap = random.Between(1, 9);
    c.store.Add<Apart>(View(c.vars[0]), View(c.vars[1]), gap);
    c.meanings.push_back([=](const Values& v) { return std::abs(v[0] - v[1]) >= gap; });
  });
}

TEST(SolverDocTest, ThePageHoldsThePrograms) {
  for (const char* program : {"doc_example.inc", "doc_propagator.inc"}) {
    EXPECT_NE(ContentOf("docs/solver.md")
                  .find("```cpp\n" + ContentOf(std::string("tests/solver/") + program) + "```"),
              std::string::npos)
        << program;
  }
}

}  // namespace
}  // namespace vuoro::solver

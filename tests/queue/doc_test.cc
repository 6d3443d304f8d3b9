// The program at the head of the page on the queue compiles, runs, and is the one that stands
// there.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "queue_world.h"
#include "vuoro/queue/spoken.h"

namespace vuoro {
namespace {

std::string ContentOf(const std::string& path) {
  std::ifstream file(std::string(VUORO_SOURCE_DIR) + "/" + path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(QueueDocTest, TheFirstProgramRunsAsItSays) {
  const TestHours hours;
  const Instant now = Instant::FromSeconds(1'772'442'000);
#include "doc_example.inc"
  EXPECT_EQ(said, "B zero zero one");
  EXPECT_EQ(refused, "session_busy");
}

TEST(QueueDocTest, ThePageHoldsTheProgram) {
  EXPECT_NE(ContentOf("docs/queue.md")
                .find("```cpp\n" + ContentOf("tests/queue/doc_example.inc") + "```"),
            std::string::npos);
}

}  // namespace
}  // namespace vuoro

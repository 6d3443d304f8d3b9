// What the tests of room config share: example files, small documents, and finding faults in them.
#ifndef VUORO_TESTS_CONFIG_CONFIG_WORLD_H_
#define VUORO_TESTS_CONFIG_CONFIG_WORLD_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "vuoro/base/status.h"
#include "vuoro/config/load.h"

namespace vuoro {

inline std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return std::string((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
}

inline std::string ExampleDocument(std::string_view name) {
  return ReadFile(VUORO_SOURCE_DIR "/examples/networks/" + std::string(name));
}

// Every fault as a compiler would print it, one a line.
inline std::string Printed(const std::vector<Fault>& faults) {
  std::string text;
  for (const Fault& fault : faults) text += FormatFault(fault, "doc") + "\n";
  return text;
}

// The network of a document that must load.
inline Network MustLoad(std::string_view json) {
  std::vector<Fault> faults;
  absl::StatusOr<Network> network = LoadNetwork(json, &faults);
  EXPECT_TRUE(network.ok()) << Printed(faults);
  return network.ok() ? *std::move(network) : Network();
}

}  // namespace vuoro

#endif  // VUORO_TESTS_CONFIG_CONFIG_WORLD_H_

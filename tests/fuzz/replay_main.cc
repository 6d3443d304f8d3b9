// Gives a fuzz target every file of the named folders, and then seeded mutations of them, where
// libFuzzer itself is not linked.
//   NAME_replay [--mutations N] [--seed S] FOLDER...
// An input that ends the program is written to NAME_replay.crash in the working directory.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "mutate.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
// Of the sanitizers' run time, where there is one.
extern "C" void __sanitizer_set_death_callback(void (*callback)()) __attribute__((weak));

namespace {

std::string crash_path;
const std::string* current = nullptr;  // the input that the target is looking at

// Only what is safe in a signal handler.
void KeepInput() {
  if (current == nullptr) return;
  const int file = open(crash_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) return;
  const ssize_t written = write(file, current->data(), current->size());
  static_cast<void>(written);
  close(file);
}

void OnSignal(int signal) {
  KeepInput();
  std::signal(signal, SIG_DFL);
  raise(signal);
}

void Run(const std::string& input) {
  current = &input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
  current = nullptr;
}

struct Request {
  uint64_t mutations = 0;
  uint64_t seed = 1;
  std::vector<std::filesystem::path> files;
};

bool ReadArguments(int argc, char** argv, Request* out) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if ((word == "--mutations" || word == "--seed") && i + 1 < argc) {
      (word == "--seed" ? out->seed : out->mutations) = std::strtoull(argv[++i], nullptr, 10);
      continue;
    }
    if (!std::filesystem::is_directory(word)) {
      std::cerr << word << " is no folder\n";
      return false;
    }
    for (const auto& entry : std::filesystem::directory_iterator(word)) {
      if (entry.is_regular_file()) out->files.push_back(entry.path());
    }
  }
  std::sort(out->files.begin(), out->files.end());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Request request;
  if (!ReadArguments(argc, argv, &request)) return 2;
  crash_path = std::filesystem::path(argv[0]).filename().string() + ".crash";
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(signal, OnSignal);
  if (__sanitizer_set_death_callback != nullptr) __sanitizer_set_death_callback(KeepInput);

  std::vector<std::string> inputs;
  for (const auto& path : request.files) {
    std::ifstream file(path, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    std::cout << path.string() << std::endl;  // flushed: a crash names its input
    Run(inputs.back());
  }
  if (inputs.empty()) return 1;
  std::cout << inputs.size() << " inputs, " << request.mutations << " mutations of seed "
            << request.seed << std::endl;
  // What is read in a moment makes a good start; a country's document does not.
  std::erase_if(inputs, [](const std::string& x) { return x.size() > vuoro::Mutator::kMaxBytes; });
  if (inputs.empty()) return 0;
  vuoro::Mutator mutator(inputs, request.seed);
  for (uint64_t i = 0; i < request.mutations; ++i) Run(mutator.Next());
  return 0;
}

// Loads network documents and prints their faults: a tool for tests, not the program `vuoro check`.
//
// document_probe FILE...      prints every fault of every file; exit 1 if one has an error
// document_probe --lines      reads one document per line from stdin and prints for each one line:
//                             "ok", or the rules of its errors separated by blanks
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>

#include "vuoro/config/load.h"

namespace {

int CheckFile(const char* name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) {
    std::cerr << name << ": cannot be read\n";
    return 1;
  }
  const std::string json((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  std::vector<vuoro::Fault> faults;
  const auto network = vuoro::LoadNetwork(json, &faults);
  for (const vuoro::Fault& fault : faults) std::cout << vuoro::FormatFault(fault, name) << '\n';
  if (!network.ok()) return 1;
  std::cout << name << ": " << network->offices.size() << " offices, " << network->services.size()
            << " services, " << network->offers.size() << " offers, " << network->people.size()
            << " people, " << network->queues.size() << " queues\n";
  return 0;
}

void CheckLines() {
  for (std::string line; std::getline(std::cin, line);) {
    std::vector<vuoro::Fault> faults;
    const auto network = vuoro::LoadNetwork(line, &faults);
    std::set<std::string_view> rules;
    for (const vuoro::Fault& fault : faults) {
      if (fault.severity == vuoro::Severity::kError) rules.insert(fault.rule);
    }
    std::cout << (network.ok() ? "ok" : "");
    for (const std::string_view rule : rules) std::cout << rule << ' ';
    std::cout << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--lines") {
    CheckLines();
    return 0;
  }
  int exit_code = 0;
  for (int i = 1; i < argc; ++i) exit_code |= CheckFile(argv[i]);
  return exit_code;
}

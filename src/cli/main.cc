// The program `vuoro`: finds the command, reads its options, runs it.
#include <fmt/core.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/exit_codes.h"
#include "cli/terminal.h"
#include "vuoro/base/status.h"
#include "vuoro/vuoro.h"

namespace vuoro::cli {
namespace {

std::vector<Command> AllCommands() {
  std::vector<Command> all;
  for (auto* room : {DocumentCommands, StoreCommands, PlanStateCommands, AppointmentCommands,
                     QueueCommands, DemoCommands}) {
    std::vector<Command> some = room();
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

void PrintOverview(const std::vector<Command>& all, std::string_view family) {
  fmt::print("usage: vuoro {} [options]\n\n", family.empty() ? "COMMAND" : family);
  size_t width = 0;
  for (const Command& command : all) width = std::max(width, command.name.size());
  for (const Command& command : all) {
    if (family.empty() || command.name.starts_with(fmt::format("{} ", family))) {
      fmt::print("  {:<{}}  {}\n", command.name, width, command.summary);
    }
  }
  if (family.empty()) {
    fmt::print(
        "\n'vuoro COMMAND --help' tells more. The program's manual is docs/cli.md.\n\n"
        "Exit codes:\n{}",
        ExitCodeHelp());
  }
}

void PrintHelp(const Command& command) {
  fmt::print("usage: vuoro {}", command.name);
  if (!command.positional.empty()) fmt::print(" {}", command.positional);
  for (const Option& option : command.options) {
    if (option.kind == kRequired) fmt::print(" --{} {}", option.name, option.value);
  }
  fmt::print(" [options]\n\n{}\n", command.summary);
  if (!command.details.empty()) fmt::print("\n{}\n", command.details);
  fmt::print("\nOptions:\n");
  const auto print = [](const std::string& left, std::string_view help) {
    fmt::print("  {:<22}  {}\n", left, help);
  };
  for (const Option& option : command.options) {
    if (option.kind == kHidden) continue;
    print(fmt::format("--{}{}{}", option.name, option.value.empty() ? "" : " ", option.value),
          option.help);
  }
  print("--help", "print this");
}

// How many words of `words` are the command's name; 0 when they are not.
size_t NameLength(const Command& command, const std::vector<std::string>& words) {
  const size_t space = command.name.find(' ');
  if (words.empty() || words[0] != command.name.substr(0, space)) return 0;
  if (space == command.name.npos) return 1;
  return words.size() > 1 && words[1] == command.name.substr(space + 1) ? 2 : 0;
}

int UnknownCommand(const std::vector<Command>& all, const std::vector<std::string>& words) {
  const std::string family = words[0] + " ";
  const bool known_family = std::any_of(all.begin(), all.end(), [&](const Command& command) {
    return command.name.starts_with(family);
  });
  if (known_family && (words.size() == 1 || words[1] == "--help")) {
    PrintOverview(all, words[0]);
    return words.size() == 1 ? kExitUsage : kExitOk;
  }
  std::vector<std::string_view> names;
  for (const Command& command : all) {
    if (known_family) {
      if (command.name.starts_with(family)) names.push_back(command.name.substr(family.size()));
    } else {
      names.push_back(command.name.substr(0, command.name.find(' ')));
    }
  }
  const std::string_view word = known_family ? std::string_view(words[1]) : words[0];
  const auto near = DidYouMean(word, names);
  const std::string prefix = known_family ? family : "";
  return Complain(Fail(Reason::kBadArgument, "unknown command \"{}{}\"{}", prefix, word,
                       near.has_value() ? fmt::format(", did you mean \"{}{}\"?", prefix, *near)
                                        : "; 'vuoro --help' lists them"));
}

// `rest` is what stands behind the command's name.
int RunCommand(const Command& command, std::span<const std::string> rest) {
  if (std::find(rest.begin(), rest.end(), "--help") != rest.end()) {
    PrintHelp(command);
    return kExitOk;
  }
  const absl::StatusOr<Args> args = ReadArgs(rest, command.options, command.positional);
  if (!args.ok()) {
    const int code = Complain(args.status());
    fmt::print(stderr, "'vuoro {} --help' tells more.\n", command.name);
    return code;
  }
  const absl::StatusOr<int> code = command.run(*args);
  return code.ok() ? *code : Complain(code.status());
}

int Run(const std::vector<std::string>& words) {
  const std::vector<Command> all = AllCommands();
  if (words.empty() || words[0] == "--help" || words[0] == "help") {
    PrintOverview(all, "");
    return words.empty() ? kExitUsage : kExitOk;
  }
  if (words[0] == "--version") {
    fmt::print("vuoro {}.{}.{}\n", VUORO_VERSION_MAJOR, VUORO_VERSION_MINOR, VUORO_VERSION_PATCH);
    return kExitOk;
  }
  // The longest name counts: "plan list" is no plan of a network called "list".
  const Command* named = nullptr;
  for (const Command& command : all) {
    const size_t length = NameLength(command, words);
    if (length > (named == nullptr ? 0 : NameLength(*named, words))) named = &command;
  }
  if (named == nullptr) return UnknownCommand(all, words);
  return RunCommand(*named, std::span(words).subspan(NameLength(*named, words)));
}

}  // namespace
}  // namespace vuoro::cli

int main(int argc, char** argv) {
  // A reader that goes away (`vuoro events | head`) ends the program by the failing write alone.
  std::signal(SIGPIPE, SIG_DFL);
  const int code = vuoro::cli::Run(std::vector<std::string>(argv + 1, argv + argc));
  return std::fflush(stdout) == 0 ? code : 3;
}

// Reads words into options and numbers.
#include "cli/args.h"

#include <algorithm>
#include <charconv>

#include "vuoro/base/status.h"

namespace vuoro::cli {
namespace {

// Letters to insert, delete, replace or swap with a neighbour to make `a` of `b`.
size_t TypingErrors(std::string_view a, std::string_view b) {
  std::vector<std::vector<size_t>> cost(a.size() + 1, std::vector<size_t>(b.size() + 1));
  for (size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

absl::Status UnknownOption(std::string_view name, std::span<const Option> options) {
  std::vector<std::string_view> known = {"help"};
  for (const Option& option : options) {
    if (option.kind != kHidden) known.push_back(option.name);
  }
  const auto near = DidYouMean(name, known);
  return Fail(Reason::kBadArgument, "unknown option --{}{}", name,
              near.has_value() ? fmt::format(", did you mean --{}?", *near) : "");
}

absl::Status CheckPositional(const std::vector<std::string>& found, std::string_view wanted) {
  const bool many = wanted.ends_with("...");
  if (wanted.empty() && !found.empty()) {
    return Fail(Reason::kBadArgument, "\"{}\" is one word too many", found.front());
  }
  if (!wanted.empty() && found.empty()) return Fail(Reason::kBadArgument, "{} is missing", wanted);
  const auto words = static_cast<size_t>(std::count(wanted.begin(), wanted.end(), ' ')) + 1;
  if (found.size() < words && !found.empty()) {
    return Fail(Reason::kBadArgument, "{} words where {} belong: {}", found.size(), words, wanted);
  }
  if (!many && found.size() > words) {
    return Fail(Reason::kBadArgument, "\"{}\" is one word too many", found[words]);
  }
  return absl::OkStatus();
}

}  // namespace

std::optional<std::string_view> DidYouMean(std::string_view word,
                                           std::span<const std::string_view> known) {
  std::optional<std::string_view> nearest;
  size_t fewest = std::min<size_t>(2, word.size() / 2) + 1;
  for (const std::string_view candidate : known) {
    const size_t errors = TypingErrors(word, candidate);
    if (errors < fewest) {
      fewest = errors;
      nearest = candidate;
    }
  }
  return nearest;
}

absl::StatusOr<int64_t> ParseNumber(std::string_view text, int64_t low, int64_t high,
                                    std::string_view what) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < low || number > high) {
    return Fail(Reason::kBadArgument, "{} \"{}\" is no whole number from {} to {}", what, text, low,
                high);
  }
  return number;
}

std::string Args::Get(std::string_view option, std::string_view fallback) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::string(fallback) : found->second.back();
}

std::vector<std::string> Args::All(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

absl::StatusOr<int64_t> Args::Number(std::string_view option, int64_t low, int64_t high,
                                     int64_t fallback) const {
  if (!Has(option)) return fallback;
  return ParseNumber(Get(option), low, high, fmt::format("--{}", option));
}

absl::StatusOr<Args> ReadArgs(std::span<const std::string> words, std::span<const Option> options,
                              std::string_view positional) {
  Args args;
  bool options_ended = false;
  for (size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (options_ended || !word.starts_with("--")) {
      if (!options_ended && word.size() > 1 && word.starts_with('-')) {
        return Fail(Reason::kBadArgument, "unknown option {}; options begin with --", word);
      }
      args.positional_.emplace_back(word);
      continue;
    }
    if (word == "--") {
      options_ended = true;
      continue;
    }
    const size_t equals = word.find('=');
    const std::string_view name = word.substr(2, equals == word.npos ? word.npos : equals - 2);
    const auto option = std::find_if(options.begin(), options.end(),
                                     [&](const Option& known) { return known.name == name; });
    if (option == options.end()) return UnknownOption(name, options);
    std::vector<std::string>& values = args.values_[std::string(name)];
    if (!values.empty() && option->kind != kRepeated) {
      return Fail(Reason::kBadArgument, "--{} is given twice", name);
    }
    if (option->value.empty()) {
      if (equals != word.npos) return Fail(Reason::kBadArgument, "--{} takes no value", name);
      values.emplace_back();
    } else if (equals != word.npos) {
      values.emplace_back(word.substr(equals + 1));
    } else if (i + 1 < words.size()) {
      values.push_back(words[++i]);
    } else {
      return Fail(Reason::kBadArgument, "--{} needs a value: {}", name, option->value);
    }
  }
  for (const Option& option : options) {
    if (option.kind == kRequired && !args.Has(option.name)) {
      return Fail(Reason::kBadArgument, "--{} {} is missing", option.name, option.value);
    }
  }
  VUORO_RETURN_IF_ERROR(CheckPositional(args.positional_, positional));
  return args;
}

}  // namespace vuoro::cli

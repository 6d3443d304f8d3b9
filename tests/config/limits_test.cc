// Every named limit of a document is hit, and its neighbour below is taken.
#include <absl/strings/str_cat.h>

#include "config_world.h"

namespace vuoro {
namespace {

std::string Repeated(std::string_view piece, size_t count, std::string_view between = "") {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) text += between;
    text += piece;
  }
  return text;
}

// A document with `extra` members behind the required ones.
std::string Minimal(std::string_view extra,
                    std::string_view offices = R"({"id": "o", "name": "O"})",
                    std::string_view services = "", std::string_view offers = "") {
  return fmt::format(R"({{"vuoro": 1, "name": "N", "agencies": [{{"id": "a", "name": "A"}}],
"services": [{}], "offices": [{}], "offers": [{}]{}}})",
                     services, offices, offers, extra);
}

std::vector<Fault> Errors(std::string_view json) {
  std::vector<Fault> faults;
  const bool ok = LoadNetwork(json, &faults).ok();
  std::erase_if(faults, [](const Fault& fault) { return fault.severity == Severity::kWarning; });
  EXPECT_EQ(ok, faults.empty());
  return faults;
}

void ExpectOne(std::string_view json, std::string_view rule, std::string_view message) {
  const std::vector<Fault> errors = Errors(json);
  ASSERT_EQ(errors.size(), 1u) << Printed(errors);
  EXPECT_EQ(errors[0].rule, rule);
  EXPECT_THAT(errors[0].message, ::testing::HasSubstr(message));
}

TEST(LimitsTest, FaultsStopAtTheirLimitAndAreCounted) {
  const std::string notes = fmt::format(", \"notes\": [{}]", Repeated("1", kMaxFaults + 50, ","));
  std::vector<Fault> faults;
  const absl::Status status = LoadNetwork(Minimal(notes), &faults).status();
  const auto errors = std::count_if(faults.begin(), faults.end(), [](const Fault& fault) {
    return fault.severity == Severity::kError;
  });
  EXPECT_EQ(static_cast<size_t>(errors), kMaxFaults);
  EXPECT_THAT(MessageOf(status),
              ::testing::EndsWith(fmt::format("and {} more errors", kMaxFaults + 49)));
}

TEST(LimitsTest, Bytes) {
  std::string json = Minimal("");
  json.resize(kMaxDocumentBytes, ' ');
  EXPECT_TRUE(Errors(json).empty());
  json += ' ';
  ExpectOne(json, "limit", "kMaxDocumentBytes");
}

TEST(LimitsTest, Depth) {
  const std::string deep =
      Repeated("[", kMaxDocumentDepth - 1) + Repeated("]", kMaxDocumentDepth - 1);
  EXPECT_NE(Errors(Minimal(", \"notes\": " + deep))[0].rule, "limit");
  ExpectOne(Minimal(", \"notes\": [" + deep + "]"), "limit", "kMaxDocumentDepth");
  ExpectOne(Repeated("{\"a\":", 1'000'000), "limit", "kMaxDocumentDepth");
}

TEST(LimitsTest, Values) {
  ExpectOne("[" + Repeated("0", kMaxDocumentValues, ",") + "]", "limit", "kMaxDocumentValues");
}

TEST(LimitsTest, IdsAndTexts) {
  const auto office = [](size_t id, std::string_view letter, size_t name) {
    return fmt::format(R"({{"id": "{}", "name": "{}"}})", std::string(id, 'x'),
                       Repeated(letter, name));
  };
  EXPECT_TRUE(Errors(Minimal("", office(kMaxIdBytes, "ä", kMaxTextCharacters))).empty());
  ExpectOne(Minimal("", office(kMaxIdBytes + 1, "ä", 1)), "bad_form", "is no id");
  ExpectOne(Minimal("", office(1, "ä", kMaxTextCharacters + 1)), "bad_length",
            "a text of 4097 characters");
}

TEST(LimitsTest, SetMembers) {
  const auto set = [](std::string_view key, size_t count, std::string_view form) {
    std::string items;
    for (size_t i = 0; i < count; ++i) {
      absl::StrAppend(&items, i == 0 ? "" : ", ", "\"",
                      form == "word" ? absl::StrCat("n", i)
                                     : std::string{static_cast<char>('a' + i / 26),
                                                   static_cast<char>('a' + i % 26)},
                      "\"");
    }
    return fmt::format(", \"{}\": [{}]", key, items);
  };
  for (const std::string_view key : {"equipment", "skills"}) {
    EXPECT_TRUE(Errors(Minimal(set(key, kMaxSetMembers, "word"))).empty());
    ExpectOne(Minimal(set(key, kMaxSetMembers + 1, "word")), "bad_length", "65 names");
  }
  EXPECT_TRUE(Errors(Minimal(set("languages", kMaxSetMembers, "code"))).empty());
  ExpectOne(Minimal(set("languages", kMaxSetMembers + 1, "code")), "bad_length", "kMaxSetMembers");
}

TEST(LimitsTest, CountsOfAlikeThings) {
  const auto office = [](int counters) {
    return fmt::format(R"({{"id": "o", "name": "O", "counters": {}}})", counters);
  };
  EXPECT_EQ(MustLoad(Minimal("", office(kMaxAlike))).resources.size(), size_t{kMaxAlike});
  ExpectOne(Minimal("", office(kMaxAlike + 1)), "out_of_range", "10001 is not between 0 and 10000");
}

std::string Many(std::string_view list, size_t count) {
  std::string items;
  for (size_t i = 0; i < count; ++i) {
    items += i == 0 ? "" : ",";
    items +=
        list == "office"
            ? fmt::format(R"({{"id": "o{}", "name": "O", "counters": 1}})", i)
            : fmt::format(R"({{"id": "s{}", "agency": "a", "name": "S", "duration_min": 5}})", i);
  }
  return items;
}

TEST(LimitsTest, OfficesOffersAndExpansion) {
  ExpectOne(Minimal("", Many("office", kMaxOffices + 1)), "limit", "kMaxOffices");
  const std::string all = R"({"office": "*", "service": "*"})";
  ExpectOne(Minimal("", Many("office", 1000), Many("service", kMaxOffers / 1000 + 1), all), "limit",
            "kMaxOffers");
  ExpectOne(Minimal("", Many("office", kMaxOffices),
                    Many("service", kMaxExpansion / kMaxOffices + 1), all),
            "limit", "kMaxExpansion");
}

TEST(LimitsTest, AreasAndBands) {
  const auto areas = [](size_t count) {
    std::string items;
    for (size_t i = 0; i < count; ++i) {
      items += fmt::format(R"({}{{"id": "a{}", "name": "A", "population": 1, "minutes": {{}}}})",
                           i == 0 ? "" : ",", i);
    }
    return Minimal(fmt::format(R"(, "coverage": {{"areas": [{}]}})", items));
  };
  EXPECT_EQ(MustLoad(areas(kMaxAreas)).coverage.areas.size(), kMaxAreas);
  ExpectOne(areas(kMaxAreas + 1), "limit", "kMaxAreas");
  const auto bands = [](size_t count) {
    std::string items;
    for (size_t i = 0; i < count; ++i) {
      items += fmt::format(R"({}{{"from_min": {}, "to_min": {}, "population": 1}})",
                           i == 0 ? "" : ",", i, i + 1);
    }
    return Minimal(fmt::format(R"(, "coverage": {{"bands": [{}]}})", items));
  };
  EXPECT_EQ(MustLoad(bands(kMaxBands)).coverage.bands.size(), kMaxBands);
  ExpectOne(bands(kMaxBands + 1), "limit", "kMaxBands");
}

}  // namespace
}  // namespace vuoro

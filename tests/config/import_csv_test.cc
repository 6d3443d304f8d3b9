// Tables into documents: what they become, and where each fault is said to be.
#include "vuoro/config/import_csv.h"

#include "config_world.h"
#include "vuoro/base/random.h"

namespace vuoro {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kTown = R"({
 "vuoro": 1, "name": "Kylä",
 "languages": ["fi", "sv"],
 "agencies": [{"id": "kela", "name": "Kela {}[]\"\\"}, {"id": "dvv", "name": "DVV"}],
 "services": [],
 "offices": [{"id": "town", "name": "T", "counters": 1, "hours": [{"days": "mon", "from": "09:00", "to": "15:00"}]},
             {"id": "hall", "name": "H", "counters": 1, "hours": [{"days": "mon", "from": "09:00", "to": "15:00"}]}],
 "demand": [{"agency": "kela", "office": "hall", "half_hours": 9}],
 "offers": []
}
)";

Network Imported(CsvTable table, std::string_view csv) {
  std::vector<Fault> faults;
  const absl::StatusOr<std::string> made = ImportCsv(kTown, table, csv, &faults);
  EXPECT_TRUE(made.ok()) << Printed(faults);
  return made.ok() ? MustLoad(*made) : Network();
}

TEST(ImportCsvTest, PeopleBecomeWhatTheDocumentSays) {
  const Network network =
      Imported(CsvTable::kPeople,
               "id,role,agency,base,languages,days,from,to,visits,field_days,"
               "max_field_days,count\n"
               "olga,official,kela,town,fi sv,mon-fri,08:00,16:00,hall,tue thu,2,\n"
               "\n"
               "ville,official,dvv,town,,mon wed,09:00,15:00,*,,1,2\r\n");
  ASSERT_EQ(network.people.size(), 3u);
  const Person& olga = network.people[0];
  EXPECT_EQ(olga.key, "olga");
  EXPECT_EQ(olga.languages, 3u);
  EXPECT_EQ(olga.field_weekdays, 0b01010);
  EXPECT_EQ(olga.max_field_days, 2);
  EXPECT_THAT(olga.visits, ElementsAre(OfficeIndex(1)));
  ASSERT_EQ(olga.hours.weekly.size(), 1u);
  EXPECT_EQ(olga.hours.weekly[0].hours, (MinuteRange{480, 960}));
  EXPECT_EQ(network.people[1].key, "ville-1");
  EXPECT_EQ(network.people[2].hours.weekly[0].weekdays, 0b00101);
  EXPECT_THAT(network.people[2].visits, ElementsAre(OfficeIndex(0), OfficeIndex(1)));
}

TEST(ImportCsvTest, AgreementsAndDemandReplaceTheirLists) {
  const Network network =
      Imported(CsvTable::kAgreements,
               "\xef\xbb\xbfid;agency;office;min_visits;max_visits;days;from\n"
               "\"a\";kela;hall;1;2;tue wed;2026-01-01\nb;dvv;hall town;0;1;mon-fri;\n");
  ASSERT_EQ(network.agreements.size(), 2u);
  EXPECT_EQ(network.agreements[0].max_visits, 2);
  EXPECT_EQ(network.agreements[0].weekdays, 0b00110);
  EXPECT_EQ(network.agreements[1].offices.size(), 2u);
  EXPECT_FALSE(network.agreements[1].from.has_value());
  const Network asked = Imported(
      CsvTable::kDemand, "half_hours\toffice\tagency\tvideo\tdays\n12\ttown\tdvv\tno\tmon fri\n");
  ASSERT_EQ(asked.demand.size(), 1u);
  EXPECT_EQ(asked.demand[0].half_hours_per_week, 12);
  EXPECT_FALSE(asked.demand[0].video);
  EXPECT_EQ(asked.demand[0].weekdays, 0b10001);
  EXPECT_TRUE(Imported(CsvTable::kDemand, "agency,office,half_hours\n").demand.empty());
}

TEST(ImportCsvTest, EverythingElseKeepsItsBytes) {
  const auto made = ImportCsv(kTown, CsvTable::kDemand, "agency,office,half_hours\nkela,town,1\n");
  ASSERT_TRUE(made.ok());
  const size_t at = kTown.find("[{\"agency\": \"kela\", \"office\"");
  const std::string_view behind = kTown.substr(kTown.find("],", at) + 1);
  EXPECT_TRUE(made->starts_with(kTown.substr(0, at)));
  EXPECT_TRUE(made->ends_with(behind));
  // A list that was not there comes last.
  const auto grown = ImportCsv(kTown, CsvTable::kAgreements, "id,agency\na,kela\n");
  ASSERT_TRUE(grown.ok());
  EXPECT_TRUE(grown->starts_with(kTown.substr(0, kTown.rfind("\n}"))));
  EXPECT_EQ(MustLoad(*grown).agreements.size(), 1u);
}

struct TableCase {
  const char* what;
  CsvTable table;
  std::string_view csv;
  std::string_view rule;
  std::string_view pointer;
  int line;
  int column;
  std::string_view message;
};
const TableCase kTableCases[] = {
    {"an empty file", CsvTable::kDemand, "", "missing_key", "/demand", 1, 1, "first row"},
    {"a misspelt column", CsvTable::kDemand, "agency,offise,half_hours\n", "unknown_key", "/demand",
     1, 8, R"(unknown column "offise")"},
    {"a column twice", CsvTable::kDemand, "agency,agency,office,half_hours\n", "duplicate_key",
     "/demand", 1, 8, "a second time"},
    {"a column that is missing", CsvTable::kPeople, "id\nx\n", "missing_key", "/people", 1, 1,
     R"(the column "role")"},
    {"no number", CsvTable::kDemand, "agency,office,half_hours\nkela,hall, many\n", "wrong_type",
     "/demand", 2, 12, R"("many" where column "half_hours" wants a whole number)"},
    {"neither yes nor no", CsvTable::kDemand,
     "agency,office,half_hours,video\nkela,hall,1,perhaps\n", "wrong_type", "/demand", 2, 13,
     "wants yes or no"},
    {"too many cells", CsvTable::kDemand, "agency,office,half_hours\nkela,hall,1,2\n", "bad_length",
     "/demand", 2, 13, "a row of 4 cells under 3 columns"},
    {"a quote left open", CsvTable::kDemand, "agency,office,half_hours\nkela,\"hall,1\n",
     "bad_form", "/demand", 2, 6, "a quote"},
    {"text behind a quote", CsvTable::kDemand, "agency,office,half_hours\nkela,\"hall\"x,1\n",
     "bad_form", "/demand", 2, 12, "a quote"},
    {"bytes of another encoding", CsvTable::kDemand, "agency,office\nk\xe4,x\n", "bad_utf8",
     "/demand", 2, 2, "not UTF-8"},
    // What the loader says, at the cell that it is about.
    {"an office of nothing", CsvTable::kDemand, "agency,office,half_hours\n\nkela,häll,1\n",
     "unknown_reference", "/demand/0/office", 3, 6, R"(there is no office "häll")"},
    {"behind letters of two bytes", CsvTable::kDemand,
     "office,agency,half_hours\n\"hall\",kälä,1\n", "unknown_reference", "/demand/0/agency", 2, 8,
     "there is no agency"},
    {"a key that the row lacks", CsvTable::kDemand, "agency,office,half_hours\nkela,hall,\n",
     "missing_key", "/demand/0", 2, 1, "half_hours"},
    {"a time in another form", CsvTable::kPeople,
     "id,role,agency,from,to,days\nx,official,kela,8:00,16:00,mon\n", "bad_form",
     "/people/0/hours/0/from", 2, 17, "8:00"},
    {"one of several", CsvTable::kPeople, "id,role,agency,languages\nx,official,kela,fi xx\n",
     "unknown_reference", "/people/0/languages/1", 2, 17, "xx"},
    {"an id twice", CsvTable::kAgreements, "id,agency\na,kela\na,dvv\n", "duplicate_id",
     "/agreements/1/id", 3, 1, R"("a")"},
};

TEST(ImportCsvTest, FaultsStandAtTheirCells) {
  for (const TableCase& bad : kTableCases) {
    SCOPED_TRACE(bad.what);
    std::vector<Fault> faults;
    const absl::StatusOr<std::string> made = ImportCsv(kTown, bad.table, bad.csv, &faults);
    EXPECT_EQ(ReasonOf(made.status()), "bad_document");
    std::erase_if(faults, [](const Fault& f) { return f.severity == Severity::kWarning; });
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults[0].rule, bad.rule) << Printed(faults);
    EXPECT_EQ(faults[0].pointer, bad.pointer);
    EXPECT_EQ(faults[0].line, bad.line) << Printed(faults);
    EXPECT_EQ(faults[0].column, bad.column) << Printed(faults);
    EXPECT_THAT(faults[0].message, HasSubstr(bad.message));
  }
}

TEST(ImportCsvTest, AFaultElsewhereHasNoLine) {
  std::string broken(kTown);
  broken.replace(broken.find("\"counters\""), 10, "\"conters\"");
  std::vector<Fault> faults;
  EXPECT_FALSE(ImportCsv(broken, CsvTable::kDemand, "agency,office,half_hours\n", &faults).ok());
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].line, 0);
  EXPECT_EQ(faults[0].pointer, "/offices/0/conters");
  for (const std::string_view none : {"", "{", "[]", "7", "{\"vuoro\": 1, \"vuoro\": 1}"}) {
    EXPECT_FALSE(ImportCsv(none, CsvTable::kDemand, "agency,office,half_hours\n", &faults).ok());
    EXPECT_FALSE(faults.empty()) << none;
  }
}

// Whatever is torn out of a table or put into it, there is a document that loads or a fault.
TEST(ImportCsvTest, NoTableIsTakenHalf) {
  const std::string good =
      "id,role,agency,base,languages,days,from,to,visits,max_field_days\n"
      "olga,official,kela,town,fi sv,mon-fri,08:00,16:00,hall,2\n"
      "\"ville\",official,dvv,town,fi,mon wed,09:00,15:00,*,1\n";
  constexpr std::string_view kBits = ",;\"\n\r\t x0*{}[]\\\xc3\xa4\xff";
  Random random(11);
  int taken = 0;
  for (int round = 0; round < 3'000; ++round) {
    std::string csv = good;
    for (uint64_t i = 1 + random.Below(3); i > 0; --i) {
      const size_t at = random.Below(csv.size());
      if (random.Below(2) == 0) {
        csv.erase(at, 1 + random.Below(4));
      } else {
        csv.insert(at, 1, kBits[random.Below(kBits.size())]);
      }
    }
    std::vector<Fault> faults;
    const absl::StatusOr<std::string> made = ImportCsv(kTown, CsvTable::kPeople, csv, &faults);
    if (made.ok()) {
      ++taken;
      ASSERT_TRUE(LoadNetwork(*made).ok()) << csv;
      continue;
    }
    ASSERT_EQ(ReasonOf(made.status()), "bad_document") << made.status() << "\n" << csv;
    const auto lines = static_cast<int>(std::count(csv.begin(), csv.end(), '\n')) + 1;
    for (const Fault& fault : faults) ASSERT_LE(fault.line, lines) << csv;
  }
  EXPECT_GT(taken, 50);
}

}  // namespace
}  // namespace vuoro

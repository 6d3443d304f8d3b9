// What all parts of a network are made of: typed positions, small sets, texts in languages.
#ifndef VUORO_MODEL_BASICS_H_
#define VUORO_MODEL_BASICS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vuoro/base/index.h"

namespace vuoro {

using AgencyIndex = Index<struct AgencyTag>;
using ServiceIndex = Index<struct ServiceTag>;
using OfficeIndex = Index<struct OfficeTag>;
using ResourceIndex = Index<struct ResourceTag>;
using PersonIndex = Index<struct PersonTag>;
using OfferIndex = Index<struct OfferTag>;
using AgreementIndex = Index<struct AgreementTag>;
using QueueIndex = Index<struct QueueTag>;
using AreaIndex = Index<struct AreaTag>;

// Named sets of at most 64 members each, as bits in the order of Network::languages, ::equipment
// and ::skills.
using LanguageSet = uint64_t;
using EquipmentSet = uint64_t;
using SkillSet = uint64_t;
using LanguageIndex = Index<struct LanguageTag>;

// A text in one or more languages, by language code; the first is the fallback.
struct Text {
  std::vector<std::pair<std::string, std::string>> by_language;

  // The text in `language`, else the first one, else "".
  const std::string& In(std::string_view language) const;
  friend bool operator==(const Text&, const Text&) = default;
};

}  // namespace vuoro

#endif  // VUORO_MODEL_BASICS_H_

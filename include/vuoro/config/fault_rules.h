// The tokens of what can be wrong with a network document; docs/network.md holds the same list.
//
// A structural rule is one that docs/network.schema.json expresses too: a document that breaks one
// is refused by both. The others need the whole document, a calendar or arithmetic.
#ifndef VUORO_CONFIG_FAULT_RULES_H_
#define VUORO_CONFIG_FAULT_RULES_H_

#include <string_view>

// VUORO_FAULT_RULES(X): X(enumerator, token, kind), kind one of Text, Structural, Semantic, Warning
#define VUORO_FAULT_RULES(X)                               \
  /* The bytes are no JSON document. */                    \
  X(BadJson, "bad_json", Text)                             \
  X(BadUtf8, "bad_utf8", Text)                             \
  X(ByteOrderMark, "byte_order_mark", Text)                \
  X(DuplicateKey, "duplicate_key", Text)                   \
  X(BadCharacter, "bad_character", Text)                   \
  X(Limit, "limit", Text)                                  \
  /* The shape is not that of the schema. */               \
  X(UnknownKey, "unknown_key", Structural)                 \
  X(MissingKey, "missing_key", Structural)                 \
  X(WrongType, "wrong_type", Structural)                   \
  X(OutOfRange, "out_of_range", Structural)                \
  X(UnknownWord, "unknown_word", Structural)               \
  X(BadForm, "bad_form", Structural)                       \
  X(BadLength, "bad_length", Structural)                   \
  X(RepeatedItem, "repeated_item", Structural)             \
  X(KeysExclude, "keys_exclude", Structural)               \
  X(BadVersion, "bad_version", Structural)                 \
  /* The parts do not fit together. */                     \
  X(VersionFirst, "version_first", Semantic)               \
  X(DuplicateId, "duplicate_id", Semantic)                 \
  X(UnknownReference, "unknown_reference", Semantic)       \
  X(UnknownTimeZone, "unknown_time_zone", Semantic)        \
  X(NoSuchDate, "no_such_date", Semantic)                  \
  X(WrongOrder, "wrong_order", Semantic)                   \
  X(OffQuantum, "off_quantum", Semantic)                   \
  X(SuccessorCycle, "successor_cycle", Semantic)           \
  X(NotTheirTask, "not_their_task", Semantic)              \
  X(NotTheirService, "not_their_service", Semantic)        \
  X(NotAParty, "not_a_party", Semantic)                    \
  X(AuthorityRequired, "authority_required", Semantic)     \
  X(DuplicateOffer, "duplicate_offer", Semantic)           \
  X(IdForMany, "id_for_many", Semantic)                    \
  X(ModeImpossible, "mode_impossible", Semantic)           \
  X(EquipmentMissing, "equipment_missing", Semantic)       \
  X(NeverGiven, "never_given", Semantic)                   \
  X(InterpretedLanguage, "interpreted_language", Semantic) \
  X(BaseNeeded, "base_needed", Semantic)                   \
  X(PrefixTaken, "prefix_taken", Semantic)                 \
  X(QueuesOverlap, "queues_overlap", Semantic)             \
  X(BadMatrix, "bad_matrix", Semantic)                     \
  X(BadDecision, "bad_decision", Semantic)                 \
  X(OverriddenTwice, "overridden_twice", Semantic)         \
  /* Doubtful, but taken. */                               \
  X(Rounded, "rounded", Warning)                           \
  X(LeftOut, "left_out", Warning)                          \
  X(NeverOpen, "never_open", Warning)                      \
  X(OutsideBuilding, "outside_building", Warning)          \
  X(StopsOverlap, "stops_overlap", Warning)                \
  X(NobodyServes, "nobody_serves", Warning)                \
  X(NoEffect, "no_effect", Warning)                        \
  X(RemoteGap, "remote_gap", Warning)

namespace vuoro {

enum class FaultRule : int {
#define VUORO_FAULT_ENUM(name, token, kind) k##name,
  VUORO_FAULT_RULES(VUORO_FAULT_ENUM)
#undef VUORO_FAULT_ENUM
};

enum class FaultKind { kText, kStructural, kSemantic, kWarning };

// Static storage.
std::string_view FaultToken(FaultRule rule);
FaultKind FaultKindOf(FaultRule rule);

}  // namespace vuoro

#endif  // VUORO_CONFIG_FAULT_RULES_H_

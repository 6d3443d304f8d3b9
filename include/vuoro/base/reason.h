// The stable reason tokens that ride with every error, each with its status code and advice.
//
// This list is the only place where a token is born. `docs/errors.md` holds the same list and a
// test keeps the two together. A token never changes its meaning; the message beside it may.
#ifndef VUORO_BASE_REASON_H_
#define VUORO_BASE_REASON_H_

#include <absl/status/status.h>

#include <string_view>

// VUORO_REASONS(X): X(enumerator, token, status code, what the caller should do)
#define VUORO_REASONS(X)                                                                           \
  /* The request itself is wrong. */                                                               \
  X(BadArgument, "bad_argument", kInvalidArgument, "Correct the named field.")                     \
  X(BadStruct, "bad_struct", kInvalidArgument, "Set struct_size with VUORO_INIT.")                 \
  X(BadText, "bad_text", kInvalidArgument, "Send well-formed UTF-8 without NUL within the limit.") \
  X(BadHandle, "bad_handle", kInvalidArgument, "Pass a live handle of this kind.")                 \
  X(KeyReused, "key_reused", kInvalidArgument, "Use a new idempotency key for a new request.")     \
  X(UnknownTail, "unknown_tail", kUnimplemented, "Zero the fields this library does not know.")    \
  X(Unimplemented, "unimplemented", kUnimplemented, "Use a library that has this.")                \
  X(UnknownId, "unknown_id", kNotFound, "Look the id up again by its key.")                        \
  X(UnknownKey, "unknown_key", kNotFound, "Check the key against the network document.")           \
  X(UnknownZone, "unknown_zone", kInvalidArgument, "Use an IANA name such as Europe/Helsinki.")    \
  X(EndOfEvents, "end_of_events", kOutOfRange, "Wait for more events.")                            \
  X(OutOfHorizon, "out_of_horizon", kOutOfRange, "Ask for a time inside the booking horizon.")     \
  X(PermissionDenied, "permission_denied", kPermissionDenied, "Use a session with that role.")     \
  X(OutOfScope, "out_of_scope", kPermissionDenied, "Use a session of that agency and office.")     \
  X(Reentrant, "reentrant", kFailedPrecondition, "Do not call Vuoro from its own callback.")       \
  /* The network document and the plan. */                                                         \
  X(BadDocument, "bad_document", kInvalidArgument, "Mend the listed faults.")                      \
  X(NoNetwork, "no_network", kFailedPrecondition, "Load a network document first.")                \
  X(BadPlan, "bad_plan", kInvalidArgument, "Mend the plan: the checker names the broken rule.")    \
  X(Infeasible, "infeasible", kFailedPrecondition, "Relax one of the named rules.")                \
  X(JobRunning, "job_running", kFailedPrecondition, "Wait for the job or cancel it.")              \
  X(PlanRefused, "plan_refused", kFailedPrecondition, "Replace the plan by another draft.")        \
  X(PlanUnanswered, "plan_unanswered", kFailedPrecondition, "Wait for the agencies' answers.")     \
  X(NotConcerned, "not_concerned", kFailedPrecondition,                                            \
    "Only agencies whose officials are in the plan answer it.")                                    \
  X(Cancelled, "cancelled", kCancelled, "Nothing to mend: it was cancelled.")                      \
  X(DeadlineExceeded, "deadline_exceeded", kDeadlineExceeded, "Retry with a later deadline.")      \
  /* Appointments. */                                                                              \
  X(SlotTaken, "slot_taken", kAborted, "Somebody was faster; search again.")                       \
  X(AssignmentUnproven, "assignment_unproven", kAborted, "Too tangled to prove; search again.")    \
  X(NotOffered, "not_offered", kFailedPrecondition, "Search for an offered service and mode.")     \
  X(ClosedThen, "closed_then", kFailedPrecondition, "Choose a time inside the opening hours.")     \
  X(AgreementEnded, "agreement_ended", kFailedPrecondition, "Choose a date under an agreement.")   \
  X(NoticeTooShort, "notice_too_short", kFailedPrecondition, "Choose a later time.")               \
  X(NobodyOnDuty, "nobody_on_duty", kFailedPrecondition, "Choose another time or mode.")           \
  X(LanguageNotServed, "language_not_served", kFailedPrecondition,                                 \
    "Ask for another language, or for video with an interpreter.")                                 \
  X(UnknownLanguage, "unknown_language", kNotFound, "Use a language that the document names.")     \
  X(OffGrid, "off_grid", kInvalidArgument, "Start on the service's time grid.")                    \
  X(HoldExpired, "hold_expired", kFailedPrecondition, "Hold the slot again.")                      \
  X(WrongState, "wrong_state", kFailedPrecondition, "Read the object: it has moved on.")           \
  X(StaleRevision, "stale_revision", kAborted, "Read the object again and repeat.")                \
  X(TooEarly, "too_early", kFailedPrecondition, "Wait until check-in opens.")                      \
  X(TooLate, "too_late", kFailedPrecondition, "Ask at the counter.")                               \
  /* The queue. */                                                                                 \
  X(QueueEmpty, "queue_empty", kNotFound, "Nobody is waiting for this session.")                   \
  X(IssuingStopped, "issuing_stopped", kFailedPrecondition, "Issuing was stopped by hand.")        \
  X(PastCutOff, "past_cut_off", kFailedPrecondition, "The queue no longer takes tickets today.")   \
  X(QueueClosed, "queue_closed", kFailedPrecondition, "The office is closed now.")                 \
  X(NumbersExhausted, "numbers_exhausted", kResourceExhausted, "Widen the number range.")          \
  X(SessionPaused, "session_paused", kFailedPrecondition, "Resume the counter session.")           \
  X(SessionClosed, "session_closed", kFailedPrecondition, "Open a counter session.")               \
  X(SessionBusy, "session_busy", kFailedPrecondition, "Finish the ticket being served.")           \
  X(CounterTaken, "counter_taken", kAlreadyExists, "Close the other session at this counter.")     \
  X(RecallLimit, "recall_limit", kResourceExhausted, "Mark the ticket as no-show.")                \
  X(PutBackLimit, "put_back_limit", kResourceExhausted, "Issue a new ticket.")                     \
  /* Limits. */                                                                                    \
  X(LimitReached, "limit_reached", kResourceExhausted, "Stay within the named limit.")             \
  X(OutOfMemory, "out_of_memory", kResourceExhausted, "Free memory and retry.")                    \
  /* Stores. */                                                                                    \
  X(BadStoreUri, "bad_store_uri", kInvalidArgument, "Use memory: or sqlite:PATH.")                 \
  X(StoreBusy, "store_busy", kUnavailable, "Retry with backoff.")                                  \
  X(StoreAway, "store_away", kUnavailable, "Retry with backoff; check the disk.")                  \
  X(CommitUnknown, "commit_unknown", kUnavailable, "Reopen, then repeat with the same key.")       \
  X(DiskFull, "disk_full", kUnavailable, "Make room on the disk; writing resumes by itself.")      \
  X(ReadOnly, "read_only", kUnavailable, "Make the file and its folder writable.")                 \
  X(NotAStore, "not_a_store", kFailedPrecondition, "This file is not Vuoro's; choose another.")    \
  X(StoreNewer, "store_newer", kFailedPrecondition, "Use the newer library that wrote it.")        \
  X(StoreTruncated, "store_truncated", kDataLoss, "Restore the file from a backup.")               \
  X(StoreCorrupt, "store_corrupt", kDataLoss, "Restore the file from a backup.")                   \
  X(ChainBroken, "chain_broken", kDataLoss, "Events were lost or changed; restore a backup.")      \
  X(CursorExpired, "cursor_expired", kOutOfRange, "Read the state, then open a newer cursor.")     \
  /* Ours. */                                                                                      \
  X(Internal, "internal", kInternal, "Report this with the message; writing has stopped.")

namespace vuoro {

// One enumerator per reason token.
enum class Reason : int {
#define VUORO_REASON_ENUM(name, token, code, advice) k##name,
  VUORO_REASONS(VUORO_REASON_ENUM)
#undef VUORO_REASON_ENUM
};

inline constexpr int kReasonCount = 0
#define VUORO_REASON_ONE(name, token, code, advice) +1
    VUORO_REASONS(VUORO_REASON_ONE)
#undef VUORO_REASON_ONE
    ;

// The stable token of `reason`, such as "slot_taken"; static storage.
std::string_view ReasonToken(Reason reason);
// The status code that always goes with `reason`.
absl::StatusCode ReasonCode(Reason reason);
// One English sentence that advises the caller; static storage.
std::string_view ReasonAdvice(Reason reason);

}  // namespace vuoro

#endif  // VUORO_BASE_REASON_H_

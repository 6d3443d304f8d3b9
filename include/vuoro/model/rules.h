// Rules as data: the numbers by which offices and queues differ, with their defaults.
#ifndef VUORO_MODEL_RULES_H_
#define VUORO_MODEL_RULES_H_

#include <cstdint>

#include "vuoro/model/words.h"

namespace vuoro {

// An office's rules; the network's `rules` are the defaults of every office.
struct OfficeRules {
  int16_t grid_min = 15;            // appointments start at multiples of this after local midnight
  int32_t hold_s = 600;             // how long a hold lives when the request names no time
  int32_t notice_min = 0;           // earliest start after now
  int16_t horizon_days = 28;        // how many days ahead, today included, can be booked
  int32_t check_in_early_min = 60;  // before the start
  int32_t check_in_late_min = 15;   // after the start; later it is too late
  bool require_agreements = false;  // D3: no signed agreement valid that day, no slot
  bool require_local_agreement = false;  // D5: both kinds are needed

  friend bool operator==(const OfficeRules&, const OfficeRules&) = default;
};

// A queue's rules.
struct QueueRules {
  // A checked-in appointment stands in the line as if it had arrived this long before its start.
  int32_t appointment_lead_min = 15;
  int32_t cut_off_min = 0;  // issuing stops this long before closing
  AtClosing at_closing = AtClosing::kServe;
  int16_t recall_limit = 3;            // calls of one ticket, the first included
  int16_t put_back_limit = 1;          // how often a no-show may be put back into the line
  bool transfer_keeps_arrival = true;  // E11

  friend bool operator==(const QueueRules&, const QueueRules&) = default;
};

}  // namespace vuoro

#endif  // VUORO_MODEL_RULES_H_

// Applies the facts of the queue to its state and keeps the indices in step.
#include "vuoro/queue/lines.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "vuoro/base/status.h"

namespace vuoro {
namespace {

LineKey KeyOf(const Ticket& ticket) {
  return {ticket.order.order_us, ticket.order.sequence, ticket.id};
}

std::set<LineKey>& SideOf(WaitingLine& line, const Ticket& ticket) {
  return ticket.order.rule == OrderRule::kAppointment ? line.by_appointment : line.by_arrival;
}

bool HasSession(TicketState state) {
  return state == TicketState::kCalled || state == TicketState::kServing;
}

}  // namespace

const LineKey* WaitingLine::First() const {
  if (by_arrival.empty()) return by_appointment.empty() ? nullptr : &*by_appointment.begin();
  if (by_appointment.empty()) return &*by_arrival.begin();
  return &std::min(*by_arrival.begin(), *by_appointment.begin());
}

const Ticket* Lines::Find(TicketId id) const {
  const auto found = tickets_.find(id);
  return found == tickets_.end() ? nullptr : &found->second;
}

const CounterSession* Lines::Find(CounterSessionId id) const {
  const auto found = sessions_.find(id);
  return found == sessions_.end() ? nullptr : &found->second;
}

const WaitingLine* Lines::Waiting(QueueId queue) const {
  const auto found = waiting_.find(queue.value);
  return found == waiting_.end() ? nullptr : &found->second;
}

size_t Lines::WaitingCount(QueueId queue) const {
  const WaitingLine* line = Waiting(queue);
  return line == nullptr ? 0 : line->size();
}

const CounterSession* Lines::LiveSessionAt(ResourceId counter) const {
  const auto found = live_sessions_.find(counter.value);
  return found == live_sessions_.end() ? nullptr : Find(found->second);
}

const Ticket* Lines::LiveTicketOf(AppointmentId appointment) const {
  const auto found = live_appointments_.find(appointment.value);
  return found == live_appointments_.end() ? nullptr : Find(found->second);
}

bool Lines::issuing_stopped(QueueId queue) const {
  const auto found = queues_.find(queue);
  return found != queues_.end() && found->second.issuing_stopped;
}

NumberLine Lines::NumbersOf(int64_t number_line) const {
  const auto found = numbers_.find(number_line);
  return found == numbers_.end() ? NumberLine{} : found->second;
}

bool Lines::NumberInUse(int64_t number_line, int32_t number, int32_t day_ymd) const {
  for (auto it = numbers_of_tickets_.lower_bound({number_line, number, TicketId{}});
       it != numbers_of_tickets_.end(); ++it) {
    if (std::get<0>(*it) != number_line || std::get<1>(*it) != number) return false;
    const Ticket* ticket = Find(std::get<2>(*it));
    if (IsLive(ticket->state) || ticket->day_ymd == day_ymd) return true;
  }
  return false;
}

void Lines::Apply(const QueueEvent& event) {
  std::visit([this](const auto& fact) { Apply(fact); }, event);
}

void Lines::Apply(const TicketIssued& event) {
  NumberLine& line = numbers_[event.number_line];
  if (line.day_ymd != event.day_ymd) StartDay(event.number_line, line, event.day_ymd);
  line.next = event.number + 1;
  next_sequence_ = std::max(next_sequence_, event.order.sequence + 1);
  Ticket ticket{.id = event.ticket,
                .queue = event.queue,
                .office = event.office,
                .service = event.service,
                .appointment = event.appointment,
                .channel = event.channel,
                .mode = event.mode,
                .private_ticket = event.private_ticket,
                .label = event.label,
                .number_line = event.number_line,
                .number = event.number,
                .day_ymd = event.day_ymd,
                .language = event.language,
                .order = event.order,
                .issued_us = event.at_us,
                .waiting_since_us = event.at_us,
                .counter = {},
                .session = {}};
  const auto [position, is_new] = tickets_.emplace(event.ticket, std::move(ticket));
  if (is_new) AddIndices(position->second);
}

void Lines::Apply(const TicketCalled& event) {
  const auto session = sessions_.find(event.session);
  if (session == sessions_.end()) return;
  Ticket* ticket = Release(event.ticket, TicketState::kCalled);
  if (ticket == nullptr) return;
  ticket->session = event.session;
  ticket->counter = event.counter;
  ticket->called_us = event.at_us;
  ticket->calls = event.calls;
  session->second.ticket = event.ticket;
  ++session->second.revision;
}

void Lines::Apply(const TicketRecalled& event) {
  const auto found = tickets_.find(event.ticket);
  if (found == tickets_.end()) return;
  found->second.called_us = event.at_us;
  found->second.calls = event.calls;
  ++found->second.revision;
}

void Lines::Apply(const TicketServing& event) {
  const auto found = tickets_.find(event.ticket);
  if (found == tickets_.end()) return;
  found->second.state = TicketState::kServing;
  // Parked and taken up again, it stays one transaction from its first start.
  if (found->second.serving_us == 0) found->second.serving_us = event.at_us;
  ++found->second.revision;
}

void Lines::Apply(const TicketFinished& event) {
  End(event.ticket, TicketState::kFinished, event.at_us);
}

void Lines::Apply(const TicketTransferred& event) {
  Ticket* ticket = Release(event.ticket, TicketState::kWaiting);
  if (ticket == nullptr) return;
  ticket->queue = event.queue;
  ticket->service = event.service;
  ticket->private_ticket = event.private_ticket;
  ticket->serving_us = 0;  // what follows is another transaction
  ++ticket->transfers;
  Wait(*ticket, event.order, event.at_us);
}

void Lines::Apply(const TicketNoShow& event) {
  End(event.ticket, TicketState::kNoShow, event.at_us);
}

void Lines::Apply(const TicketPutBack& event) {
  Ticket* ticket = Release(event.ticket, TicketState::kWaiting);
  if (ticket == nullptr) return;
  ++ticket->put_backs;
  Wait(*ticket, event.order, event.at_us);
}

void Lines::Apply(const TicketLeft& event) { End(event.ticket, TicketState::kLeft, event.at_us); }

void Lines::Apply(const TicketParked& event) { Release(event.ticket, TicketState::kParked); }

void Lines::Apply(const TicketUnparked& event) {
  Ticket* ticket = Release(event.ticket, TicketState::kWaiting);
  if (ticket != nullptr) Wait(*ticket, event.order, event.at_us);
}

void Lines::Apply(const TicketDismissed& event) {
  End(event.ticket, TicketState::kDismissed, event.at_us);
}

void Lines::Apply(const CounterSessionOpened& event) {
  sessions_[event.session] = {.id = event.session,
                              .office = event.office,
                              .counter = event.counter,
                              .staff_ref = event.staff_ref,
                              .profile = event.profile,
                              .ticket = {},
                              .opened_us = event.at_us,
                              .changed_us = event.at_us};
  live_sessions_[event.counter.value] = event.session;
}

void Lines::Apply(const CounterSessionPaused& event) {
  if (CounterSession* session = Change(event.session, event.at_us)) {
    session->state = SessionState::kPaused;
  }
}

void Lines::Apply(const CounterSessionResumed& event) {
  const CounterSession* before = Find(event.session);
  if (before == nullptr) return;
  // A clock that was set back during the pause makes it empty, never negative.
  const int64_t pause_us = std::max<int64_t>(0, event.at_us - before->changed_us);
  CounterSession* session = Change(event.session, event.at_us);
  session->state = SessionState::kOpen;
  session->paused_us += pause_us;
}

void Lines::Apply(const CounterSessionClosed& event) {
  CounterSession* session = Change(event.session, event.at_us);
  if (session == nullptr) return;
  session->state = SessionState::kClosed;
  session->closed_us = event.at_us;
  const ResourceId counter = session->counter;
  live_sessions_.erase(counter.value);
  std::erase_if(sessions_, [&](const auto& item) {
    return item.first != event.session && item.second.counter == counter &&
           item.second.state == SessionState::kClosed;
  });
}

void Lines::Apply(const QueueIssuingStopped& event) { queues_[event.queue].issuing_stopped = true; }

void Lines::Apply(const QueueIssuingResumed& event) {
  queues_[event.queue].issuing_stopped = false;
}

Ticket* Lines::Release(TicketId id, TicketState state) {
  const auto found = tickets_.find(id);
  if (found == tickets_.end()) return nullptr;
  Ticket& ticket = found->second;
  if (ticket.state == TicketState::kWaiting) {
    const auto line = waiting_.find(ticket.queue.value);
    SideOf(line->second, ticket).erase(KeyOf(ticket));
    if (line->second.size() == 0) waiting_.erase(line);
  }
  const auto session = sessions_.find(ticket.session);
  if (session != sessions_.end() && session->second.ticket == id) {
    session->second.ticket = TicketId{};
    ++session->second.revision;
  }
  ticket.session = CounterSessionId{};
  ticket.state = state;
  ++ticket.revision;
  return &ticket;
}

void Lines::End(TicketId id, TicketState state, int64_t at_us) {
  Ticket* ticket = Release(id, state);
  if (ticket == nullptr) return;
  ticket->ended_us = at_us;
  if (ticket->appointment) live_appointments_.erase(ticket->appointment.value);
}

void Lines::Wait(Ticket& ticket, const Order& order, int64_t at_us) {
  const OrderRule placed_by = order.rule == OrderRule::kKept ? ticket.order.rule : order.rule;
  ticket.order = order;
  ticket.order.rule = placed_by;
  ticket.waiting_since_us = at_us;
  ticket.ended_us = 0;
  ticket.calls = 0;
  next_sequence_ = std::max(next_sequence_, order.sequence + 1);
  AddIndices(ticket);
}

void Lines::StartDay(int64_t number_line, NumberLine& line, int32_t day_ymd) {
  line.last_day_ymd = line.day_ymd;
  line.day_ymd = day_ymd;
  std::vector<TicketId> forgotten;
  for (auto it = numbers_of_tickets_.lower_bound({number_line, 0, TicketId{}});
       it != numbers_of_tickets_.end() && std::get<0>(*it) == number_line; ++it) {
    const Ticket& ticket = tickets_.at(std::get<2>(*it));
    const bool recent = ticket.day_ymd == line.day_ymd || ticket.day_ymd == line.last_day_ymd;
    if (!IsLive(ticket.state) && !recent) forgotten.push_back(ticket.id);
  }
  for (const TicketId id : forgotten) Drop(id);
}

CounterSession* Lines::Change(CounterSessionId id, int64_t at_us) {
  const auto found = sessions_.find(id);
  if (found == sessions_.end()) return nullptr;
  found->second.changed_us = at_us;
  ++found->second.revision;
  return &found->second;
}

void Lines::AddIndices(const Ticket& ticket) {
  numbers_of_tickets_.insert({ticket.number_line, ticket.number, ticket.id});
  if (ticket.state == TicketState::kWaiting) {
    SideOf(waiting_[ticket.queue.value], ticket).insert(KeyOf(ticket));
  }
  if (ticket.appointment && IsLive(ticket.state)) {
    live_appointments_[ticket.appointment.value] = ticket.id;
  }
}

void Lines::Drop(TicketId id) {
  const auto found = tickets_.find(id);
  numbers_of_tickets_.erase({found->second.number_line, found->second.number, id});
  tickets_.erase(found);
}

void Lines::RebuildIndices() {
  waiting_.clear();
  live_sessions_.clear();
  live_appointments_.clear();
  numbers_of_tickets_.clear();
  for (const auto& [id, ticket] : tickets_) AddIndices(ticket);
  for (const auto& [id, session] : sessions_) {
    if (session.state != SessionState::kClosed) live_sessions_[session.counter.value] = id;
  }
}

absl::Status Lines::CheckTicket(const Ticket& ticket) const {
  if (ticket.order.sequence >= next_sequence_) {
    return Fail(Reason::kInternal, "ticket {}: sequence ahead of the count", ticket.label);
  }
  if (HasSession(ticket.state) != static_cast<bool>(ticket.session)) {
    return Fail(Reason::kInternal, "ticket {}: state and session disagree", ticket.label);
  }
  const CounterSession* session = Find(ticket.session);
  if (ticket.session && (session == nullptr || session->ticket != ticket.id)) {
    return Fail(Reason::kInternal, "ticket {}: its session has another ticket", ticket.label);
  }
  const auto same = numbers_of_tickets_.lower_bound({ticket.number_line, ticket.number, {}});
  for (auto it = same; it != numbers_of_tickets_.end() && std::get<0>(*it) == ticket.number_line &&
                       std::get<1>(*it) == ticket.number;
       ++it) {
    const Ticket* other = Find(std::get<2>(*it));
    const bool clash =
        other != nullptr && other->id != ticket.id &&
        ((IsLive(ticket.state) && IsLive(other->state)) || ticket.day_ymd == other->day_ymd);
    if (clash) return Fail(Reason::kInternal, "ticket {}: number given twice", ticket.label);
  }
  return absl::OkStatus();
}

absl::Status Lines::Check() const {
  std::set<int64_t> sequences;
  for (const auto& [id, ticket] : tickets_) {
    if (id != ticket.id) return Fail(Reason::kInternal, "ticket {}: wrong id", ticket.label);
    if (!sequences.insert(ticket.order.sequence).second) {
      return Fail(Reason::kInternal, "ticket {}: place given twice", ticket.label);
    }
    VUORO_RETURN_IF_ERROR(CheckTicket(ticket));
  }
  for (const auto& [id, session] : sessions_) {
    const Ticket* ticket = Find(session.ticket);
    if (session.ticket && (ticket == nullptr || ticket->session != id)) {
      return Fail(Reason::kInternal, "session {}: its ticket is not its own", id.value);
    }
    if (session.state == SessionState::kClosed && session.ticket) {
      return Fail(Reason::kInternal, "session {}: closed with a ticket", id.value);
    }
  }
  Lines rebuilt = *this;
  rebuilt.RebuildIndices();
  const auto same_waiting = [](const WaitingLine& a, const WaitingLine& b) {
    return a.by_arrival == b.by_arrival && a.by_appointment == b.by_appointment;
  };
  bool same = waiting_.size() == rebuilt.waiting_.size();
  for (const auto& [queue, line] : rebuilt.waiting_) {
    const WaitingLine* mine = Waiting(QueueId{queue});
    same = same && mine != nullptr && same_waiting(*mine, line);
  }
  if (!same || live_sessions_ != rebuilt.live_sessions_ ||
      live_appointments_ != rebuilt.live_appointments_ ||
      numbers_of_tickets_ != rebuilt.numbers_of_tickets_) {
    return Fail(Reason::kInternal, "an index of the queue differs from its tickets");
  }
  return absl::OkStatus();
}

}  // namespace vuoro

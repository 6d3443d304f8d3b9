// Appointments through the engine: search, hold, confirm, move, cancel, check in, and every
// refusal.
#include <algorithm>

#include "engine/fixture.h"

namespace vuoro {
namespace {

class AppointmentsTest : public testing::Test, public EngineFixture {
 protected:
  void SetUp() override { Load(); }
  static constexpr int64_t kTuesday1000 = kMonday0900 + 25 * 60 * kMinuteUs;
};

TEST_F(AppointmentsTest, AnOfferedSlotIsHeldConfirmedAndGone) {
  const auto slots =
      Search("village", "advice", Mode::kOnSite, kTuesday1000, kTuesday1000 + 60 * kMinuteUs);
  ASSERT_TRUE(slots.ok()) << slots.status();
  ASSERT_EQ(slots->size(), 4);  // one counter, every quarter of an hour
  EXPECT_EQ(slots->front().start_us, kTuesday1000);
  EXPECT_EQ(slots->front().end_us, kTuesday1000 + 15 * kMinuteUs);

  const auto booked = Book(Wish("village", "advice", Mode::kOnSite, kTuesday1000));
  ASSERT_TRUE(booked.ok()) << booked.status();
  EXPECT_EQ(booked->state, AppointmentState::kBooked);
  EXPECT_EQ(booked->at.local_ymd, 20260303);
  EXPECT_EQ(booked->at.local_min, 600);
  EXPECT_EQ(booked->at.time_zone, "Europe/Helsinki");
  EXPECT_EQ(Search("village", "advice", Mode::kOnSite, kTuesday1000, kTuesday1000 + 60 * kMinuteUs)
                ->size(),
            3);
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kOnSite, kTuesday1000)),
              FailsWith(Reason::kSlotTaken));
}

TEST_F(AppointmentsTest,
       VideoInAnInterpretedLanguageTakesBoothOfficialAdvisorAndInterpreterTogether) {
  HoldRequest wish = Wish("centre", "benefit", Mode::kVideoBooth, kTuesday1000);
  wish.language = "ar";
  const auto booked = Book(wish);
  ASSERT_TRUE(booked.ok()) << booked.status();
  std::vector<std::string> keys;
  for (const Assignment& assignment : booked->at.assignments) {
    keys.push_back(*engine->FindKey(admin, assignment.resource.value));
    EXPECT_EQ(assignment.to_min - assignment.from_min, keys.back() == "person.carl" ? 10 : 30)
        << keys.back();
  }
  EXPECT_THAT(keys, testing::UnorderedElementsAre("centre.booth-1",
                                                  testing::AnyOf("person.anna", "person.bert"),
                                                  "person.carl", "person.dina"));
  // The interpreter is taken, so a phone call in Arabic finds nobody at that time, in Finnish it
  // does.
  HoldRequest phone = Wish("centre", "benefit", Mode::kPhone, kTuesday1000);
  phone.language = "ar";
  EXPECT_THAT(Book(phone), FailsWith(Reason::kSlotTaken));
  phone.language = "fi";
  EXPECT_TRUE(Book(phone).ok());
}

TEST_F(AppointmentsTest, NothingIsTakenWhenOneOfTheResourcesIsMissing) {
  HoldRequest wish = Wish("centre", "benefit", Mode::kVideoBooth, kTuesday1000 - 60 * kMinuteUs);
  wish.language = "ar";  // the interpreter comes at ten
  const Digest before = engine->StateHash();
  EXPECT_THAT(Book(wish), FailsWith(Reason::kNobodyOnDuty));
  EXPECT_EQ(engine->StateHash(), before);
}

TEST_F(AppointmentsTest, EveryRefusalNamesItsReasonAndChangesNothing) {
  const int64_t at = kTuesday1000;
  const Digest before = engine->StateHash();
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kPhone, at)), FailsWith(Reason::kNotOffered));
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kOnSite, kMonday0900 - 15 * kMinuteUs)),
              FailsWith(Reason::kNoticeTooShort));
  EXPECT_THAT(
      Book(Wish("village", "advice", Mode::kOnSite, at + int64_t{60} * 24 * 60 * kMinuteUs)),
      FailsWith(Reason::kOutOfHorizon));
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kOnSite, at + 5 * kMinuteUs)),
              FailsWith(Reason::kOffGrid));
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kOnSite, at + 1)), FailsWith(Reason::kOffGrid));
  EXPECT_THAT(Book(Wish("village", "advice", Mode::kOnSite, at + 120 * kMinuteUs)),
              FailsWith(Reason::kClosedThen));
  EXPECT_THAT(Book(Wish("village", "benefit", Mode::kOnSite, at)),
              FailsWith(Reason::kNobodyOnDuty));
  HoldRequest swedish = Wish("centre", "benefit", Mode::kVideoBooth, at);
  swedish.language = "xx";
  EXPECT_THAT(Book(swedish), FailsWith(Reason::kUnknownLanguage));
  HoldRequest arabic = Wish("village", "advice", Mode::kOnSite, at);
  arabic.language = "ar";
  EXPECT_THAT(Book(arabic), FailsWith(Reason::kLanguageNotServed));
  HoldRequest nowhere = Wish("village", "advice", Mode::kOnSite, at);
  nowhere.office = OfficeId{nowhere.service.value};  // an id of another kind
  EXPECT_THAT(Book(nowhere), FailsWith(Reason::kUnknownId));
  HoldRequest long_hold = Wish("village", "advice", Mode::kOnSite, at);
  long_hold.hold_s = -1;
  EXPECT_THAT(Book(long_hold), FailsWith(Reason::kBadArgument));
  long_hold.hold_s = 0;
  long_hold.customer = "\xff";
  EXPECT_THAT(Book(long_hold), FailsWith(Reason::kBadText));
  EXPECT_EQ(engine->StateHash(), before);
}

TEST_F(AppointmentsTest, OnlyTheOfficialWhoSpeaksTheLanguageIsTaken) {
  HoldRequest wish = Wish("centre", "benefit", Mode::kPhone, kTuesday1000);
  wish.language = "sv";
  const auto first = Book(wish);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(*engine->FindKey(admin, first->at.assignments.front().resource.value), "person.anna");
  EXPECT_THAT(Book(wish), FailsWith(Reason::kSlotTaken));
  wish.language = "fi";
  EXPECT_TRUE(Book(wish).ok());
}

TEST_F(AppointmentsTest, AHoldLapsesAtItsDeadlineAndItsTimeIsOfferedAgain) {
  HoldRequest wish = Wish("village", "advice", Mode::kOnSite, kTuesday1000);
  wish.hold_s = 60;
  const auto held = engine->Hold(admin, {}, wish);
  ASSERT_TRUE(held.ok());
  const auto open = [&] {
    return Search("village", "advice", Mode::kOnSite, kTuesday1000, kTuesday1000 + 1)->size();
  };
  EXPECT_EQ(open(), 0);
  clock->AdvanceSeconds(59);
  EXPECT_EQ(open(), 0);
  clock->AdvanceSeconds(1);
  EXPECT_EQ(open(), 1);  // before anybody has recorded the lapse
  EXPECT_TRUE(Book(wish).ok());
  EXPECT_EQ(engine->FindAppointment(admin, held->id)->state, AppointmentState::kLapsed);
  EXPECT_THAT(engine->Confirm(admin, {}, {.appointment = held->id}),
              FailsWith(Reason::kHoldExpired));
}

TEST_F(AppointmentsTest, RescheduleSwapsOrChangesNothing) {
  const auto first = Book(Wish("village", "advice", Mode::kOnSite, kTuesday1000));
  const auto second = Book(Wish("village", "advice", Mode::kOnSite, kTuesday1000 + 15 * kMinuteUs));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_THAT(
      engine->Reschedule(admin, {},
                         {.appointment = first->id, .office = {}, .start_us = second->at.start_us}),
      FailsWith(Reason::kSlotTaken));
  EXPECT_EQ(engine->FindAppointment(admin, first->id)->at.start_us, kTuesday1000);
  const auto moved = engine->Reschedule(
      admin, {},
      {.appointment = first->id, .office = {}, .start_us = kTuesday1000 + 30 * kMinuteUs});
  ASSERT_TRUE(moved.ok()) << moved.status();
  EXPECT_EQ(moved->revision, first->revision + 1);
  EXPECT_TRUE(Book(Wish("village", "advice", Mode::kOnSite, kTuesday1000)).ok());
  EXPECT_THAT(engine->Cancel(admin, {}, {.appointment = first->id, .revision = first->revision}),
              FailsWith(Reason::kStaleRevision));
}

TEST_F(AppointmentsTest, AnAppointmentDoesNotStandInItsOwnWay) {
  const auto booked = Book(Wish("centre", "benefit", Mode::kVideoBooth, kTuesday1000));
  ASSERT_TRUE(booked.ok());
  const auto moved =
      engine->Reschedule(admin, {},
                         {.appointment = booked->id,
                          .office = {},
                          .mode = Mode::kVideoBooth,
                          .start_us = kTuesday1000 + 15 * kMinuteUs});  // overlaps itself
  EXPECT_TRUE(moved.ok()) << moved.status();
}

TEST_F(AppointmentsTest, CheckInIssuesATicketAndTheTicketTakesTheAppointmentAlong) {
  const auto booked = Book(Wish("centre", "advice", Mode::kOnSite, kMonday0900 + 90 * kMinuteUs));
  ASSERT_TRUE(booked.ok());
  EXPECT_THAT(engine->CheckInAppointment(admin, {}, {.appointment = booked->id}, Channel::kKiosk),
              FailsWith(Reason::kTooEarly));
  clock->AdvanceSeconds(80 * 60);
  const auto checked_in =
      engine->CheckInAppointment(admin, {}, {.appointment = booked->id}, Channel::kKiosk);
  ASSERT_TRUE(checked_in.ok()) << checked_in.status();
  ASSERT_TRUE(checked_in->ticket.has_value());
  EXPECT_EQ(checked_in->appointment.state, AppointmentState::kCheckedIn);
  EXPECT_EQ(checked_in->appointment.ticket, checked_in->ticket->id);
  EXPECT_EQ(checked_in->ticket->appointment, booked->id);
  const CounterSession session = OpenCounter("centre.counter-1");
  const auto called = engine->Do(admin, {}, CallNext{session.id});
  ASSERT_TRUE(called.ok()) << called.status();
  EXPECT_EQ(called->id, checked_in->ticket->id);
  ASSERT_TRUE(engine->Do(admin, {}, ServeTicket{{.id = called->id}}).ok());
  EXPECT_EQ(engine->FindAppointment(admin, booked->id)->state, AppointmentState::kInService);
  ASSERT_TRUE(engine->Do(admin, {}, FinishTicket{.ticket = {.id = called->id}}).ok());
  EXPECT_EQ(engine->FindAppointment(admin, booked->id)->state, AppointmentState::kFulfilled);
  EXPECT_THAT(engine->CheckInAppointment(admin, {}, {.appointment = booked->id}, Channel::kKiosk),
              FailsWith(Reason::kWrongState));
}

TEST_F(AppointmentsTest, LateCheckInIsRefusedAndNoShowFreesNothingInThePast) {
  const auto booked = Book(Wish("centre", "advice", Mode::kOnSite, kMonday0900 + 30 * kMinuteUs));
  ASSERT_TRUE(booked.ok());
  EXPECT_THAT(engine->NoShow(admin, {}, {.appointment = booked->id}), FailsWith(Reason::kTooEarly));
  clock->AdvanceSeconds(46 * 60);
  EXPECT_THAT(engine->CheckInAppointment(admin, {}, {.appointment = booked->id}, Channel::kKiosk),
              FailsWith(Reason::kTooLate));
  EXPECT_EQ(engine->NoShow(admin, {}, {.appointment = booked->id})->state,
            AppointmentState::kNoShow);
}

TEST_F(AppointmentsTest, CancellingACheckedInAppointmentTakesItsTicketOutOfTheLine) {
  const auto booked = Book(Wish("centre", "advice", Mode::kOnSite, kMonday0900 + 30 * kMinuteUs));
  const auto checked_in =
      engine->CheckInAppointment(admin, {}, {.appointment = booked->id}, Channel::kKiosk);
  ASSERT_TRUE(checked_in.ok()) << checked_in.status();
  ASSERT_TRUE(engine->Cancel(admin, {}, {.appointment = booked->id}).ok());
  EXPECT_EQ(engine->FindTicket(admin, checked_in->ticket->id)->state, TicketState::kLeft);
}

TEST_F(AppointmentsTest, PhoneAppointmentsRunWithoutATicket) {
  const auto booked = Book(Wish("centre", "benefit", Mode::kPhone, kMonday0900 + 30 * kMinuteUs));
  ASSERT_TRUE(booked.ok()) << booked.status();
  EXPECT_EQ(engine->Start(admin, {}, {.appointment = booked->id})->state,
            AppointmentState::kInService);
  EXPECT_EQ(engine->Finish(admin, {}, {.appointment = booked->id})->state,
            AppointmentState::kFulfilled);
  EXPECT_THAT(engine->Finish(admin, {}, {.appointment = booked->id}),
              FailsWith(Reason::kWrongState));
}

TEST_F(AppointmentsTest, APublishedPlanBecomesVisitHours) {
  WeekPlan plan;
  plan.from_ymd = 20260302;
  plan.field = {{"anna", "village", 1, 9 * 60, 11 * 60}};  // Tuesday 9-11
  ASSERT_TRUE(engine->PublishPlan(admin, {}, plan).ok());
  const int64_t tuesday = kTuesday1000 - 10 * 60 * kMinuteUs;
  const auto slots =
      Search("village", "benefit", Mode::kOnSite, tuesday, tuesday + 24 * 60 * kMinuteUs);
  ASSERT_TRUE(slots.ok()) << slots.status();
  ASSERT_EQ(slots->size(), 7);  // 9:00 to 10:30 every quarter
  EXPECT_EQ(slots->front().start_us, tuesday + 9 * 60 * kMinuteUs);
  EXPECT_TRUE(Book(Wish("village", "benefit", Mode::kOnSite, kTuesday1000)).ok());
  // A field day is a whole day: she takes no calls at her base.
  HoldRequest phone = Wish("centre", "benefit", Mode::kPhone, kTuesday1000 + 4 * 60 * kMinuteUs);
  phone.language = "sv";
  EXPECT_THAT(Book(phone), FailsWith(Reason::kNobodyOnDuty));
  plan.field[0].office = "nowhere";
  EXPECT_THAT(engine->PublishPlan(admin, {}, plan), FailsWith(Reason::kBadPlan));
}

// Law: an offered slot is accepted if nothing happened in between, and what is refused was not
// offered. Random bookings until the week is full, over every mode and language.
TEST_F(AppointmentsTest, WhatIsOfferedIsAcceptedAndWhatIsNotIsRefused) {
  vuoro::Random random(11);
  const std::vector<std::pair<std::string, Mode>> wishes = {{"advice", Mode::kOnSite},
                                                            {"benefit", Mode::kOnSite},
                                                            {"benefit", Mode::kVideoBooth},
                                                            {"benefit", Mode::kPhone}};
  int accepted = 0;
  int refused = 0;
  for (int i = 0; i < 1500; ++i) {
    const auto& [service, mode] = wishes[random.Below(wishes.size())];
    const std::string language = std::vector<std::string>{"", "fi", "sv", "ar"}[random.Below(4)];
    const int64_t start =
        kTuesday1000 + static_cast<int64_t>(random.Between(-8, 28)) * 15 * kMinuteUs;
    HoldRequest wish = Wish("centre", service, mode, start);
    wish.language = language;
    const auto offered = Search("centre", service, mode, start, start + 1, language);
    ASSERT_TRUE(offered.ok()) << offered.status();
    const auto held = engine->Hold(admin, {}, wish);
    ASSERT_EQ(held.ok(), !offered->empty()) << held.status();
    held.ok() ? ++accepted : ++refused;
    if (held.ok() && random.Chance(1, 2)) {
      ASSERT_TRUE(engine->Cancel(admin, {}, {.appointment = held->id}).ok());
    }
  }
  EXPECT_GT(accepted, 100);
  EXPECT_GT(refused, 100);
}

}  // namespace
}  // namespace vuoro

"""One feasible week for finland50.json, made greedily: it proves that the agreements' least visits can
be kept, since these are drawn at or below what it does. It is not a good plan."""

DAYS = ["mon", "tue", "wed", "thu", "fri"]
SLOTS = 22          # half hours from 07:00 to 18:00
MIN_VISIT, MAX_VISIT = 4, 12


def slot_after(clock):
    """The first half hour that starts at or after HH:MM, counted from 07:00."""
    hour, minute = int(clock[:2]), int(clock[3:])
    return -(-((hour - 7) * 60 + minute) // 30)


def slot_before(clock):
    hour, minute = int(clock[:2]), int(clock[3:])
    return ((hour - 7) * 60 + minute) // 30


def windows(hours):
    """Weekday -> (first slot, slot behind the last) of an office's weekly hours."""
    out = {}
    for rule in hours:
        days = rule["days"]
        if days == "mon-fri":
            days = DAYS
        for d in [days] if isinstance(days, str) else days:
            out[d] = (slot_after(rule["from"]), slot_before(rule["to"]))
    return out


def slots_of(minutes):
    return -(-minutes // 30)


class Week:
    """Who sits where, and the half hours still to serve."""

    def __init__(self, setting, agreements, exclusive, demand):
        self.setting = setting
        self.open = {o["id"]: windows(o["hours"]) for o in setting.offices}
        self.days = {(a["agency"], a["office"]): a["days"] for a in agreements}
        self.rivals = {}
        for group in exclusive:
            for a in group["agencies"]:
                self.rivals[a, group["office"]] = [b for b in group["agencies"] if b != a]
        self.left = {}
        for k in demand:
            key = (k["agency"], k["office"], k["language"])
            self.left[key] = self.left.get(key, 0) + k["half_hours"]
        self.sitting = {}  # (office, day, slot) -> agencies

    def wanted(self, person, office):
        return sum(self.left.get((person["agency"], office, l), 0) for l in person["languages"])

    def is_free(self, person, office, day, slot):
        here = self.sitting.get((office, day, slot), [])
        rivals = self.rivals.get((person["agency"], office), [])
        return (len(here) < len(self.setting.office(office)["counters"]) and
                not any(b in here for b in rivals))

    def best_window(self, person, office, day, week_left):
        """The earliest longest window of a visit, or None."""
        if day not in self.open[office] or day not in self.days[person["agency"], office]:
            return None
        drive = slots_of(self.setting.minutes(person["base"], office))
        first, behind = self.open[office][day]
        first, behind = max(first, drive), min(behind, SLOTS - drive)
        longest = min(MAX_VISIT, max(MIN_VISIT, self.wanted(person, office)),
                      person["max_day_min"] // 30 - 2 * drive, week_left - 2 * drive)
        best = None
        for start in range(first, behind - MIN_VISIT + 1):
            end = start
            while end < behind and end - start < longest and \
                    self.is_free(person, office, day, end):
                end += 1
            if end - start >= MIN_VISIT and (best is None or end - start > best[1] - best[0]):
                best = (start, end)
        return best

    def serve(self, person, office, day, start, end):
        for slot in range(start, end):
            self.sitting.setdefault((office, day, slot), []).append(person["agency"])
        room = end - start
        for language in person["languages"]:
            key = (person["agency"], office, language)
            part = min(room, self.left.get(key, 0))
            if part:
                self.left[key] -= part
                room -= part


def plan(setting, people, agreements, exclusive, demand):
    """A list of visits {official, agency, office, day, start, end}, one a day for each official."""
    week = Week(setting, agreements, exclusive, demand)
    visits, field_days, away = [], {}, {}
    for day in DAYS:
        for person in people:
            key = person["id"]
            if (day not in person.get("field_days", DAYS) or
                    field_days.get(key, 0) >= person["max_field_days"]):
                continue
            week_left = person["max_week_min"] // 30 - away.get(key, 0)
            best = None
            for office in person["visits"]:
                if (person["agency"], office) not in week.days or week.wanted(person, office) == 0:
                    continue
                window = week.best_window(person, office, day, week_left)
                if window is None:
                    continue
                drive = setting.minutes(person["base"], office)
                gain = 100 * min(week.wanted(person, office), window[1] - window[0]) - 2 * drive
                if gain > 0 and (best is None or gain > best[0]):
                    best = (gain, office, window)
            if best is None:
                continue
            _, office, (start, end) = best
            week.serve(person, office, day, start, end)
            visits.append({"official": key, "agency": person["agency"], "office": office,
                           "day": day, "start": start, "end": end})
            field_days[key] = field_days.get(key, 0) + 1
            away[key] = (away.get(key, 0) + end - start +
                         2 * slots_of(setting.minutes(person["base"], office)))
    return visits

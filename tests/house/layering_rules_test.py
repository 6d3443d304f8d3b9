#!/usr/bin/env python3
"""Shows that each rule of the house finds what it is for, and leaves good files alone."""
import unittest

import house_rules

GOOD = """// Tickets and nothing else.
#ifndef VUORO_QUEUE_TICKET_H_
#define VUORO_QUEUE_TICKET_H_

#include <string>

#include "vuoro/base/ids.h"
#include "vuoro/queue/order.h"

// TODO(until Debian has fmt 10): drop the copy.
struct Ticket {
  int number = 0;
};

#endif  // VUORO_QUEUE_TICKET_H_
"""
HEADER = "include/vuoro/queue/ticket.h"
SOURCE = "src/queue/ticket.cc"


def faults(name, text):
    return house_rules.check(name, text)


class HouseRulesTest(unittest.TestCase):
    def assert_one(self, name, text, words):
        found = faults(name, text)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_a_good_file_has_no_fault(self):
        self.assertEqual(faults(HEADER, GOOD), [])

    def test_an_include_points_down_only(self):
        self.assert_one(HEADER, GOOD.replace("base/ids.h", "engine/engine.h"), "engine (floor 7)")

    def test_rooms_on_one_floor_do_not_meet(self):
        self.assert_one(HEADER, GOOD.replace("base/ids.h", "appointment/hold.h"), "floor 5")

    def test_a_private_header_obeys_too(self):
        self.assert_one(SOURCE, '// Owns tickets only.\n#include "engine/batch.h"\n', "engine")
        self.assert_one(HEADER, GOOD.replace("vuoro/base/ids.h", "base/row.h"), "private")

    def test_an_unknown_room_needs_a_floor(self):
        self.assert_one("src/attic/box.cc", "// Owns a box only.\n", "no floor")

    def test_only_the_edge_knows_the_c_abi(self):
        self.assert_one(SOURCE, '// Owns tickets only.\n#include "vuoro/vuoro.h"\n', "only capi")
        self.assertEqual(faults("src/capi/a.cc", '// Owns tickets only.\n#include "vuoro/vuoro.h"\n'), [])

    def test_the_edge_may_choose_a_store(self):
        self.assertEqual(faults("src/cli/a.cc", '// Owns one command.\n#include "store/sqlite.h"\n'), [])
        self.assert_one("src/engine/a.cc", '// Owns one engine.\n#include "store/sqlite.h"\n', "store")

    def test_heavy_headers_stay_out_of_public_ones(self):
        self.assert_one(HEADER, GOOD.replace("<string>", "<nlohmann/json.hpp>"), "public header")

    def test_a_library_is_known_to_its_room_only(self):
        self.assert_one(SOURCE, "// Owns tickets only.\n#include <date/tz.h>\n", "only time")
        self.assertEqual(faults("src/time/zone.cc", "// Owns zones only.\n#include <date/tz.h>\n"), [])

    def test_no_clock_below_the_engine(self):
        text = "// Owns tickets only.\nauto t = std::chrono::system_clock::now();\n"
        self.assert_one(SOURCE, text, "below the engine")
        self.assertEqual(faults("src/engine/a.cc", text), [])
        self.assertEqual(faults("src/time/a.cc", text), [])

    def test_a_file_opens_with_a_sentence(self):
        self.assert_one(SOURCE, "#include <string>\n", "open the file")
        self.assert_one("tests/house/a.py", "import sys\n", "open the file")
        self.assertEqual(faults("tests/house/a.py", '#!/usr/bin/env python3\n"""Tries one thing."""\n'), [])

    def test_the_guard_follows_the_path(self):
        self.assert_one(HEADER, GOOD.replace("_TICKET_H_", "_TICKETS_H_"), "header guard")
        self.assert_one(HEADER, GOOD.replace("#endif  // VUORO_QUEUE_TICKET_H_", "#endif"), "last line")

        private = GOOD.replace("VUORO_QUEUE", "VUORO_SRC_QUEUE")
        self.assertEqual(faults("src/queue/ticket.h", private), [])
        self.assert_one("src/queue/ticket.h", GOOD, "VUORO_SRC_QUEUE_TICKET_H_")

    def test_the_length_walls(self):
        self.assert_one(SOURCE, "// Owns tickets only.\n" + "\n" * 700, "wall is 700")
        body = "  Step();\n" * 70
        self.assert_one(SOURCE, "// Owns tickets only.\n\nvoid F() {\n" + body + "}\n", "72 lines")
        self.assert_one(SOURCE, "// Owns x only.\n\nstruct S {\n  void F() {\n" + body + "  }\n};\n", "72 lines")
        self.assertEqual(faults(SOURCE, "// Owns x only.\n\nvoid F() {\n" + body[10:-20] + "}\n"), [])
        self.assertEqual(faults(SOURCE, "// Owns x only.\n\nint table[] = {\n" + "  1,\n" * 90 + "};\n"), [])
        self.assertEqual(faults(SOURCE, "// Owns x only.\n\nnamespace vuoro {\n" + "int F();\n" * 90 + "}\n"), [])

        self.assertEqual(faults("tests/queue/a.cc", "// Tries x only.\n\nvoid F() {\n" + body + "}\n"), [])

    def test_an_open_mark_states_its_condition(self):
        self.assert_one(SOURCE, "// Owns tickets only.\n// TODO: later\n", "open mark")
        self.assert_one(SOURCE, "// Owns tickets only.\n// FIXME this\n", "open mark")

    def test_vague_names_are_named(self):
        self.assert_one(SOURCE, "// Owns tickets only.\nclass TicketManager {\n};\n", "vague")


if __name__ == "__main__":
    unittest.main()

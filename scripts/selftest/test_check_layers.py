"""check_layers.py bites: each rule is broken once and must be found, and nothing else."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import check_layers  # noqa: E402


def found(**extra):
    """Findings for a small sound tree with some files replaced or added; '__' stands for '/'."""
    texts = {
        "crypto/base/bytes.hpp": "#include <span>\n",
        "crypto/base/detail/wipe.hpp": "",
        "crypto/base/secret.cpp": '#include "crypto/base/detail/wipe.hpp"\n#include <sodium.h>\n',
        "ballot/verify.cpp": '#include "crypto/base/bytes.hpp"\n#include <vector>\n',
        "ballot/tools/verify_main.cpp": "#include <CLI/CLI.hpp>\n#include <boost/json.hpp>\n",
        "ballot/forms/page.cpp": "#include <pango/pangocairo.h>\n#include <fontconfig/fontconfig.h>\n",
        "ballot/forms/data.hpp": "",
        "server/app.cpp": '#include "server/net/session.hpp"\n#include "server/box/box.hpp"\n',
        "server/net/session.hpp": "",
        "server/net/session.cpp": "#include <boost/beast.hpp>\n",
        "server/http/a.hpp": '#include "server/box/box.hpp"\n#include "server/roll/roll.hpp"\n',
        "server/roll/roll.hpp": '#include "server/db/sqlite.hpp"\n',
        "server/box/box.hpp": '#include "server/db/sqlite.hpp"\n',
        "server/db/sqlite.hpp": "",
        "server/db/sqlite.cpp": "#include <sqlite3.h>\n",
        "tests/unit/all.cpp": '#include "crypto/base/detail/wipe.hpp"\n#include <sqlite3.h>\n',
    }
    texts.update(extra.pop("files", {}))
    return [str(finding) for finding in check_layers.check_includes(texts)]


class CheckLayers(unittest.TestCase):
    def expect(self, path, text, part):
        findings = found(files={path: text})
        self.assertEqual(1, len(findings), findings)
        self.assertIn(part, findings[0])
        self.assertTrue(findings[0].startswith(path + ":"), findings[0])

    def test_a_sound_tree_passes(self):
        self.assertEqual([], found())

    def test_crypto_may_not_include_ballot(self):
        text = '#include "ballot/verify.cpp"\n'
        self.expect("crypto/a.hpp", text, "crypto may not include ballot")

    def test_ballot_may_not_include_server(self):
        text = '\n#include "server/db/sqlite.hpp"\n'
        self.expect("ballot/a.cpp", text, "ballot may not include server")

    def test_the_rules_do_not_know_the_forms_and_cairo_stays_there(self):
        self.expect("ballot/a.cpp", '#include "ballot/forms/data.hpp"\n', "do not know its forms")
        self.expect("ballot/a.cpp", "#include <pango/pangocairo.h>\n", "libraries of ballot")
        self.expect("ballot/a.cpp", "#include <fontconfig/fontconfig.h>\n", "server/imports")

    def test_nothing_includes_tests(self):
        self.expect("server/a.cpp", '#include "tests/unit/all.cpp"\n', "nothing includes tests")

    def test_includes_are_named_from_the_root(self):
        self.expect("ballot/a.cpp", '#include "verify.cpp"\n', "name includes from there")

    def test_detail_is_private_to_its_folder(self):
        text = '#include "crypto/base/detail/wipe.hpp"\n'
        self.expect("crypto/hash.cpp", text, "private to crypto/base/")

    def test_the_rules_of_a_vote_do_not_know_their_tools(self):
        text = '#include "ballot/tools/verify_main.cpp"\n'
        self.expect("ballot/a.cpp", text, "do not know their tools")
        self.assertEqual([], found(files={"server/commands/a.cpp": text}))

    def test_json_stays_out_of_ballot(self):
        text = "#include <boost/json.hpp>\n"
        self.expect("ballot/a.cpp", text, "not among the libraries of ballot")

    def test_boost_stays_out_of_crypto(self):
        text = "#  include <boost/system/result.hpp>\n"
        self.expect("crypto/a.cpp", text, "not among the libraries of crypto")

    def test_the_core_reads_no_clock(self):
        self.expect("ballot/a.cpp", "#include <chrono>\n", "reads no clock")

    def test_sqlite_stays_in_db(self):
        self.expect("server/box/store.cpp", "#include <sqlite3.h>\n", "SQLite stays in server/db")

    def test_cli11_stays_in_cli(self):
        text = "#include <CLI/CLI.hpp>\n"
        self.expect("server/commands/a.cpp", text, "CLI11 stays in server/cli")
        self.assertEqual([], found(files={"server/cli/options.cpp": text}))

    def test_rooms_may_not_include_the_transport(self):
        text = '#include "server/net/session.hpp"\n'
        self.expect("server/box/a.cpp", text, "server/box may not include it")

    def test_the_simulated_congress_reaches_the_server_only_from_outside(self):
        text = '#include "server/box/box.hpp"\n'
        self.expect("server/simulate/a.cpp", text, "server/simulate may not include it")
        self.expect("server/client/a.cpp", text, "server/client may not include it")
        self.assertEqual([], found(files={"server/commands/a.cpp": text}))

    def test_the_database_knows_no_room(self):
        files = {"server/log/log.hpp": "", "server/db/a.cpp": '#include "server/log/log.hpp"\n'}
        findings = found(files=files)
        self.assertEqual(1, len(findings), findings)
        self.assertIn("server/db may not include it", findings[0])

    def test_a_new_folder_of_server_needs_a_row(self):
        self.expect("server/attic/a.cpp", "", "give it a row")

    def test_beast_stays_in_net(self):
        findings = found(files={"server/http/a.hpp": "#include <boost/asio/ip/tcp.hpp>\n"})
        self.assertEqual(1, len(findings), findings)
        self.assertIn("Beast and Asio stay in server/net", findings[0])

    def test_beast_is_found_behind_an_own_header(self):
        files = {
            "server/net/stream.hpp": "#include <boost/asio/ssl.hpp>\n",
            "server/main.cpp": '#include "server/net/stream.hpp"\n',
        }
        findings = found(files=files)
        self.assertEqual(1, len(findings), findings)
        self.assertIn("reaches Beast: server/net/stream.hpp <- server/main.cpp", findings[0])

    def test_few_files_compile_beast(self):
        files = {f"server/net/a{n}.cpp": "#include <boost/beast/http.hpp>\n" for n in range(4)}
        self.assertEqual([], found(files=files))
        files["server/net/a4.cpp"] = "#include <boost/beast/http.hpp>\n"
        self.assertIn("6 files compile Beast", found(files=files)[0])

    def test_who_and_what_never_meet_however_long_the_way(self):
        files = {
            "server/log/log.hpp": '#include "server/roll/roll.hpp"\n',
            "server/box/box.hpp": '#include "server/log/log.hpp"\n',
        }
        findings = found(files=files)
        self.assertEqual(1, len(findings), findings)
        steps = "server/roll/roll.hpp <- server/log/log.hpp <- server/box/box.hpp"
        self.assertIn("server/box/ reaches server/roll/: " + steps, findings[0])

    def test_a_comment_is_no_include(self):
        self.assertEqual([], found(files={"crypto/a.cpp": '// #include "server/app.cpp"\n'}))

    def test_the_verifier_links_ballot_and_crypto_alone(self):
        inputs = ["ballot/verify_main.cpp.o", "crypto/libpiaojue_crypto.a", "/usr/lib/x.a"]
        self.assertEqual([], check_layers.check_verifier_inputs(inputs))
        inputs.append("server/libpiaojue_server.a")
        self.assertEqual(1, len(check_layers.check_verifier_inputs(inputs)))
        forms = ["crypto/libpiaojue_crypto.a", "ballot/forms/libpiaojue_forms.a"]
        self.assertEqual(1, len(check_layers.check_verifier_inputs(forms)))
        self.assertEqual(1, len(check_layers.check_verifier_inputs([])))


if __name__ == "__main__":
    unittest.main()

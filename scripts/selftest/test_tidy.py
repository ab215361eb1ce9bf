"""tidy.py bites: each rule is broken once and must be found where it is broken."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import tidy  # noqa: E402
from sources import code_only  # noqa: E402

HEADER = "// crypto/base/errc.hpp — refusals\n#pragma once\n"
ERRC = HEADER + """enum class Errc : int {
    malformed = 1,  // a
    busy = 2,
};
errc_last = 2;
"""
SPEC = """# Spec
## 3. Groups
### 3.1 Points
## 13 Refusals
| no | name |
|---|---|
| 1 | `malformed` |
| 2 | `busy` |
"""


def lines_of(findings, part):
    return [finding.line for finding in findings if part in finding.message]


def body(count, head="void f() {"):
    return head + "\n" + "    x();\n" * (count - 2) + "}\n"


class Sizes(unittest.TestCase):
    def test_a_line_of_100_columns_passes_and_101_does_not(self):
        self.assertEqual([], tidy.check_size("a.cpp", "x" * 100 + "\n"))
        self.assertEqual([2], lines_of(tidy.check_size("a.cpp", "\n" + "x" * 101), "101 columns"))

    def test_a_chinese_character_takes_two_columns(self):
        self.assertEqual([], tidy.check_size("a.cpp", "票" * 50))
        self.assertEqual([1], lines_of(tidy.check_size("a.cpp", "票" * 50 + "x"), "101 columns"))
        self.assertEqual([], tidy.check_size("a.cpp", "n" * 100 + "\u030c"))

    def test_a_file_stays_under_400_lines(self):
        self.assertEqual([], tidy.check_size("a.cpp", "\n" * 399))
        self.assertEqual(1, len(tidy.check_size("a.cpp", "\n" * 400)))

    def test_a_function_stays_under_70_lines(self):
        self.assertEqual([], tidy.check_functions("a.cpp", body(69)))
        self.assertEqual([1], lines_of(tidy.check_functions("a.cpp", body(70)), "70 lines"))

    def test_functions_are_found_wherever_they_stand(self):
        heads = [
            "TEST(Roll, rule) {",
            "struct Row { int n; };\nResult<int> Roll::find(Id id) const noexcept {",
            "Roll::Roll(Db& db) : db_(db), rows_{1, 2}, last_{} {",
            "template <Ring Group>\n    requires std::copyable<Group>\nauto f(Group g) -> Group {",
            "const auto job = [](int a) {",
        ]
        for head in heads:
            text = "namespace piaojue {\nnamespace {\n" + body(70, head) + "}\n}\n"
            self.assertEqual(1, len(tidy.check_functions("a.cpp", text)), head)

    def test_tables_classes_and_namespaces_are_not_functions(self):
        rows = "    {1, f(2)},\n" * 80
        text = "namespace a {\nconst std::array<Row, 80> rows = {\n" + rows + "};\nclass B {\n"
        text += "    void f();\n" * 80 + "};\n}\n"
        self.assertEqual([], tidy.check_functions("a.cpp", text))

    def test_braces_in_literals_and_comments_do_not_count(self):
        text = 'void f() {\n  a("{"); b(\'{\'); c(R"x(}}}")x"); d(1\'000); // {\n}\n'
        self.assertEqual([(9, len(text) - 2)], tidy.functions(code_only(text)))


class Coroutines(unittest.TestCase):
    def check(self, text, name="server/net/a.cpp"):
        return tidy.check_coroutines(name, text)

    def test_forms_that_gcc_12_miscompiles_are_refused(self):
        forms = ["f([v] { g(v); })", "f(Agg{a, b})", "f({a, b})", "f(c ? a : b)", "f(\n    {a})"]
        for bad in forms:
            findings = self.check("void g() {\n    co_await " + bad + ";\n}\n")
            self.assertEqual([2], lines_of(findings, "co_await"), bad)

    def test_named_arguments_pass(self):
        text = 'auto [error, n] = co_await f(std::move(job), "a?{[");\nif (a[0] ? b : c) {}\n'
        text += "co_return {a, b[0]};\n"
        self.assertEqual([], self.check(text))

    def test_coroutines_live_in_net(self):
        findings = self.check("co_return;\n", "server/http/a.cpp")
        self.assertEqual([1], lines_of(findings, "server/net"))

    def test_no_try_in_a_coroutine(self):
        text = "Task f() {\n    auto x = PJ_TRY(g());\n    co_return x;\n}\n"
        self.assertEqual([1], lines_of(tidy.check_functions("a.cpp", text), "PJ_TRY"))
        self.assertEqual([], tidy.check_functions("a.cpp", text.replace("co_return", "return")))

    def test_no_try_behind_a_member_that_would_leak(self):
        for text in (
            "return A{x(), PJ_TRY(g())};",
            "A a{.b = x(), .c = PJ_TRY(g())};",
            "f({x(), h(y, PJ_TRY(g()))});",
        ):
            self.assertEqual([1], lines_of(tidy.check_members("a.cpp", text), "leaks"), text)
        for text in (
            "return A{PJ_TRY(g()), x()};",
            "{\n    f(x, PJ_TRY(g()));\n}",
            "{\n    std::map<A, B> m = PJ_TRY(g());\n}",
            "{\n    A a{x, y};\n    PJ_TRY(g());\n}",
        ):
            self.assertEqual([], tidy.check_members("a.cpp", text), text)


class Forms(unittest.TestCase):
    def test_headers_say_what_they_are_for_and_guard_themselves(self):
        self.assertEqual([], tidy.check_forms("a.hpp", "// a.hpp — bytes\n#pragma once\n"))
        self.assertEqual(2, len(tidy.check_forms("a.hpp", "int x;\n")))

    def test_using_namespace_is_refused(self):
        findings = tidy.check_forms("a.cpp", "\nusing namespace std;\n")
        self.assertEqual([2], lines_of(findings, "using"))

    def test_typedef_is_refused_but_for_types_that_using_can_not_name(self):
        text = "typedef int A;\n__extension__ typedef unsigned __int128 B;\n"
        self.assertEqual([1], lines_of(tidy.check_forms("a.cpp", text), "typedef"))

    def test_marks_of_unfinished_work_are_refused(self):
        for mark in ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]:
            findings = tidy.check_marks("a.md", f"\n# {mark}: later\n")
            self.assertEqual([2], lines_of(findings, "unfinished"))
        self.assertEqual([], tidy.check_marks("a.sh", 'mktemp "$dir/run.XXXXXX"\n'))

    def test_paths_of_one_machine_are_refused(self):
        for top in ["wo" + "rk", "ho" + "me", "ro" + "ot"]:
            findings = tidy.check_marks("a.py", f"x = '/{top}/me/main'")
            self.assertEqual([1], lines_of(findings, "machine"))
        for good in ["/var/lib/{}/x", "https://example.org/{}/x", '"$dir/{}/etc"', "docs/{}/a"]:
            self.assertEqual([], tidy.check_marks("a.sh", good.format("wo" + "rk")), good)


class Specification(unittest.TestCase):
    known = tidy.headings(SPEC)

    def check(self, text):
        return tidy.check_sections("a.hpp", text, self.known)

    def test_named_sections_must_exist(self):
        self.assertEqual([], self.check("// a.hpp   PROTOCOL.md §3.1 and §13\n"))
        self.assertEqual([1], lines_of(self.check("// a.hpp   PROTOCOL.md §3.2\n"), "§3.2"))
        self.assertEqual([2], lines_of(self.check("//\n// PROTOCOL.md §3.1, §4\n"), "§4"))
        self.assertEqual([1], lines_of(self.check("// see §9 of PROTOCOL.md\n"), "§9"))
        self.assertEqual([1], lines_of(self.check("// as in PROTOCOL.md\n// §8 says\n"), "§8"))

    def test_sections_of_other_documents_are_not_ours(self):
        text = '// RFC 9474 §4.2\nauto x = "PROTOCOL.md' + ' §99";\n'
        self.assertEqual([], self.check(text))

    def test_refusals_agree_in_both_directions(self):
        self.assertEqual([], tidy.check_refusals(ERRC, SPEC))
        self.assertEqual(1, len(tidy.check_refusals(ERRC, SPEC.replace("| 2 |", "| 3 |"))))
        self.assertEqual(1, len(tidy.check_refusals(ERRC, SPEC + "| 3 | `late` |\n")))
        self.assertEqual([], tidy.check_refusals(ERRC, SPEC + "## 14 Tags\n| 3 | `late` |\n"))
        self.assertEqual(1, len(tidy.check_refusals(ERRC, SPEC.replace("| 2 | `busy` |\n", ""))))
        wrong_last = ERRC.replace("errc_last = 2", "errc_last = 1")
        self.assertEqual(1, len(tidy.check_refusals(wrong_last, SPEC)))

    def test_a_missing_specification_is_a_finding(self):
        texts = {tidy.ERRC: ERRC, tidy.SPEC: SPEC}
        self.assertEqual([], tidy.check_all(texts))
        del texts[tidy.SPEC]
        self.assertEqual(1, len(tidy.check_all(texts)))


if __name__ == "__main__":
    unittest.main()

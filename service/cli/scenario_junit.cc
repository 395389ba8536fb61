#include <pugixml.hpp>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/cli/scenario_file.h"
#include "service/cli/scenario_text.h"

namespace ketenzicht::service {
namespace {

void AddCase(const ScenarioRun& run, size_t variant,
             const v1::ScenarioResult::Assertion& one, pugi::xml_node& suite) {
  pugi::xml_node test = suite.append_child("testcase");
  test.append_attribute("classname") = run.results[variant].scenario().c_str();
  const std::string name =
      run.results.size() == 1
          ? one.text()
          : absl::StrCat("variant ", variant + 1, ": ", one.text());
  test.append_attribute("name") = name.c_str();
  test.append_attribute("file") = run.name.c_str();
  test.append_attribute("line") = one.line();
  if (one.holds()) return;
  pugi::xml_node failure = test.append_child("failure");
  failure.append_attribute("message") = one.instead().c_str();
  failure.text() = absl::StrCat(PlaceIn(run.name, one.line(), one.column()),
                                ": ", one.instead())
                       .c_str();
}

void AddSuite(const ScenarioRun& run, pugi::xml_node& suites) {
  pugi::xml_node suite = suites.append_child("testsuite");
  suite.append_attribute("name") = run.name.c_str();
  int tests = 0;
  int failures = 0;
  for (size_t i = 0; i < run.results.size(); ++i) {
    for (const auto& one : run.results[i].assertions()) {
      ++tests;
      failures += one.holds() ? 0 : 1;
      AddCase(run, i, one, suite);
    }
    for (const auto& one : UnansweredQueries(run.results[i])) {
      ++tests;
      ++failures;
      pugi::xml_node test = suite.append_child("testcase");
      test.append_attribute("name") =
          absl::StrCat("variant ", i + 1, ": query ", one.query()).c_str();
      test.append_child("failure").append_attribute("message") =
          one.scenario_error().c_str();
    }
  }
  if (!run.unexpected.empty()) {
    ++tests;
    ++failures;
    pugi::xml_node test = suite.append_child("testcase");
    test.append_attribute("name") = "expected results";
    test.append_child("failure").append_attribute("message") =
        run.unexpected.c_str();
  }
  suite.append_attribute("tests") = tests;
  suite.append_attribute("failures") = failures;
}

}  // namespace

std::string RunsJunit(const std::vector<ScenarioRun>& runs) {
  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  for (const ScenarioRun& run : runs) AddSuite(run, suites);
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace ketenzicht::service

#include <pugixml.hpp>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/scenario_file.h"
#include "service/cli/scenario_text.h"

namespace ketenzicht::service {
namespace {

// "variant 3 (by=products/x): ", where it has several.
std::string VariantName(const ScenarioRun& run, size_t result) {
  if (result >= run.variants.size()) return "";
  return absl::StrCat(
      "variant ", run.variants[result], " (",
      absl::StrJoin(
          run.results[result].parameters(), ", ",
          [](std::string* out, const v1::ScenarioResult::Parameter& parameter) {
            absl::StrAppend(out, parameter.name(), "=", parameter.value());
          }),
      "): ");
}

// One test suite and what it counts.
class Suite {
 public:
  Suite(const ScenarioRun& run, pugi::xml_node& suites)
      : run_(run), suite_(suites.append_child("testsuite")) {
    suite_.append_attribute("name") = run.name.c_str();
  }

  void Write() {
    for (size_t i = 0; i < run_.results.size(); ++i) {
      for (const auto& one : run_.results[i].assertions()) AddCase(i, one);
      for (const auto& one : UnansweredQueries(run_.results[i])) {
        AddTest(absl::StrCat(VariantName(run_, i), "query ", one.query()))
            .append_child("failure")
            .append_attribute("message") = one.scenario_error().c_str();
        ++failures_;
      }
    }
    if (!run_.unexpected.empty()) {
      AddTest("expected results")
          .append_child("failure")
          .append_attribute("message") = run_.unexpected.c_str();
      ++failures_;
    }
    if (!run_.error.empty()) {
      pugi::xml_node error = AddTest("scenario").append_child("error");
      error.append_attribute("message") =
          run_.error.substr(0, run_.error.find('\n')).c_str();
      error.text() = run_.error.c_str();
    }
    suite_.append_attribute("tests") = tests_;
    suite_.append_attribute("failures") = failures_;
    suite_.append_attribute("errors") = run_.error.empty() ? 0 : 1;
  }

 private:
  pugi::xml_node AddTest(const std::string& name) {
    ++tests_;
    pugi::xml_node test = suite_.append_child("testcase");
    test.append_attribute("name") = name.c_str();
    test.append_attribute("file") = run_.name.c_str();
    return test;
  }

  void AddCase(size_t result, const v1::ScenarioResult::Assertion& one) {
    pugi::xml_node test =
        AddTest(absl::StrCat(VariantName(run_, result), one.text()));
    test.append_attribute("classname") =
        run_.results[result].scenario().c_str();
    test.append_attribute("line") = one.line();
    if (one.holds()) return;
    ++failures_;
    pugi::xml_node failure = test.append_child("failure");
    failure.append_attribute("message") = one.instead().c_str();
    failure.text() = absl::StrCat(PlaceIn(run_.name, one.line(), one.column()),
                                  ": ", one.instead())
                         .c_str();
  }

  const ScenarioRun& run_;
  pugi::xml_node suite_;
  int tests_ = 0;
  int failures_ = 0;
};

}  // namespace

std::string RunsJunit(const std::vector<ScenarioRun>& runs) {
  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  for (const ScenarioRun& run : runs) Suite(run, suites).Write();
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace ketenzicht::service

#include "service/cli/fact_rows.h"

#include <algorithm>

#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

std::string ModalityWord(const v1::Fact& fact) {
  std::string name = v1::Modality_Name(fact.modality());
  name = name.substr(std::string("MODALITY_").size());
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

}  // namespace

std::string KindOf(const v1::Fact& fact) {
  if (fact.has_entity()) return fact.entity().kind();
  if (fact.has_relation()) return fact.relation().kind();
  return "measure";
}

std::string NameOf(const v1::Fact& fact, bool dutch) {
  if (fact.has_entity()) return In(fact.entity().name(), dutch);
  if (fact.has_measure()) return In(fact.measure().name(), dutch);
  const auto end = [dutch](const v1::End& one) {
    return one.has_selector() ? "{" + In(one.selector().label(), dutch) + "}"
                              : one.id();
  };
  return end(fact.relation().source()) + " → " + end(fact.relation().target());
}

std::vector<std::string> FactHeader(bool dutch) {
  return dutch ? std::vector<std::string>{"ID", "SOORT", "MODALITEIT", "NAAM"}
               : std::vector<std::string>{"ID", "KIND", "MODALITY", "NAME"};
}

std::vector<std::string> FactRow(const v1::Fact& fact, bool dutch) {
  return {fact.id(), KindOf(fact), ModalityWord(fact), NameOf(fact, dutch)};
}

}  // namespace ketenzicht::service

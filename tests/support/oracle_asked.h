// What is asked about where contradictions or unknowns are asked by subject,
// read naively: docs/semantics.md, 13.11 and 14.3.
//
//   AskedAbout asked(record, {"organizations/0"});
//   if (asked.Has("procurements/b")) ...

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_ASKED_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_ASKED_H_

#include <map>
#include <string>
#include <vector>

#include "tests/support/oracle_contradiction_record.h"

namespace ketenzicht::graph::oracle {

class AskedAbout {
 public:
  // Keeps a reference. No subjects: all is asked about.
  AskedAbout(const ContradictionRecord& record,
             const std::vector<std::string>& subjects);

  // Whether what is about `thing` is asked for.
  bool Has(const std::string& thing);
  // Whether it is a product that a process which is asked for uses, or a part
  // of one.
  bool IsUsedProduct(const std::string& thing) const {
    return products_.contains(thing);
  }
  // Whether one of these is, or an end of a relation among them; "" is
  // anything, and nothing.
  bool Concerns(const Ids& things);
  // That, and only since a process, an organization, stands for one.
  bool OnlyStoodFor(const Ids& things);

 private:
  void Add(const std::string& subject);
  void StandFor(const std::string& process);
  void StandForProducts(const std::string& process);
  // Whether it is a subject, part of one, or belongs to one.
  bool IsOwn(const std::string& thing);
  Ids WithEnds(const Ids& things) const;

  const ContradictionRecord& record_;
  const bool all_;
  Ids subjects_;
  Ids stood_for_;  // what is about these
  Ids products_;
  std::map<std::string, bool> own_;
};

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_ASKED_H_

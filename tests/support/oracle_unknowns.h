// What it is to be asked about when unknowns are asked by subject, read
// naively: docs/semantics.md, 14.3.
//
//   AskedUnknowns asked(record, "organizations/0");
//   if (asked.Has("procurements/b")) ...

#ifndef KETENZICHT_TESTS_SUPPORT_ORACLE_UNKNOWNS_H_
#define KETENZICHT_TESTS_SUPPORT_ORACLE_UNKNOWNS_H_

#include <map>
#include <string>

#include "tests/support/oracle_contradiction_record.h"

namespace ketenzicht::graph::oracle {

class AskedUnknowns {
 public:
  // Keeps a reference.
  AskedUnknowns(const ContradictionRecord& record, const std::string& subject);

  // Whether what is about `thing` is asked for.
  bool Has(const std::string& thing);
  // Whether only a process, an organization, stands for it.
  bool OnlyStoodFor(const std::string& thing) const;

 private:
  void StandFor(const std::string& process);

  const ContradictionRecord& record_;
  Ids subjects_;   // what concerns these
  Ids stood_for_;  // what is about these
  std::map<std::string, bool> known_;
};

}  // namespace ketenzicht::graph::oracle

#endif  // KETENZICHT_TESTS_SUPPORT_ORACLE_UNKNOWNS_H_

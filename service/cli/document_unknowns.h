// What the answers to a case leave unknown, put together for its document.

#ifndef KETENZICHT_SERVICE_CLI_DOCUMENT_UNKNOWNS_H_
#define KETENZICHT_SERVICE_CLI_DOCUMENT_UNKNOWNS_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ketenzicht/v1/exposure_service.pb.h"
#include "service/cli/document.h"

namespace ketenzicht::service {

// Facts by their ids: what two answers tell is one unknown, whatever its words.
// It is unknown where it counts in one of them; in which it does not, and that
// it was said later, is told with the numbers of the questions. What counts in
// none is told apart, never left out. Not thread-safe.
class DocumentUnknowns {
 public:
  explicit DocumentUnknowns(bool dutch) : dutch_(dutch) {}

  void Add(const v1::AnswerCaseResponse& answer);
  // The section, in an order of its own: by its sentences.
  void Write(Document& document) const;

 private:
  // Something, and in which questions.
  using Mentions = std::vector<std::pair<std::string, std::vector<int>>>;
  struct Unknown {
    std::string line;
    bool counts = false;  // in one answer
    Mentions notes;       // empty ones too
  };
  using Unknowns = std::map<std::string, Unknown>;  // by id

  const char* Say(const char* nl, const char* en) const {
    return dutch_ ? nl : en;
  }
  static void AddMention(const std::string& what, int number,
                         Mentions& mentions);
  static void AddTold(std::string line, bool counts, const std::string& note,
                      int number, Unknown& unknown);
  std::string Questions(const std::vector<int>& numbers) const;
  std::string NotesOf(const Unknown& unknown) const;
  void WriteAll(const Unknowns& unknowns, bool counting,
                Document& document) const;
  void WriteFactors(Document& document) const;

  const bool dutch_;
  bool differ_ = false;  // the questions, in day or sources
  Unknowns recorded_;
  Unknowns presumed_;
  std::map<std::string, Mentions> factors_;  // pairs, by what it is called
};

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_DOCUMENT_UNKNOWNS_H_

// Reads JSON Lines: one fact or document a line (docs/jsonl.md).
//
//   Problems problems("facts.jsonl");
//   JsonLinesReader reader(problems);
//   while (… piece …) reader.Read(piece, take_fact, take_document);
//   bool all = reader.Finish(take_fact, take_document);

#ifndef KETENZICHT_INGEST_JSON_LINES_READER_H_
#define KETENZICHT_INGEST_JSON_LINES_READER_H_

#include <cstddef>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "ingest/fact_reader.h"
#include "ingest/problem.h"

namespace ketenzicht::ingest {

inline constexpr size_t kMaxJsonLine = size_t{64} << 20;

// After so many problems the rest of a file is not read.
inline constexpr size_t kMaxJsonLinesProblems = 1000;

// Whether a file is read as JSON Lines: by the end of its name, .jsonl or
// .ndjson, in upper or lower case.
bool IsJsonLinesName(absl::string_view name);

// An ontology, policy, case or scenario, in the text it was written in.
struct LineDocument {
  std::string name;
  std::string content;
  int line = 0;
};

// Not thread-safe. Linear in the input; holds one line at a time. References
// between facts are not looked up here.
class JsonLinesReader {
 public:
  using TakeFact = absl::FunctionRef<void(ReadFact)>;
  using TakeDocument = absl::FunctionRef<void(LineDocument)>;

  // `problems` must outlive the reader.
  explicit JsonLinesReader(Problems& problems) : problems_(problems) {}

  // Takes what further lines hold, in order. Lines may end with LF or CRLF;
  // those with nothing but blanks are skipped, and so is a byte order mark. A
  // line that is no JSON, or is neither a fact nor a document, is a problem and
  // does not end the reading; a line above kMaxJsonLine and
  // kMaxJsonLinesProblems do.
  void Read(absl::string_view piece, TakeFact fact, TakeDocument document);

  // Takes the last line, which may lack its end. Whether every line gave a
  // fact, sound or broken, or a document: if not, other facts may point at what
  // is missing.
  bool Finish(TakeFact fact, TakeDocument document);

 private:
  void TakeLine(absl::string_view line, TakeFact fact, TakeDocument document);
  void Give(const YamlField& field, TakeFact fact, TakeDocument document);
  void Lose(absl::string_view reason);

  Problems& problems_;
  std::string rest_;  // of the line that is not complete
  int line_ = 0;      // that was taken last
  bool complete_ = true;
  bool stopped_ = false;
};

}  // namespace ketenzicht::ingest

#endif  // KETENZICHT_INGEST_JSON_LINES_READER_H_

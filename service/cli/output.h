// Writes answers as tables, text or JSON.

#ifndef KETENZICHT_SERVICE_CLI_OUTPUT_H_
#define KETENZICHT_SERVICE_CLI_OUTPUT_H_

#include <google/protobuf/message.h>

#include <ostream>
#include <string>
#include <vector>

#include "ketenzicht/v1/exposure.pb.h"
#include "ketenzicht/v1/fact.pb.h"

namespace ketenzicht::service {

enum class Format { kTable, kJson, kNdjson, kCsv, kMarkdown, kHtml, kJunit };

// The text in the language of the output.
const std::string& In(const v1::Text& text, bool dutch);

std::string StatusWord(v1::Status status, bool dutch);
// "T0", "T0–T3" or "n/a".
std::string TierWord(const v1::TierResult& tier, bool dutch);

// The published name, "not_excluded", whatever the language: for programs.
// Empty where it is not set.
std::string StatusName(v1::Status status);

// One line of CSV (RFC 4180), with its end; what a spreadsheet would take for a
// formula is escaped (ingest/csv_escape.h).
std::string CsvLine(const std::vector<std::string>& fields);

// A message in its own JSON mapping, on one line or indented.
std::string ToJson(const google::protobuf::Message& message, bool indented);

// Messages one after another: kJson as one array, kNdjson one a line.
class JsonWriter {
 public:
  // `list`: an array, even of one message; otherwise the message itself.
  JsonWriter(std::ostream& out, Format format, bool list);
  void Write(const google::protobuf::Message& message);
  void Finish();

 private:
  std::ostream& out_;
  const Format format_;
  const bool list_;
  bool first_ = true;
};

// Rows under a header, columns aligned by the width of their characters.
std::string Table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_OUTPUT_H_

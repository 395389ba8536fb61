#include "service/cli/output.h"

#include <google/protobuf/util/json_util.h>
#include <libsmartcols/libsmartcols.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "ingest/csv_escape.h"

namespace ketenzicht::service {

const std::string& In(const v1::Text& text, bool dutch) {
  const std::string& wanted = dutch ? text.nl() : text.en();
  if (!wanted.empty()) return wanted;
  return dutch ? text.en() : text.nl();
}

std::string StatusWord(v1::Status status, bool dutch) {
  switch (status) {
    case v1::STATUS_OPEN:
      return "open";
    case v1::STATUS_NOT_EXCLUDED:
      return dutch ? "niet uitgesloten" : "not excluded";
    case v1::STATUS_UNKNOWN:
      return dutch ? "onbekend" : "unknown";
    case v1::STATUS_BLOCKED:
      return dutch ? "geblokkeerd" : "blocked";
    case v1::STATUS_NO_PATH:
      return dutch ? "geen pad vastgelegd" : "no path recorded";
    default:
      return "?";
  }
}

std::string StatusName(v1::Status status) {
  if (status == v1::STATUS_UNSPECIFIED) return "";
  return absl::AsciiStrToLower(
      v1::Status_Name(status).substr(sizeof("STATUS_") - 1));
}

std::string CsvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) line += ',';
    ingest::AppendCsvField(fields[i], line);
  }
  return line + "\r\n";
}

std::string TierWord(const v1::TierResult& tier, bool dutch) {
  if (!tier.applicable()) return dutch ? "n.v.t." : "n/a";
  if (tier.lowest() == tier.highest()) return tier.lowest();
  return tier.lowest() + "–" + tier.highest();
}

std::string ToJson(const google::protobuf::Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options)
           .ok()) {
    return "{}";
  }
  while (!json.empty() && json.back() == '\n') json.pop_back();
  return json;
}

JsonWriter::JsonWriter(std::ostream& out, Format format, bool list)
    : out_(out), format_(format), list_(list) {
  if (format_ == Format::kJson && list_) out_ << "[";
}

void JsonWriter::Write(const google::protobuf::Message& message) {
  if (format_ == Format::kNdjson) {
    out_ << ToJson(message, false) << "\n";
    return;
  }
  if (list_) out_ << (first_ ? "\n" : ",\n");
  out_ << ToJson(message, true);
  if (!list_) out_ << "\n";
  first_ = false;
}

void JsonWriter::Finish() {
  if (format_ == Format::kJson && list_) out_ << (first_ ? "]\n" : "\n]\n");
}

std::string Table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows) {
  libscols_table* table = scols_new_table();
  scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER);
  for (const std::string& name : header) {
    scols_table_new_column(table, name.c_str(), 0, 0);
  }
  for (const std::vector<std::string>& row : rows) {
    libscols_line* line = scols_table_new_line(table, nullptr);
    for (size_t i = 0; i < row.size(); ++i) {
      scols_line_set_data(line, i, row[i].c_str());
    }
  }
  char* text = nullptr;
  scols_print_table_to_string(table, &text);
  std::string result(text == nullptr ? "" : text);
  std::free(text);
  scols_unref_table(table);
  return result;
}

}  // namespace ketenzicht::service

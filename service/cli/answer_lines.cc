#include "service/cli/answer_lines.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "ketenzicht/v1/circumstance.pb.h"
#include "ketenzicht/v1/exposure_service.pb.h"
#include "ketenzicht/v1/matrix.pb.h"
#include "ketenzicht/v1/path_list.pb.h"
#include "service/cli/output.h"

namespace ketenzicht::service {
namespace {

using google::protobuf::Any;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Lines = std::vector<std::string>;

// Pairs of lines that are compared at most: some 16 MB.
constexpr size_t kMaxCompared = 4'000'000;

std::string Outcome(v1::Status status, const v1::TierResult& tier, bool dutch) {
  return absl::StrCat(StatusWord(status, dutch), ", ", TierWord(tier, dutch));
}

class MatrixLines {
 public:
  void Add(const v1::GetMatrixResponse& message, bool dutch, Lines& lines) {
    if (message.has_header()) {
      columns_.clear();
      for (const v1::MatrixColumn& column : message.header().columns()) {
        columns_.push_back(column.id());
      }
    }
    const v1::MatrixRow& row = message.row();
    for (int i = 0; i < row.cells_size() && i < Columns(); ++i) {
      const v1::MatrixCell& cell = row.cells(i);
      lines.push_back(absl::StrCat(row.process(), " → ", columns_[i], ": ",
                                   Outcome(cell.status(), cell.tier(), dutch)));
    }
    const v1::MatrixDistributionRow& organization = message.distribution();
    for (int i = 0; i < organization.distributions_size() && i < Columns();
         ++i) {
      std::vector<std::string> counts;
      for (const auto& count : organization.distributions(i).statuses()) {
        counts.push_back(absl::StrCat(count.processes(), " ",
                                      StatusWord(count.status(), dutch)));
      }
      lines.push_back(absl::StrCat(organization.organization(), " → ",
                                   columns_[i], ": ",
                                   absl::StrJoin(counts, ", ")));
    }
  }

 private:
  int Columns() const { return static_cast<int>(columns_.size()); }
  Lines columns_;  // of the last header
};

void AddPath(const v1::ListedPath& path, bool dutch, Lines& lines) {
  lines.push_back(absl::StrCat(path.process(), " → ", path.target(), ": ",
                               StatusWord(path.status(), dutch), ": ",
                               absl::StrJoin(path.relations(), " ")));
}

void AddAffected(const v1::FindAffectedResponse& answer, bool dutch,
                 Lines& lines) {
  for (const auto& process : answer.processes()) {
    lines.push_back(absl::StrCat(process.process(), ", ", process.vector(),
                                 ": ", StatusWord(process.status(), dutch)));
  }
}

// The sentences that the contract marks as saying the same as the rest, at any
// depth, but for those of what the answer holds for.
void AddSentences(const Message& message, bool dutch, Lines& lines) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() == nullptr ||
        field->message_type() == v1::AnswerContext::descriptor()) {
      continue;
    }
    if (field->message_type() == v1::Text::descriptor()) {
      if (!field->options().GetExtension(v1::circumstance)) continue;
      v1::Text text;
      text.CopyFrom(reflection.GetMessage(message, field));
      for (absl::string_view line : absl::StrSplit(In(text, dutch), '\n')) {
        if (!line.empty()) lines.emplace_back(line);
      }
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        AddSentences(reflection.GetRepeatedMessage(message, field, i), dutch,
                     lines);
      }
    } else {
      AddSentences(reflection.GetMessage(message, field), dutch, lines);
    }
  }
}

// What it holds for stands in the last sentences too.
void AddContexts(const Message& message, bool dutch,
                 std::set<std::string>& contexts) {
  const Reflection& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->message_type() != v1::AnswerContext::descriptor()) continue;
    v1::AnswerContext context;
    context.CopyFrom(reflection.GetMessage(message, field));
    for (absl::string_view line :
         absl::StrSplit(In(context.text(), dutch), '\n')) {
      contexts.emplace(line);
    }
  }
}

std::unique_ptr<Message> Unpacked(const Any& any) {
  const auto* type =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          std::string(absl::string_view(any.type_url())
                          .substr(any.type_url().rfind('/') + 1)));
  if (type == nullptr) return nullptr;
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type);
  if (prototype == nullptr) return nullptr;
  std::unique_ptr<Message> message(prototype->New());
  if (!any.UnpackTo(message.get())) return nullptr;
  return message;
}

// By the longest common part.
Lines InTheirPlaces(const Lines& before, const Lines& after) {
  const size_t n = before.size();
  const size_t m = after.size();
  // Lengths of the longest common part of what follows.
  std::vector<std::vector<int>> common(n + 1, std::vector<int>(m + 1, 0));
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      common[i][j] = before[i] == after[j]
                         ? common[i + 1][j + 1] + 1
                         : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  Lines diff;
  size_t i = 0;
  size_t j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && before[i] == after[j]) {
      ++i;
      ++j;
    } else if (j == m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
      diff.push_back(absl::StrCat("- ", before[i++]));
    } else {
      diff.push_back(absl::StrCat("+ ", after[j++]));
    }
  }
  return diff;
}

Lines OneSideOnly(const Lines& before, const Lines& after) {
  Lines diff;
  const auto add = [&](const Lines& of, const Lines& others, const char* sign) {
    std::multiset<absl::string_view> left(others.begin(), others.end());
    for (const std::string& line : of) {
      const auto it = left.find(line);
      if (it == left.end()) {
        diff.push_back(absl::StrCat(sign, line));
      } else {
        left.erase(it);
      }
    }
  };
  add(before, after, "- ");
  add(after, before, "+ ");
  return diff;
}

}  // namespace

std::vector<std::string> AnswerLines(
    const google::protobuf::RepeatedPtrField<Any>& messages, bool dutch) {
  Lines lines;
  MatrixLines matrix;
  std::set<std::string> contexts;
  for (const Any& any : messages) {
    v1::GetMatrixResponse cells;
    v1::ListPathsResponse path;
    v1::FindAffectedResponse affected;
    if (any.UnpackTo(&cells)) {
      matrix.Add(cells, dutch, lines);
    } else if (any.UnpackTo(&path)) {
      if (path.has_path()) AddPath(path.path(), dutch, lines);
    } else if (any.UnpackTo(&affected)) {
      AddAffected(affected, dutch, lines);
    } else if (const std::unique_ptr<Message> other = Unpacked(any)) {
      AddSentences(*other, dutch, lines);
      AddContexts(*other, dutch, contexts);
    }
  }
  std::erase_if(
      lines, [&](const std::string& line) { return contexts.contains(line); });
  return lines;
}

std::vector<std::string> DiffLines(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after) {
  const size_t shorter = std::min(before.size(), after.size());
  size_t same = 0;  // at the beginning
  while (same < shorter && before[same] == after[same]) ++same;
  size_t tail = 0;
  while (tail < shorter - same &&
         before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) {
    ++tail;
  }
  const Lines gone(before.begin() + static_cast<std::ptrdiff_t>(same),
                   before.end() - static_cast<std::ptrdiff_t>(tail));
  const Lines come(after.begin() + static_cast<std::ptrdiff_t>(same),
                   after.end() - static_cast<std::ptrdiff_t>(tail));
  return gone.size() * come.size() <= kMaxCompared ? InTheirPlaces(gone, come)
                                                   : OneSideOnly(gone, come);
}

}  // namespace ketenzicht::service

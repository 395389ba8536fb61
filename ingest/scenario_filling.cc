#include "ingest/scenario_filling.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace ketenzicht::ingest {
namespace {

class Filler {
 public:
  Filler(const ScenarioParameters& values, Problems& problems)
      : values_(values), problems_(problems) {}

  void Fill(YamlNode& node) {
    if (full_) return;
    if (node.kind == YamlNode::Kind::kScalar) node.scalar = Filled(node);
    for (YamlNode& item : node.items) Fill(item);
    for (YamlField& field : node.fields) Fill(field.value);
  }

 private:
  std::string Filled(const YamlNode& node) {
    const absl::string_view text = node.scalar;
    std::string filled;
    size_t at = 0;
    for (;;) {
      const size_t begin = text.find("${", at);
      if (begin == absl::string_view::npos) break;
      const size_t end = text.find('}', begin);
      if (end == absl::string_view::npos) {
        problems_.Add(node.place(), "'${' without a '}'");
        break;
      }
      const std::string name(text.substr(begin + 2, end - begin - 2));
      const auto value = values_.find(name);
      if (value == values_.end()) {
        problems_.Add(node.place(), absl::StrCat("there is no parameter '",
                                                 name, "' in the matrix"));
      }
      absl::StrAppend(&filled, text.substr(at, begin - at),
                      value == values_.end() ? name : value->second);
      at = end + 1;
      if (filled_bytes_ + filled.size() > kMaxScenarioBytes) break;
    }
    absl::StrAppend(&filled, text.substr(at));
    Count(filled.size(), node);
    return filled;
  }

  void Count(size_t bytes, const YamlNode& node) {
    filled_bytes_ += bytes;
    if (filled_bytes_ <= kMaxScenarioBytes) return;
    full_ = true;
    problems_.Add(node.place(),
                  absl::StrCat("the values of the matrix make the scenario "
                               "larger than ",
                               kMaxScenarioBytes, " bytes"));
  }

  const ScenarioParameters& values_;
  Problems& problems_;
  size_t filled_bytes_ = 0;
  bool full_ = false;
};

}  // namespace

void FillParameters(const ScenarioParameters& values, YamlNode& root,
                    Problems& problems) {
  Filler(values, problems).Fill(root);
}

}  // namespace ketenzicht::ingest

#include "ingest/csv_fact_writer.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/csv_escape.h"
#include "ingest/csv_record_reader.h"
#include "ingest/flow_text.h"

namespace ketenzicht::ingest {
namespace {

using graph::Fact;

// YAML takes no longer keys on one line.
constexpr size_t kMaxKeyBytes = 1000;

// The cells of one row, in the order of their columns.
class RowWriter {
 public:
  explicit RowWriter(std::string& out) : out_(out) {}

  absl::Status Write(const Fact& fact) {
    Cell(fact.id);
    if (const graph::Entity* entity = fact.entity()) WriteEntity(*entity);
    if (const graph::Relation* relation = fact.relation()) {
      WriteRelation(*relation);
    }
    if (const graph::Measure* measure = fact.measure()) WriteMeasure(*measure);
    WriteTail(fact);
    out_ += '\n';
    return status_;
  }

 private:
  void Refuse(absl::string_view reason) {
    if (status_.ok()) status_ = absl::InvalidArgumentError(reason);
  }

  void Cell(absl::string_view text) {
    if (!first_) out_ += ',';
    first_ = false;
    // One byte is for an apostrophe.
    if (text.size() + 1 > CsvLimits().field_bytes) {
      Refuse(absl::StrCat("a field of ", text.size(), " bytes: at most ",
                          CsvLimits().field_bytes - 1));
      return;
    }
    AppendCsvField(text, out_);
  }

  void Ids(const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      if (id.empty() || id.find_first_of(" \t\r\n{[") != std::string::npos) {
        Refuse(absl::StrCat("'", id, "' cannot stand in a list of ids"));
      }
    }
    Cell(absl::StrJoin(ids, " "));
  }

  void Attributes(const std::map<std::string, std::string>& attributes) {
    for (const auto& [name, value] : attributes) {
      if (name.empty() || name.size() > kMaxKeyBytes) {
        Refuse(absl::StrCat("an attribute's name has ", name.size(),
                            " bytes: 1 to ", kMaxKeyBytes));
      }
    }
    Cell(attributes.empty() ? "" : FlowOf(attributes, FlowStyle::kYaml));
  }

  static std::string IntervalText(const graph::Interval& interval) {
    return interval.best ? absl::StrCat(NumberText(interval.low), " ",
                                        NumberText(*interval.best), " ",
                                        NumberText(interval.high))
                         : absl::StrCat(NumberText(interval.low), " ",
                                        NumberText(interval.high));
  }

  void WriteEntity(const graph::Entity& entity) {
    Cell(entity.kind);
    Cell(entity.name.nl);
    Cell(entity.name.en);
    Cell(entity.aliases.empty() ? ""
                                : FlowOf(entity.aliases, FlowStyle::kYaml));
    Attributes(entity.attributes);
    Ids(entity.about);
  }

  void End(absl::string_view name, const graph::End& end) {
    if (end.id.empty() == !end.selector || absl::StartsWith(end.id, "{")) {
      Refuse(absl::StrCat("the ", name, " needs either an id or a class"));
    }
    Cell(end.selector
             ? absl::StrCat("{class: ", FlowOf(*end.selector, FlowStyle::kYaml),
                            "}")
             : end.id);
  }

  void WriteRelation(const graph::Relation& relation) {
    Cell(relation.kind);
    End("source", relation.source);
    End("target", relation.target);
    if (const auto* given =
            std::get_if<graph::Interval>(&relation.likelihood)) {
      Cell(IntervalText(*given));
    } else if (const auto* name =
                   std::get_if<std::string>(&relation.likelihood)) {
      if (name->empty() || absl::StrContains(*name, ' ')) {
        Refuse(absl::StrCat("'", *name, "' is no name of a likelihood class"));
      }
      Cell(*name);
    } else {
      Cell("");
    }
    Ids(relation.via);
    Cell(relation.holds_while ? FlowOf(*relation.holds_while, FlowStyle::kYaml)
                              : "");
    Attributes(relation.attributes);
  }

  void WriteMeasure(const graph::Measure& measure) {
    Cell(measure.name.nl);
    Cell(measure.name.en);
    Cell(graph::MeasureEffectName(measure.effect));
    Cell(graph::MeasureStateName(measure.state));
    Cell(graph::MeasureNatureName(measure.nature));
    Cell(FlowOf(measure.selects, FlowStyle::kYaml));
    Cell(measure.unless ? FlowOf(*measure.unless, FlowStyle::kYaml) : "");
    Cell(measure.reduction ? IntervalText(*measure.reduction) : "");
    Cell(measure.decided_by);
    Cell(measure.cost ? NumberText(*measure.cost) : "");
    Cell(measure.burden ? NumberText(*measure.burden) : "");
    Ids(measure.prerequisites);
    Ids(measure.conflicts_with);
  }

  void Bound(const graph::Bound& bound) {
    switch (bound.kind) {
      case graph::Bound::Kind::kNotStated:
        return Cell("");
      case graph::Bound::Kind::kOpen:
        return Cell("open");
      case graph::Bound::Kind::kDated:
        return Cell(graph::FormatDateRange(bound.range));
    }
  }

  void WriteEvidence(const std::vector<graph::Evidence>& evidence) {
    if (evidence.size() == 1 && evidence[0].attributed_to.empty()) {
      Cell(evidence[0].source);
      Cell(evidence[0].locator);
      Cell(evidence[0].speaker);
      Cell(evidence[0].asserted_on.ToString());
      return;
    }
    for (int i = 0; i < 4; ++i) Cell("");
    if (evidence.empty()) return;
    std::string list;
    for (const graph::Evidence& one : evidence) {
      absl::StrAppend(&list, list.empty() ? "" : ", ",
                      FlowOf(one, FlowStyle::kYaml));
    }
    more_.Raw("evidence", absl::StrCat("[", list, "]"));
  }

  void WriteTail(const Fact& fact) {
    Cell(graph::ModalityName(fact.modality));
    Cell(fact.unknown_kind == graph::UnknownKind::kNone
             ? ""
             : graph::UnknownKindName(fact.unknown_kind));
    Bound(fact.valid.from);
    Bound(fact.valid.until);
    WriteEvidence(fact.evidence);
    Ids(fact.because);
    if (fact.origin.inferred == fact.origin.inferred_by.empty() ||
        (!fact.origin.inferred && !fact.origin.from.empty())) {
      Refuse("an inference, and nothing else, needs its author");
    }
    Cell(fact.origin.inferred_by);
    Ids(fact.origin.from);
    Cell(fact.confidence ? absl::StrCat(*fact.confidence) : "");
    Cell(fact.verified ? "" : "false");
    Cell(fact.note.nl);
    Cell(fact.note.en);
    if (fact.marking != graph::Marking()) {
      more_.Raw("marking", FlowOf(fact.marking, FlowStyle::kYaml));
    }
    Cell(more_.empty() ? "" : more_.Done());
  }

  std::string& out_;
  FlowMap more_{FlowStyle::kYaml};
  absl::Status status_;
  bool first_ = true;
};

}  // namespace

std::string CsvHeader(CsvTable table) {
  std::string header;
  for (const CsvColumn& column : CsvColumnsOf(table)) {
    absl::StrAppend(&header, header.empty() ? "" : ",", column.name);
  }
  return header + "\n";
}

absl::Status AppendCsvRow(const graph::Fact& fact, std::string& out) {
  const size_t before = out.size();
  absl::Status written = RowWriter(out).Write(fact);
  if (written.ok()) return written;
  out.resize(before);
  return absl::InvalidArgumentError(
      absl::StrCat(fact.id, ": ", written.message()));
}

}  // namespace ketenzicht::ingest

#include "ingest/source_import.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "ingest/contradicted_judgements.h"
#include "ingest/opened_file.h"
#include "ingest/record_list.h"
#include "ingest/said_by_sources.h"
#include "ingest/source_changes.h"
#include "ingest/source_overlap.h"
#include "ingest/source_update.h"
#include "ingest/stood_on.h"
#include "ingest/yaml_document.h"

namespace ketenzicht::ingest {
namespace {

// An issue comes to rest in the second round, rarely in the third.
constexpr int kMaxRounds = 8;

// Where the records of facts stand, by id of the fact.
using Places = absl::flat_hash_map<std::string, RecordPlace>;

// What others stand on comes first; what the source does not say, or says no
// longer, comes with the last part, where the source is whole. `said` has the
// facts that it says: one that bears the date of its end is none that ends now.
std::vector<std::vector<graph::Fact>> InParts(std::vector<graph::Fact> facts,
                                              const std::string& source,
                                              const Places& said, size_t most) {
  graph::Fact whole;
  std::vector<graph::Fact> things, statements, relations, inferred, endings;
  for (graph::Fact& fact : facts) {
    if (fact.id == source) {
      whole = std::move(fact);
    } else if (!said.contains(fact.id)) {
      endings.push_back(std::move(fact));
    } else if (fact.relation() != nullptr && fact.origin.inferred) {
      inferred.push_back(std::move(fact));
    } else if (fact.relation() != nullptr) {
      relations.push_back(std::move(fact));
    } else if (!fact.entity()->about.empty()) {
      statements.push_back(std::move(fact));
    } else {
      things.push_back(std::move(fact));
    }
  }
  graph::Fact begun = whole;
  std::get<graph::Entity>(begun.body).attributes[kIncompleteAttribute] = "true";
  std::vector<std::vector<graph::Fact>> parts = {{std::move(begun)}};
  for (std::vector<graph::Fact>* some :
       {&things, &statements, &relations, &inferred}) {
    for (graph::Fact& fact : *some) {
      if (parts.back().size() >= most) parts.emplace_back();
      parts.back().push_back(std::move(fact));
    }
  }
  parts.push_back(std::move(endings));
  parts.back().push_back(std::move(whole));
  return parts;
}

// What two rounds put, the later of which counts. What came up in between and
// goes again was never there.
std::vector<graph::Fact> PutTogether(const graph::Snapshot& before,
                                     std::vector<graph::Fact> earlier,
                                     std::vector<graph::Fact> later) {
  absl::flat_hash_set<std::string> ids;
  for (const graph::Fact& fact : later) ids.insert(fact.id);
  for (graph::Fact& fact : earlier) {
    if (!ids.contains(fact.id)) later.push_back(std::move(fact));
  }
  std::erase_if(later, [&before](const graph::Fact& fact) {
    return IsTakenBack(fact) && before.Find(fact.id) == graph::kNoFact;
  });
  std::sort(
      later.begin(), later.end(),
      [](const graph::Fact& a, const graph::Fact& b) { return a.id < b.id; });
  return later;
}

}  // namespace

class SourceImporter::Work {
 public:
  explicit Work(const SourceImport& how)
      : how_(how), steps_(how.still_wanted) {}

  bool Read(const State& current) {
    current_ = &current;
    ontology_ = current.ontology;
    if (current.ontology == nullptr || current.policy == nullptr) {
      return Refuse("",
                    "there is no ontology or policy yet: import data/ first");
    }
    if (how_.files.empty()) return Refuse("", "there is no file");
    return Open() && ChooseFormat() && ReadMappingOfFormat() && ReadRecords() &&
           HashFiles();
  }

  absl::StatusOr<SourceOutcome> LayOver(const State& current) {
    std::vector<graph::Fact> facts = SettledFacts(current);
    if (!steps_.status().ok()) return steps_.status();
    if (problems_.empty()) {
      absl::StatusOr<ImportOutcome> applied =
          ApplyWantedFacts(current, std::move(facts), steps_);
      if (!applied.ok()) return applied.status();
      outcome_.import = *std::move(applied);
      outcome_.import.counts.files = static_cast<int>(how_.files.size());
      Locate(outcome_.import.problems);
    } else {
      outcome_.import.problems = std::move(problems_);
    }
    return std::move(outcome_);
  }

  absl::StatusOr<SourceParts> PartsOver(const State& current, size_t most) {
    SourceParts parts;
    std::vector<graph::Fact> facts = SettledFacts(current);
    if (!steps_.status().ok()) return steps_.status();
    parts.problems = std::move(problems_);
    parts.report = std::move(outcome_.report);
    if (parts.problems.empty()) {
      if (ChangesSomething(current, facts)) {
        parts.parts =
            InParts(std::move(facts), parts.report.source, places_, most);
      } else {
        parts.unchanged = static_cast<int>(facts.size());
      }
    }
    return parts;
  }

  void Locate(std::vector<Problem>& problems) const {
    for (Problem& problem : problems) {
      const std::string id = problem.reason.substr(0, problem.reason.find(':'));
      const auto place = places_.find(id);
      if (place == places_.end()) continue;
      const RecordPlace& record = place->second;
      problem.file =
          record.file.empty() ? how_.files.front().name : record.file;
      problem.line = record.line;
      if (record.pointer.empty()) continue;
      problem.reason = absl::StrCat(record.pointer, ": ", problem.reason);
    }
  }

 private:
  static bool ChangesSomething(const State& current,
                               const std::vector<graph::Fact>& facts) {
    if (current.snapshot == nullptr) return true;
    const graph::FactTable& there = current.snapshot->facts();
    return std::any_of(facts.begin(), facts.end(),
                       [&there](const graph::Fact& fact) {
                         const graph::FactIndex at = there.Find(fact.id);
                         return at == graph::kNoFact || there.Read(at) != fact;
                       });
  }

  bool Refuse(const std::string& file, absl::string_view reason) {
    problems_.push_back({file, 0, std::string(reason)});
    return false;
  }

  bool Open() {
    for (const NamedBytes& file : how_.files) {
      opened_.push_back(std::make_unique<OpenedFile>(*file.bytes, how_.unpack));
      files_.push_back({file.name, opened_.back().get()});
    }
    const absl::StatusOr<absl::string_view> head = opened_.front()->Head();
    if (!head.ok()) {
      return Refuse(how_.files.front().name, head.status().message());
    }
    head_ = *head;
    return true;
  }

  bool ChooseFormat() {
    const std::string& file = how_.files.front().name;
    format_ = how_.format.empty() ? RecognizeFormat(head_)
                                  : FindFormat(how_.format, head_);
    mapping_name_ = how_.format;
    if (format_ == nullptr && !how_.format.empty() &&
        current_->documents.contains(MappingName(how_.format))) {
      format_ = &TableFormat();
    }
    // A mapping of rows is a format of its own.
    if (format_ == nullptr && how_.mapping) format_ = &TableFormat();
    if (format_ == nullptr) {
      return Refuse(
          file, how_.format.empty()
                    ? absl::StrCat(WhyNoFormat(head_), "; name one of ",
                                   FormatNames())
                    : absl::StrCat("'", how_.format,
                                   "' is no format; known: ", FormatNames()));
    }
    if (mapping_name_.empty()) mapping_name_ = std::string(format_->name);
    if (how_.files.size() > 1 && !format_->several_files) {
      return Refuse(
          file, absl::StrCat("a source of ", format_->name, " is one file"));
    }
    return true;
  }

  static std::string FormatNames() {
    std::vector<absl::string_view> names;
    for (const Format& format : Formats()) {
      if (names.empty() || names.back() != format.name) {
        names.push_back(format.name);
      }
    }
    return absl::StrJoin(names, ", ");
  }

  bool ReadMappingOfFormat() {
    InputFile text;
    if (how_.mapping) {
      text = *how_.mapping;
    } else {
      const auto stored = current_->documents.find(MappingName(mapping_name_));
      if (stored == current_->documents.end()) {
        return Refuse("",
                      absl::StrCat("there is no mapping for ", mapping_name_,
                                   ": import data/mappings/, or give one "
                                   "with --mapping"));
      }
      text = {stored->first, stored->second};
    }
    Problems problems(text.name);
    if (const auto root = ParseYaml(text.content, problems)) {
      mapping_ = ReadMapping(*root, *current_->ontology, problems);
    }
    if (mapping_) {
      for (const std::string& why : UnheededKeys(format_->name, *mapping_)) {
        problems.Add(0, why);
      }
    }
    problems_ = problems.list();
    return problems_.empty();
  }

  bool ReadRecords() {
    format_->read(files_, *mapping_, records_, problems_);
    if (problems_.empty() && records_.full()) {
      return Refuse(
          how_.files.front().name,
          records_.out_of_memory()
              ? absl::StrCat("has more things and links than there is memory "
                             "for: ",
                             records_.size(),
                             " were read, and each takes some ",
                             kBytesPerRecord, " bytes before it is stored")
              : absl::StrCat("has more than ", kMaxRecords,
                             " things and links"));
    }
    return problems_.empty();
  }

  // In the order of names.
  bool HashFiles() {
    std::vector<std::pair<std::string, std::string>> hashes;
    for (size_t at = 0; at < opened_.size(); ++at) {
      absl::StatusOr<std::string> hash = opened_[at]->Hash();
      if (!hash.ok()) return Refuse(files_[at].name, hash.status().message());
      hashes.emplace_back(BaseName(files_[at].name), *std::move(hash));
    }
    std::sort(hashes.begin(), hashes.end());
    content_hash_ = absl::StrJoin(
        hashes, " ",
        [](std::string* out, const auto& one) { out->append(one.second); });
    return true;
  }

  FactMaking Making() const {
    return {.source_id = how_.source_id,
            .file = MainFile().name,
            .content_hash = content_hash_,
            .imported_on = how_.imported_on,
            .importer = kImporter,
            .dangling = how_.dangling};
  }

  // The facts to put, so that the same source again changes nothing; none where
  // there are problems. Which thing a record is hangs on what its things were
  // before, and that on this issue: a source that is there, or contends for
  // identifiers with others, is laid over what came of it, until nothing moves
  // any more.
  std::vector<graph::Fact> SettledFacts(const State& current) {
    const bool beside = HasImports(current);
    const RecordList::Records records =
        beside ? records_.Copy() : RecordList::Records();
    std::vector<graph::Fact> put = FactsOver(current);
    const graph::Snapshot* before = current.snapshot.get();
    const bool changes = beside && (contended_ || IsThere(current)) &&
                         ChangesSomething(current, put);
    for (int round = 1; changes && round < kMaxRounds; ++round) {
      absl::StatusOr<ImportOutcome> applied =
          ApplyWantedFacts(current, put, steps_);
      // Whoever asked lays them over once more, and is told.
      if (!applied.ok() || !applied->problems.empty()) break;
      records_.Restore(records);
      ImportReport first = std::move(outcome_.report);
      outcome_.report = ImportReport();
      std::vector<graph::Fact> more = FactsOver(applied->next);
      std::swap(first, outcome_.report);
      if (!problems_.empty() || !steps_.status().ok()) return {};
      if (!ChangesSomething(applied->next, more)) break;
      outcome_.report.remarks = std::move(first.remarks);
      outcome_.report.merged = first.merged;
      put = PutTogether(*before, std::move(put), std::move(more));
    }
    if (before != nullptr && problems_.empty()) {
      CountTakenBack(*before, outcome_.report.source, put, outcome_.report);
    }
    current_ = &current;
    return put;
  }

  static bool HasImports(const State& current) {
    if (current.snapshot == nullptr) return false;
    const graph::FactTable& facts = current.snapshot->facts();
    for (graph::FactIndex at = 0; at < facts.size(); ++at) {
      if (facts.is_entity(at) && current.snapshot->IsA(at, "source") &&
          facts.attributes(at).contains(kImporterAttribute)) {
        return true;
      }
    }
    return false;
  }

  bool IsThere(const State& current) const {
    return current.snapshot != nullptr &&
           current.snapshot->Find(SourceIdOf(records_.source(), Making())) !=
               graph::kNoFact;
  }

  std::vector<graph::Fact> FactsOver(const State& current) {
    // The mapping was read by another ontology.
    const bool anew = current.ontology != ontology_;
    current_ = &current;
    if (!problems_.empty() || (anew && !ReadMappingOfFormat())) return {};
    FactMaking making = Making();
    if (!FitsStored(records_.source(), making)) return {};
    Problems problems(making.file);
    MadeFacts made = MakeFacts(records_, *mapping_, *current_->ontology,
                               current_->snapshot.get(), making,
                               outcome_.report, problems, steps_);
    problems_ = problems.list();
    contended_ = made.contended;
    if (!problems_.empty() || !steps_.status().ok()) return {};
    if (!LooksLikeAnIssueOfIt(made)) return {};
    const graph::Snapshot* before = current_->snapshot.get();
    const std::optional<SourceChanges>& changes = records_.source().changes;
    absl::flat_hash_set<std::string> said;
    if (changes && before != nullptr) {
      for (const graph::Fact& fact : made.facts) said.insert(fact.id);
      JoinUnchanged(*before, *changes, made, outcome_.report);
    }
    outcome_.report.source = made.source;
    outcome_.report.format = mapping_->format;
    std::vector<graph::Fact> put =
        UpdateSource(made, before, outcome_.report, steps_);
    places_ = std::move(made.places);
    if (changes && before != nullptr) {
      KeepUnchanged(*before, made.source, *changes, said, put, outcome_.report);
    }
    if (before != nullptr) {
      const std::vector<std::string> left = KeepStoodOn(
          *before, made.source, changes.has_value(), put, outcome_.report);
      if (!MayLeave(left)) return {};
      TellContradictedJudgements(*before, put, places_, outcome_.report);
    }
    return put;
  }

  // What records of changes take back, and links that stay name.
  bool MayLeave(const std::vector<std::string>& left) {
    if (how_.dangling != DanglingEnds::kRefuse) return true;
    for (const std::string& id : left) {
      Refuse(MainFile().name,
             absl::StrCat("takes back the last record of ", id,
                          ", which links that did not change stand on"));
    }
    return left.empty();
  }

  // Against the issue of this source that is there. Of the same content it is
  // the same issue, on whatever day it comes.
  bool FitsStored(const SourceRecord& source, FactMaking& making) {
    const graph::Snapshot* current = current_->snapshot.get();
    if (current == nullptr) return true;
    const std::string id = SourceIdOf(source, making);
    const graph::FactIndex at = current->Find(id);
    if (at == graph::kNoFact) {
      if (source.changes) {
        outcome_.report.Remark(
            {}, "changes of a source that is not there: taken as all of it",
            id);
      }
      return true;
    }
    const graph::FactTable& facts = current->facts();
    if (!current->IsA(at, "source") ||
        !facts.attributes(at).contains(kImporterAttribute)) {
      return Refuse(making.file, absl::StrCat(id,
                                              " is there and was not "
                                              "imported; name another source"));
    }
    const auto& attributes = facts.attributes(at);
    const auto content = attributes.find(kContentAttribute);
    const auto before = AssertedBefore(current, id);
    const graph::Date now = source.published.value_or(making.imported_on);
    const bool same =
        content != attributes.end() && content->second == making.content_hash;
    if (before && !source.published && same) making.imported_on = *before;
    if (records_.source().changes && !same &&
        attributes.contains(kIncompleteAttribute)) {
      return Refuse(making.file,
                    absl::StrCat("has changes of ", id,
                                 ", of which an import was not finished: "
                                 "import that first"));
    }
    if (same) return true;
    if (!HasAllFiles(id, content == attributes.end() ? "" : content->second)) {
      return false;
    }
    const auto stored = VersionOf(attributes);
    if (stored && source.version && *source.version < *stored) {
      return Refuse(making.file,
                    absl::StrCat("is version ", *source.version, "; ", id,
                                 " is there as version ", *stored));
    }
    if (!before || now >= *before) return true;
    // The day on which one that bears no date came says nothing of an issue
    // that is numbered higher.
    const bool higher = stored && source.version && *source.version > *stored;
    if (higher && !attributes.contains(kPublishedAttribute)) return true;
    return Refuse(making.file,
                  absl::StrCat("is of ", now.ToString(), "; ", id,
                               " is there as of ", before->ToString()));
  }

  // A hash for each file is in the content. What one says that was forgotten
  // would end.
  bool HasAllFiles(const std::string& id, const std::string& content) {
    const auto before = static_cast<size_t>(
        std::count(content.begin(), content.end(), ' ') + 1);
    if (!how_.source_id.empty() || records_.source().changes ||
        how_.files.size() >= before) {
      return true;
    }
    return Refuse(MainFile().name,
                  absl::StrCat("is a source of ", how_.files.size(),
                               how_.files.size() == 1 ? " file" : " files",
                               "; ", id, " is there with ", before,
                               ", and what the others say would end. Give all "
                               "of them, or, where it has fewer now, --source ",
                               id));
  }

  // The name of a file alone says little: every SBOM may be called bom.json.
  bool LooksLikeAnIssueOfIt(const MadeFacts& made) {
    const graph::Snapshot* current = current_->snapshot.get();
    if (current == nullptr || !how_.source_id.empty() ||
        !records_.source().identity.empty() || records_.source().changes) {
      return true;
    }
    const SourceOverlap overlap = OverlapOf(made, *current);
    if (!overlap.looks_like_another()) return true;
    return Refuse(
        MainFile().name,
        absl::StrCat("names itself by nothing but its file name, and ",
                     made.source, " is there, of whose ", overlap.before,
                     " things it has ", overlap.still,
                     ". A newer issue of it: ", "--source ", made.source,
                     ". Another source: --source and another id"));
  }

  // The one whose name comes first: files of one source come in any order.
  const NamedBytes& MainFile() const {
    return *std::min_element(how_.files.begin(), how_.files.end(),
                             [](const NamedBytes& a, const NamedBytes& b) {
                               return BaseName(a.name) < BaseName(b.name);
                             });
  }

  static std::optional<int64_t> VersionOf(
      const std::map<std::string, std::string>& attributes) {
    const auto version = attributes.find(kVersionAttribute);
    int64_t number = 0;
    if (version == attributes.end() ||
        !absl::SimpleAtoi(version->second, &number)) {
      return std::nullopt;
    }
    return number;
  }

  const SourceImport& how_;
  WantedSteps steps_;
  const State* current_ = nullptr;
  std::shared_ptr<const graph::Ontology> ontology_;  // it was read by
  SourceOutcome outcome_;
  RecordList records_{outcome_.report};
  std::string content_hash_;
  bool contended_ = false;  // as of MadeFacts
  Places places_;
  std::vector<Problem> problems_;
  std::vector<std::unique_ptr<OpenedFile>> opened_;
  std::vector<NamedBytes> files_;
  absl::string_view head_;  // of the first file
  const Format* format_ = nullptr;
  std::string mapping_name_;
  std::optional<Mapping> mapping_;
};

SourceImporter::SourceImporter(const SourceImport& how)
    : work_(std::make_unique<Work>(how)) {}

SourceImporter::~SourceImporter() = default;

bool SourceImporter::Read(const State& current) { return work_->Read(current); }

absl::StatusOr<SourceOutcome> SourceImporter::LayOver(const State& current) {
  return work_->LayOver(current);
}

absl::StatusOr<SourceParts> SourceImporter::PartsOver(const State& current,
                                                      size_t most) {
  return work_->PartsOver(current, most);
}

void SourceImporter::Locate(std::vector<Problem>& problems) const {
  work_->Locate(problems);
}

absl::StatusOr<SourceOutcome> ImportSource(const State& current,
                                           const SourceImport& how) {
  SourceImporter importer(how);
  importer.Read(current);
  return importer.LayOver(current);
}

}  // namespace ketenzicht::ingest

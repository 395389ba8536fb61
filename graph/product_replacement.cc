#include "graph/product_replacement.h"

#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace ketenzicht::graph {
namespace {

constexpr absl::string_view kOperates = "operates";

absl::string_view NameIn(absl::string_view id) {
  return id.substr(id.find('/') + 1);
}

class Replacer {
 public:
  Replacer(const Overlay& overlay, const ProductReplacement& replacement)
      : overlay_(overlay),
        ontology_(overlay.base().ontology()),
        replacement_(replacement),
        suffix_(absl::StrCat("-by-", NameIn(replacement.by))) {}

  ReplacedUses Replace() {
    if (replacement_.product == replacement_.by) {
      result_.problem = "a product does not take its own place";
      return std::move(result_);
    }
    const std::string use_kind = overlay_.base().policy().document().use_kind;
    for (const std::string& id :
         overlay_.RelationsAt(replacement_.product, true)) {
      const Fact use = *overlay_.Find(id);
      const Relation& relation = *use.relation();
      if (!IsA(relation.kind, use_kind) || use.modality == Modality::kDenied) {
        continue;
      }
      if (relation.source.selector) {
        result_.notes.push_back(
            absl::StrCat("'", id, "' is a use by a class: it stays as it is"));
      } else if (BelongsToIt(relation.source.id)) {
        if (IsThereOnTheDay(use)) ReplaceUse(use);
      }
    }
    if (result_.ended.empty()) {
      result_.problem = absl::StrCat(
          "no use of '", replacement_.product, "' by '", replacement_.in, "' ",
          left_ ? "can be replaced on " : "is recorded",
          left_ ? replacement_.on.ToString() : "",
          left_ ? absl::StrCat(": ", absl::StrJoin(result_.notes, "; ")) : "");
    }
    return std::move(result_);
  }

 private:
  bool IsA(const std::string& kind, absl::string_view ancestor) const {
    const auto is = ontology_.FindRelationKind(kind);
    const auto of = ontology_.FindRelationKind(ancestor);
    return is && of && ontology_.RelationIsA(*is, *of);
  }

  // As graph::ProcessesOf sees it: through what it is part of, or who operates
  // it, as on record.
  bool BelongsToIt(const std::string& id) const {
    std::vector<std::string> queue = {id};
    std::set<std::string> seen = {id};
    for (size_t i = 0; i < queue.size(); ++i) {
      const std::string at = queue[i];
      if (at == replacement_.in) return true;
      for (const std::string& name : overlay_.RelationsAt(at, false)) {
        const Fact fact = *overlay_.Find(name);
        const auto kind = ontology_.FindRelationKind(fact.relation()->kind);
        if (fact.modality == Modality::kDenied || !kind ||
            !ontology_.relation_kind(*kind).passes_denials) {
          continue;
        }
        const std::string& whole = fact.relation()->target.id;
        if (seen.insert(whole).second) queue.push_back(whole);
      }
      for (const std::string& name : overlay_.RelationsAt(at, true)) {
        const Fact fact = *overlay_.Find(name);
        if (fact.modality == Modality::kDenied ||
            !IsA(fact.relation()->kind, kOperates)) {
          continue;
        }
        const std::string& operator_id = fact.relation()->source.id;
        if (seen.insert(operator_id).second) queue.push_back(operator_id);
      }
    }
    return false;
  }

  bool HasEnded(const Fact& fact) const {
    return fact.valid.until.kind == Bound::Kind::kDated &&
           fact.valid.until.range.latest <= replacement_.on;
  }

  // Else it is left as it is, and said why.
  bool IsThereOnTheDay(const Fact& use) {
    const Bound& from = use.valid.from;
    const std::string day = replacement_.on.ToString();
    if (HasEnded(use)) {
      result_.notes.push_back(absl::StrCat("'", use.id, "' has ended by ", day,
                                           ": it stays as it is"));
    } else if (from.kind == Bound::Kind::kDated &&
               replacement_.on <= from.range.earliest) {
      result_.notes.push_back(absl::StrCat(
          "'", use.id, "' starts on ", from.range.earliest.ToString(),
          ", not before ", day, ": it stays as it is"));
    } else if (overlay_.Has(absl::StrCat(use.id, suffix_))) {
      result_.notes.push_back(
          absl::StrCat("'", use.id, "' has been replaced by '", replacement_.by,
                       "' already: it stays as it is"));
    } else {
      return true;
    }
    left_ = true;
    return false;
  }

  // A copy under another name, from the day on.
  Fact Copy(const Fact& fact) const {
    Fact copy = fact;
    copy.id = absl::StrCat(fact.id, suffix_);
    copy.valid.from = Bound::Dated({replacement_.on, replacement_.on});
    return copy;
  }

  void ReplaceUse(const Fact& use) {
    result_.ended.push_back(use);
    Fact instead = Copy(use);
    auto& relation = std::get<Relation>(instead.body);
    relation.target.id = replacement_.by;
    relation.via.clear();
    const std::string new_use = instead.id;
    result_.added.push_back(std::move(instead));
    // What is said of the use itself: what it touches.
    for (const std::string& name : overlay_.RelationsAt(use.id, false)) {
      const Fact touches = *overlay_.Find(name);
      if (HasEnded(touches)) continue;
      Fact touched = Copy(touches);
      std::get<Relation>(touched.body).source.id = new_use;
      result_.added.push_back(std::move(touched));
    }
    HandleInformation(use.id, new_use);
  }

  // Information that is handled by the same process with the use.
  void HandleInformation(const std::string& use, const std::string& new_use) {
    std::set<std::string> handling;
    for (const Presumption& one :
         overlay_.base().policy().document().presumptions) {
      if (!one.handling.empty()) handling.insert(one.handling);
    }
    for (const std::string& id : overlay_.CarriedBy(use)) {
      const Fact carried = *overlay_.Find(id);
      const Relation& relation = *carried.relation();
      if (!handling.contains(relation.kind) || relation.target.selector ||
          HasEnded(carried)) {
        continue;
      }
      const std::string information = absl::StrCat(relation.target.id, suffix_);
      AddInformation(relation.target.id, information);
      Fact handled = Copy(carried);
      auto& copy = std::get<Relation>(handled.body);
      copy.target.id = information;
      copy.via = {new_use};
      result_.added.push_back(std::move(handled));
    }
  }

  void AddInformation(const std::string& like, const std::string& id) {
    if (!information_.insert(id).second) return;
    Fact fact = *overlay_.Find(like);
    fact.id = id;
    fact.valid = {Bound::Open(), {}};
    auto& entity = std::get<Entity>(fact.body);
    const Fact product = *overlay_.Find(replacement_.by);
    const Text& by = product.entity()->name;
    entity.name = {absl::StrCat(entity.name.In(Language::kDutch), " (met ",
                                by.In(Language::kDutch), ")"),
                   absl::StrCat(entity.name.In(Language::kEnglish), " (with ",
                                by.In(Language::kEnglish), ")")};
    entity.aliases.clear();
    result_.added.push_back(std::move(fact));
  }

  const Overlay& overlay_;
  const Ontology& ontology_;
  const ProductReplacement& replacement_;
  const std::string suffix_;
  std::set<std::string> information_;  // added already
  bool left_ = false;                  // a use that is not there on the day
  ReplacedUses result_;
};

}  // namespace

ReplacedUses ReplaceUses(const Overlay& overlay,
                         const ProductReplacement& replacement) {
  return Replacer(overlay, replacement).Replace();
}

}  // namespace ketenzicht::graph

#include "graph/comparison_text.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "graph/cause_text.h"
#include "graph/fact_text.h"

namespace ketenzicht::graph {
namespace {

class Teller {
 public:
  Teller(const std::array<ComparisonSide, 2>& sides,
         const std::array<std::string, 2>& names, Language language)
      : sides_(sides), names_(names), language_(language) {}

  std::string Tell(const ComparedTarget& compared) {
    const Snapshot& snapshot = sides_[0].views.asked->snapshot();
    absl::StrAppend(&out_, "→ ",
                    snapshot.NameOf(snapshot.Find(compared.target), language_),
                    ", ", compared.label.In(language_), "\n");
    for (int side = 0; side < 2; ++side) TellSide(side, compared.sides[side]);
    for (const MovedAnswer& moved : compared.moved) TellMoved(moved);
    TellWhatElseDiffers(compared);
    // Decisions first would hide that the rest is the same.
    for (size_t i = 0; i < compared.propositions.size();) {
      size_t end = i;
      while (end < compared.propositions.size() &&
             compared.propositions[end].role == compared.propositions[i].role) {
        ++end;
      }
      TellRole({compared.propositions.begin() + i,
                compared.propositions.begin() + end});
      i = end;
    }
    return std::move(out_);
  }

 private:
  std::string Say(const char* dutch, const char* english) const {
    return language_ == Language::kDutch ? dutch : english;
  }

  void TellSide(int side, const SideAnswer& answer) {
    const Snapshot& snapshot = sides_[side].views.asked->snapshot();
    absl::StrAppend(&out_, names_[side], ": ",
                    sides_[side].views.asked->options().date.ToString(),
                    Say(", revisie ", ", revision "), snapshot.revision(), "; ",
                    answer.pairs.size(),
                    Say(answer.pairs.size() == 1 ? " antwoord" : " antwoorden",
                        answer.pairs.size() == 1 ? " answer" : " answers"),
                    Distribution(answer), "\n");
    for (const ComparedPair& pair : answer.pairs) {
      absl::StrAppend(&out_, "  – ",
                      snapshot.NameOf(snapshot.Find(pair.process), language_),
                      ": ", OutcomeText(pair.outcome, language_),
                      pair.searched_all
                          ? ""
                          : Say(" – zoekgrens bereikt, niet volledig",
                                " – search budget reached, truncated"),
                      "\n");
    }
  }

  // ": 1 open, 2 unknown"; nothing of a single answer.
  std::string Distribution(const SideAnswer& answer) const {
    if (answer.pairs.size() < 2) return "";
    std::string text;
    for (size_t status = 0; status < answer.statuses.size(); ++status) {
      if (answer.statuses[status] == 0) continue;
      absl::StrAppend(&text, text.empty() ? ": " : ", ",
                      answer.statuses[status], " ",
                      StatusText(static_cast<Status>(status), language_));
    }
    return text;
  }

  void TellMoved(const MovedAnswer& moved) {
    const Snapshot& snapshot = sides_[0].views.asked->snapshot();
    const std::string name =
        snapshot.NameOf(snapshot.Find(moved.process), language_);
    if (!moved.causes) {
      absl::StrAppend(&out_, Say("Anders voor ", "Different for "), name,
                      Say("; waardoor is niet uitgezocht.\n",
                          "; what makes the difference was not sought.\n"));
      return;
    }
    absl::StrAppend(&out_,
                    Say("Wat het verschil maakt voor ",
                        "What makes the difference "
                        "for "),
                    name, ":\n");
    for (const Difference& cause : moved.causes->because) {
      absl::StrAppend(
          &out_, "  – ",
          CauseText({sides_[0].views.asked.get(), sides_[1].views.asked.get()},
                    cause, names_, language_),
          "\n");
    }
    if (!moved.causes->smallest) {
      absl::StrAppend(&out_, "    ",
                      Say("(samen genoeg; of een deel ervan dat ook is, is "
                          "niet uitgezocht)",
                          "(enough together; whether some of them are was not "
                          "sought)"),
                      "\n");
    }
  }

  // A reader of forty propositions on both sides looks for a difference that
  // is not there, or does not see where it is.
  void TellWhatElseDiffers(const ComparedTarget& compared) {
    const auto& [a, b] = compared.sides;
    const bool same = std::equal(
        a.pairs.begin(), a.pairs.end(), b.pairs.begin(), b.pairs.end(),
        [](const ComparedPair& x, const ComparedPair& y) {
          return x.process == y.process;
        });
    const auto searched = [](const SideAnswer& side) {
      return std::all_of(
          side.pairs.begin(), side.pairs.end(),
          [](const ComparedPair& pair) { return pair.searched_all; });
    };
    if (!same) {
      absl::StrAppend(
          &out_, Say("Naar verschillende processen gevraagd: waarin zij "
                     "verschillen, staat bij wat maar één kant heeft.\n",
                     "Different processes are asked about: how they differ "
                     "stands with what only one side has.\n"));
    } else if (!a.pairs.empty() && compared.moved.empty() && searched(a) &&
               searched(b)) {
      absl::StrAppend(
          &out_, Say("Geen antwoord verschilt in status of risiconiveau.\n",
                     "No answer differs in status or tier.\n"));
    }
  }

  void TellRole(const std::vector<Proposition>& all) {
    absl::StrAppend(&out_, RoleText(all.front().role, language_), ":\n");
    for (const Proposition& one : all) {
      if (one.common()) TellOne(one, Say("beide", "both"));
    }
    for (int side = 0; side < 2; ++side) {
      for (const Proposition& one : all) {
        if (!one.common() && !one.processes[side].empty()) {
          TellOne(one, names_[side]);
        }
      }
    }
  }

  void TellOne(const Proposition& one, const std::string& who) {
    const int side = one.processes[0].empty() ? 1 : 0;
    absl::StrAppend(&out_, "  ", who, ": ", one.sentence[side].In(language_),
                    one.citation[side].empty() ? "" : " ",
                    one.citation[side].In(language_), "\n");
    // The same proposition may stand otherwise on the other side.
    if (one.common() &&
        one.sentence[0].In(language_) != one.sentence[1].In(language_)) {
      absl::StrAppend(&out_, "    ", names_[1], ": ",
                      one.sentence[1].In(language_), "\n");
    }
    TellHowItCounts(one);
  }

  // Where it does not simply count on the sides that rest on it.
  void TellHowItCounts(const Proposition& one) {
    std::array<std::string, 2> how;
    for (int side = 0; side < 2; ++side) {
      const View& view = *sides_[side].views.asked;
      if (one.processes[side].empty() ||
          view.snapshot().Find(one.id) == kNoFact) {
        continue;
      }
      const HowItCounts counts = HowFactCounts(view, one.id);
      if (counts == HowItCounts::kCounts) continue;
      how[side] = HowItCountsText(counts, view.options().date, language_);
    }
    if (how[0].empty() && how[1].empty()) return;
    absl::StrAppend(&out_, "    (");
    if (how[0] == how[1]) {
      absl::StrAppend(&out_, how[0]);
    } else {
      for (int side = 0; side < 2; ++side) {
        if (one.processes[side].empty()) continue;
        absl::StrAppend(&out_, out_.back() == '(' ? "" : "; ", names_[side],
                        ": ",
                        how[side].empty() ? Say("telt", "counts") : how[side]);
      }
    }
    absl::StrAppend(&out_, ")\n");
  }

  const std::array<ComparisonSide, 2>& sides_;
  const std::array<std::string, 2>& names_;
  const Language language_;
  std::string out_;
};

}  // namespace

std::string RoleText(Role role, Language language) {
  const bool nl = language == Language::kDutch;
  switch (role) {
    case Role::kPurpose:
      return nl ? "Doel van het gebruik" : "Purpose of use";
    case Role::kDecision:
      return nl ? "Besluiten en maatregelen" : "Decisions and measures";
    case Role::kProduct:
      return nl ? "Product en maker" : "Product and maker";
    case Role::kFlow:
      return nl ? "Gegevens en sleutels" : "Data and keys";
    case Role::kLaw:
      return nl ? "Eigendom, vestiging en wet" : "Ownership, seat and law";
    case Role::kFactor:
      return nl ? "Factoren" : "Factors";
    case Role::kOther:
      return nl ? "Overig" : "Other";
  }
  return "";
}

std::string ComparisonText(const std::array<ComparisonSide, 2>& sides,
                           const ComparedTarget& compared,
                           const std::array<std::string, 2>& names,
                           Language language) {
  return Teller(sides, names, language).Tell(compared);
}

}  // namespace ketenzicht::graph

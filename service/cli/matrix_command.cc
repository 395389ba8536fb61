#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/cli/call_error.h"
#include "service/cli/commands.h"

namespace ketenzicht::service {
namespace {

// A table with more columns than this is read by no one.
constexpr int kTableColumns = 12;

v1::MatrixDetail DetailOf(const std::string& name) {
  if (name == "best") return v1::MATRIX_DETAIL_BEST;
  if (name == "paths") return v1::MATRIX_DETAIL_PATHS;
  return v1::MATRIX_DETAIL_TIERS;
}

// As many digits as tell two numbers apart.
std::string Number(double value) { return absl::StrCat(value); }

class MatrixWriter {
 public:
  explicit MatrixWriter(const CommandContext& context) : context_(context) {}

  bool Take(const v1::GetMatrixResponse& response) {
    if (response.has_header()) header_ = response.header();
    if (context_.format == Format::kCsv) {
      WriteCsv(response);
    } else if (response.has_row()) {
      AddRow(response.row());
    } else if (response.has_distribution()) {
      AddRow(response.distribution());
    }
    return true;
  }

  void Finish() {
    if (context_.format == Format::kCsv) return;
    std::vector<std::string> names = {context_.dutch ? "WIE" : "WHO"};
    for (const v1::MatrixColumn& column : header_.columns()) {
      names.push_back(column.id());
    }
    context_.out << Table(names, rows_) << "\n";
    if (header_.walks()) {
      context_.out
          << (context_.dutch
                  ? "Een cel gaat over een wandeling, die een entiteit kan "
                    "herhalen; een pad, als dat er is, heeft deze stand of een "
                    "minder blootgestelde. Met --detail tiers gaat zij over "
                    "paden.\n"
                  : "A cell is about a walk, which may repeat an entity; a "
                    "path, if there is one, has this status or a less exposed "
                    "one. With --detail tiers it is about paths.\n");
    }
    if (header_.without_column_size() > 0) {
      context_.out
          << (context_.dutch
                  ? "In geen kolom, want geen deel van een "
                    "jurisdictie en in geen wet van een genoemd "
                    "(vraag --to authorities/-): "
                  : "In no column, since part of no jurisdiction and "
                    "named in no law of one (ask --to authorities/-): ")
          << absl::StrJoin(header_.without_column(), ", ")
          << (header_.without_column_size() < header_.num_without_column()
                  ? absl::StrCat(" … (", header_.num_without_column(), ").\n")
                  : ".\n");
    }
    if (header_.num_without_row() > 0) {
      context_.out
          << (context_.dutch
                  ? "In geen rij, want van geen organisatie: processen: "
                  : "In no row, since of no organization: processes: ")
          << header_.num_without_row() << ".\n";
    }
    if (incomplete_) {
      context_.out
          << (context_.dutch
                  ? "* Niet alles is doorzocht, want er is een grens "
                    "bereikt: een stand is hier de ergste die nog kan, "
                    "ook waar er misschien geen pad is.\n"
                  : "* Not everything was searched, since a limit was "
                    "hit: a status is here the worst that can still "
                    "be, even where there may be no path.\n");
    }
    WriteContext(context_, header_.context());
  }

  int columns() const { return header_.columns_size(); }

 private:
  void AddRow(const v1::MatrixRow& row) {
    std::vector<std::string> words = {row.process()};
    for (const v1::MatrixCell& cell : row.cells()) {
      std::string word = StatusWord(cell.status(), context_.dutch);
      if (cell.has_tier()) {
        absl::StrAppend(&word, " ", TierWord(cell.tier(), context_.dutch));
      }
      absl::StrAppend(&word, LikelihoodOf(cell), Mark(!cell.cut_short()));
      words.push_back(word);
    }
    rows_.push_back(std::move(words));
  }

  // The class; where none fits, the interval, if anything is known of it.
  std::string LikelihoodOf(const v1::MatrixCell& cell) const {
    const auto& likelihood = cell.likelihood();
    if (!cell.likelihood_class().empty()) {
      return absl::StrCat(" ", cell.has_likelihood() ? "" : "≤ ",
                          ClassName(cell.likelihood_class()));
    }
    if (!cell.has_likelihood() ||
        (likelihood.low() <= 0 && likelihood.high() >= 1)) {
      return "";
    }
    return absl::StrCat(" ", Number(likelihood.low()), "–",
                        Number(likelihood.high()));
  }

  void AddRow(const v1::MatrixDistributionRow& row) {
    std::vector<std::string> words = {
        absl::StrCat(row.organization(), Mark(row.completeness().complete()))};
    for (const auto& distribution : row.distributions()) {
      std::string word;
      for (const auto& one : distribution.statuses()) {
        absl::StrAppend(&word, word.empty() ? "" : ", ", one.processes(), " ",
                        StatusWord(one.status(), context_.dutch));
      }
      for (const auto& one : distribution.tiers()) {
        absl::StrAppend(&word, "; ", one.processes(), " ", one.lowest(),
                        one.lowest() == one.highest() ? "" : "–",
                        one.lowest() == one.highest() ? "" : one.highest());
      }
      words.push_back(word);
    }
    rows_.push_back(std::move(words));
  }

  std::string ClassName(const std::string& id) const {
    for (const v1::MatrixLikelihoodClass& one : header_.likelihood_classes()) {
      if (one.id() == id) return In(one.name(), context_.dutch);
    }
    return id;
  }

  const char* Mark(bool complete) {
    if (complete) return "";
    incomplete_ = true;
    return " *";
  }

  void WriteCsv(const v1::GetMatrixResponse& response) {
    if (response.has_header()) {
      wrote_header_ = false;
    } else if (response.has_row()) {
      WriteCsvRow(response.row());
    } else {
      WriteCsvRow(response.distribution());
    }
  }

  void WriteLine(const std::vector<std::string>& fields) {
    context_.out << CsvLine(fields);
  }

  void HeaderOnce(const std::vector<std::string>& names) {
    if (!wrote_header_) WriteLine(names);
    wrote_header_ = true;
  }

  void WriteCsvRow(const v1::MatrixRow& row) {
    HeaderOnce({"process", "target", "vector", "status", "likelihood_class",
                "likelihood_low", "likelihood_best", "likelihood_high",
                "best_at_most", "class_at_most", "tier_lowest", "tier_highest",
                "inherent_status", "inherent_tier_lowest",
                "inherent_tier_highest", "walk", "complete", "date",
                "revision"});
    for (int i = 0; i < row.cells_size(); ++i) {
      const v1::MatrixCell& cell = row.cells(i);
      const bool interval = cell.has_likelihood();
      const auto& likelihood = cell.likelihood();
      WriteLine(
          {row.process(), header_.columns(i).id(), header_.vector(),
           StatusName(cell.status()), interval ? cell.likelihood_class() : "",
           interval ? Number(likelihood.low()) : "",
           interval && likelihood.has_best() ? Number(likelihood.best()) : "",
           interval ? Number(likelihood.high()) : "",
           cell.has_best_at_most() ? Number(cell.best_at_most()) : "",
           interval ? "" : cell.likelihood_class(), cell.tier().lowest(),
           cell.tier().highest(), StatusName(cell.inherent_status()),
           cell.inherent_tier().lowest(), cell.inherent_tier().highest(),
           header_.walks() ? "yes" : "no", cell.cut_short() ? "no" : "yes",
           header_.context().options().date(),
           absl::StrCat(header_.context().revision())});
    }
  }

  void WriteCsvRow(const v1::MatrixDistributionRow& row) {
    HeaderOnce({"organization", "target", "vector", "measure", "value",
                "processes", "of", "walk", "complete", "date", "revision"});
    for (int i = 0; i < row.distributions_size(); ++i) {
      const auto write = [&](const std::string& what, const std::string& value,
                             int processes) {
        WriteLine({row.organization(), header_.columns(i).id(),
                   header_.vector(), what, value, absl::StrCat(processes),
                   absl::StrCat(row.distributions(i).processes()),
                   header_.walks() ? "yes" : "no",
                   row.completeness().complete() ? "yes" : "no",
                   header_.context().options().date(),
                   absl::StrCat(header_.context().revision())});
      };
      for (const auto& one : row.distributions(i).statuses()) {
        write("status", StatusName(one.status()), one.processes());
      }
      for (const auto& one : row.distributions(i).tiers()) {
        write("tier",
              one.lowest() == one.highest()
                  ? one.lowest()
                  : absl::StrCat(one.lowest(), "-", one.highest()),
              one.processes());
      }
    }
  }

  const CommandContext& context_;
  v1::MatrixHeader header_;
  std::vector<std::vector<std::string>> rows_;
  bool incomplete_ = false;
  bool wrote_header_ = false;
};

}  // namespace

int RunMatrix(const CommandContext& context, const MatrixArguments& matrix,
              const ViewArguments& view) {
  v1::GetMatrixRequest request;
  for (const std::string& id : matrix.from) request.add_from(id);
  if (matrix.from.empty()) {
    request.add_from(matrix.by_organization ? "organizations/-"
                                            : "processes/-");
  }
  for (const std::string& id : matrix.to) request.add_to(id);
  if (matrix.to.empty()) request.add_to("jurisdictions/-");
  request.set_vector(matrix.vector);
  request.set_expression(matrix.expression);
  request.set_detail(DetailOf(matrix.detail));
  request.set_by_organization(matrix.by_organization);
  *request.mutable_options() = OptionsOf(view);
  *request.mutable_revision() = RevisionOf(view);
  const bool text =
      context.format == Format::kTable || context.format == Format::kCsv;
  MatrixWriter writer(context);
  JsonWriter json(context.out, context.format, true);
  bool wide = false;
  const CallResult result = context.client.GetMatrix(
      request, [&](const v1::GetMatrixResponse& response) {
        if (!text) {
          json.Write(response);
          return true;
        }
        writer.Take(response);
        wide = context.format == Format::kTable &&
               writer.columns() > kTableColumns;
        return !wide;
      });
  json.Finish();
  if (!result.ok()) return ReportFailure(result, context.error);
  if (wide) {
    context.error << "ketenzicht: " << writer.columns()
                  << " columns are too many for a table; take -o csv\n";
    return kExitUsage;
  }
  if (text) writer.Finish();
  return kExitOk;
}

}  // namespace ketenzicht::service

// What an analyst asks next as CSV: for a spreadsheet.

#ifndef KETENZICHT_SERVICE_CLI_ANALYSIS_CSV_H_
#define KETENZICHT_SERVICE_CLI_ANALYSIS_CSV_H_

#include <string>

#include "ketenzicht/v1/choke_points.pb.h"
#include "ketenzicht/v1/contradictions.pb.h"
#include "ketenzicht/v1/load_bearing.pb.h"
#include "ketenzicht/v1/pair_likelihood.pb.h"
#include "ketenzicht/v1/settling.pb.h"
#include "ketenzicht/v1/unknowns.pb.h"

namespace ketenzicht::service {

// A header, then a line for each proposition, what it is made, and each pair
// that moves then, by rank; facts of one proposition stand with spaces between.
// It is the proposition, put positively, that is made so, not what the facts
// say, which may be its denial.
std::string LoadBearingCsv(const v1::FindLoadBearingResponse& found);

// A header, then lines of three kinds, which the column `row` names: each choke
// point, each element of the cut, and each pair that is not exposed, with its
// status.
std::string ChokePointsCsv(const v1::FindChokePointsResponse& found);

// A header, then a line for each pair. Without an estimate its column is empty;
// where no path counts (see `status`) all of them are.
std::string LikelihoodCsv(const v1::EstimateLikelihoodResponse& found);

// A header, then two lines for each contradiction, by its number: one for each
// side, with who says it.
std::string ContradictionsCsv(const v1::FindContradictionsResponse& found);

// A header, then lines of three kinds, which the column `row` names: each
// recorded unknown, each presumption, and one with the number of recorded
// unknowns that were left out since they do not concern what was asked about.
std::string UnknownsCsv(const v1::FindUnknownsResponse& found);

// A header, then lines of several kinds, which the column `row` names: the pair
// as it is, each question found true or false alone, and each set of findings
// of a direction. Findings stand as "+ID" or "-ID", with spaces between, of the
// questions: "+" says that the proposition, put positively, is found true, also
// where the fact of that id denies it. `propositions` has these, in order.
std::string SettlingCsv(const v1::SettlePairsResponse& found);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_ANALYSIS_CSV_H_

// Load-bearing propositions, choke points and likelihoods as CSV: for a
// spreadsheet.

#ifndef KETENZICHT_SERVICE_CLI_ANALYSIS_CSV_H_
#define KETENZICHT_SERVICE_CLI_ANALYSIS_CSV_H_

#include <string>

#include "ketenzicht/v1/choke_points.pb.h"
#include "ketenzicht/v1/load_bearing.pb.h"
#include "ketenzicht/v1/pair_likelihood.pb.h"

namespace ketenzicht::service {

// A header, then a line for each proposition, what it is made, and each pair
// that moves then; facts of one proposition stand with spaces between.
std::string LoadBearingCsv(const v1::FindLoadBearingResponse& found);

// A header, then lines of two kinds, which the column `row` names: each choke
// point, and each element of the cut.
std::string ChokePointsCsv(const v1::FindChokePointsResponse& found);

// A header, then a line for each pair. Without an estimate its column is empty.
std::string LikelihoodCsv(const v1::EstimateLikelihoodResponse& found);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_ANALYSIS_CSV_H_

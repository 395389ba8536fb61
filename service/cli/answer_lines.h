// Answers as lines that can be compared: what a plan shows of an answer that a
// scenario moves.

#ifndef KETENZICHT_SERVICE_CLI_ANSWER_LINES_H_
#define KETENZICHT_SERVICE_CLI_ANSWER_LINES_H_

#include <google/protobuf/any.pb.h>
#include <google/protobuf/repeated_field.h>

#include <string>
#include <vector>

namespace ketenzicht::service {

// The messages of one answer, a line for each cell of a matrix, path of a list
// and process that is affected; of others their sentences. Without what the
// answer holds for. A message of a kind that is not known gives no line.
std::vector<std::string> AnswerLines(
    const google::protobuf::RepeatedPtrField<google::protobuf::Any>& messages,
    bool dutch);

// "- line" of those that only `before` has, and "+ line" of those that only
// `after` has, each as often. In their places, what went before what came
// there; where more than some thousand lines differ on either side, first all
// that went, then all that came.
std::vector<std::string> DiffLines(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after);

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_CLI_ANSWER_LINES_H_

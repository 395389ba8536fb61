// How large an answer may be.

#ifndef KETENZICHT_SERVICE_ANSWER_LIMIT_H_
#define KETENZICHT_SERVICE_ANSWER_LIMIT_H_

namespace ketenzicht::service {

// The largest message that our clients take, on the network and in process, in
// bytes. Lists that may be larger come as streams; an answer in one message is
// as large as what is asked about: all processes of a store of a million
// entities take some 5 MB.
inline constexpr int kMaxAnswerBytes = 64 << 20;

}  // namespace ketenzicht::service

#endif  // KETENZICHT_SERVICE_ANSWER_LIMIT_H_

// Values of a JSON text as they come by.

#include "ingest/json_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ingest/json_text.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// One byte at a time, and then perhaps an error.
class Trickle : public ByteSource {
 public:
  explicit Trickle(std::string text, absl::Status end = absl::OkStatus())
      : text_(std::move(text)), end_(std::move(end)) {}
  absl::StatusOr<size_t> Read(char* buffer, size_t) override {
    if (at_ == text_.size()) {
      if (!end_.ok()) return end_;
      return 0;
    }
    *buffer = text_[at_++];
    return 1;
  }

 private:
  const std::string text_;
  const absl::Status end_;
  size_t at_ = 0;
};

struct Streamed {
  std::vector<std::string> values;  // "pointer line kind"
  std::vector<std::string> problems;
  bool whole = false;
};

Streamed Stream(ByteSource& bytes, const std::vector<std::string>& patterns,
                size_t most = 1000) {
  Streamed streamed;
  Problems problems("x");
  const auto take = [&](const std::string& pointer, YamlNode node) {
    streamed.values.push_back(
        absl::StrCat(pointer, " @", node.line, " ",
                     node.kind == YamlNode::Kind::kScalar ? node.scalar
                     : node.kind == YamlNode::Kind::kMap  ? "map"
                     : node.kind == YamlNode::Kind::kList ? "list"
                                                          : "null"));
    return streamed.values.size() < most;
  };
  streamed.whole = StreamJson(bytes, patterns, take, problems);
  for (const Problem& problem : problems.list()) {
    streamed.problems.push_back(FormatProblem(problem));
  }
  return streamed;
}

constexpr char kText[] = R"({
  "name": "a",
  "list": [{"x": 1}, 2,
           [3, 4]],
  "deep": {"list": [5], "a/b": null}
})";

TEST(JsonStream, GivesTheValuesThatFitInTheirOrderWithTheirLines) {
  Trickle bytes(kText);
  const Streamed streamed =
      Stream(bytes, {"/name", "/list/*", "/deep/list/*", "/deep/a~1b"});
  EXPECT_THAT(streamed.problems, IsEmpty());
  EXPECT_TRUE(streamed.whole);
  EXPECT_THAT(streamed.values,
              ElementsAre("/name @2 a", "/list/0 @3 map", "/list/1 @3 2",
                          "/list/2 @4 list", "/deep/list/0 @5 5"));
}

TEST(JsonStream, GivesTheOuterOfValuesWithinEachOther) {
  TextSource bytes(kText);
  EXPECT_THAT(Stream(bytes, {"/list", "/list/*"}).values,
              ElementsAre("/list @3 list"));
  TextSource whole(kText);
  EXPECT_THAT(Stream(whole, {""}).values, ElementsAre(" @1 map"));
}

TEST(JsonStream, EndsWhereItsTakerHasEnough) {
  TextSource bytes(kText);
  const Streamed streamed = Stream(bytes, {"/list/*"}, 2);
  EXPECT_FALSE(streamed.whole);
  EXPECT_THAT(streamed.problems, IsEmpty());
  EXPECT_EQ(streamed.values.size(), 2u);
}

TEST(JsonStream, RefusesAlsoWhatNobodyWants) {
  TextSource twice("{\"name\": 1,\n \"list\": {\"a\": 1, \"a\": 2}}");
  EXPECT_THAT(Stream(twice, {"/name"}).problems,
              ElementsAre("x:2: /list: the key 'a' stands twice"));
  std::string deep = "{\"list\": ";
  for (int level = 0; level < 70; ++level) deep += "[";
  TextSource nested(deep);
  EXPECT_THAT(Stream(nested, {"/name"}).problems,
              ElementsAre(testing::HasSubstr("nested deeper than 64 levels")));
  TextSource open("{\"name\": 1,\n");
  EXPECT_THAT(Stream(open, {"/name"}).problems,
              ElementsAre("x:1:12: not well-formed JSON"));
  TextSource bad("{\"name\": \"\xff\"}");
  EXPECT_THAT(Stream(bad, {"/x"}).problems,
              ElementsAre("x:1: /name: not valid UTF-8"));
}

TEST(JsonStream, RefusesNumbersOutOfRangeWithTheirPlace) {
  for (const char* number : {"18446744073709551616", "-9223372036854775809",
                             "1e999", "123456789012345678901234567890"}) {
    const std::string text =
        absl::StrCat("{\"a\": 1,\n \"list\": [0, ", number, "]}");
    TextSource bytes(text);
    EXPECT_THAT(Stream(bytes, {"/a"}).problems,
                ElementsAre(absl::StrCat("x:2: /list/1: the number ", number,
                                         " is out of range")));
  }
  TextSource bytes(
      "[18446744073709551615, -9223372036854775808, 1e19, "
      "18446744073709551616.0]");
  EXPECT_THAT(
      Stream(bytes, {"/*"}).values,
      ElementsAre("/0 @1 18446744073709551615", "/1 @1 -9223372036854775808",
                  "/2 @1 1e19", "/3 @1 18446744073709551616.0"));
}

TEST(JsonStream, WhatItsItemsAreAskedOfMustBeAList) {
  for (const char* other : {"{\"a\": {}}", "\"a\"", "1", "true"}) {
    const std::string text =
        absl::StrCat("{\"x\": {},\n \"list\": ", other, "}");
    TextSource bytes(text);
    EXPECT_THAT(Stream(bytes, {"/x", "/list/*"}).problems,
                ElementsAre("x:2: /list: must be a list"))
        << other;
  }
  for (const char* list : {"[]", "null"}) {
    const std::string text = absl::StrCat("{\"list\": ", list, "}");
    TextSource bytes(text);
    EXPECT_THAT(Stream(bytes, {"/list/*"}).problems, IsEmpty()) << list;
  }
  TextSource within("{\"list\": {\"list\": 1}}");
  EXPECT_THAT(Stream(within, {"/list", "/list/list/*"}).problems, IsEmpty())
      << "the outer one is given";
}

TEST(JsonStream, TooManyKeysOfOpenMapsAreRefused) {
  std::string text = "{\"a\": {";
  for (size_t i = 0; i < kMaxJsonKeys; ++i) {
    absl::StrAppend(&text, i == 0 ? "" : ",", "\"", i, "\":0");
  }
  absl::StrAppend(&text, "}}");
  TextSource bytes(text);
  EXPECT_THAT(Stream(bytes, {"/b"}).problems,
              ElementsAre(::testing::HasSubstr("more than 2000000 keys")));
}

// As many bytes of one character as one likes, after a beginning.
class Endless : public ByteSource {
 public:
  Endless(std::string head, char then) : head_(std::move(head)), then_(then) {}
  absl::StatusOr<size_t> Read(char* buffer, size_t size) override {
    std::fill_n(buffer, size, then_);
    if (given_ == 0) std::copy(head_.begin(), head_.end(), buffer);
    given_ += size;
    return size;
  }
  size_t given() const { return given_; }

 private:
  const std::string head_;
  const char then_;
  size_t given_ = 0;
};

TEST(JsonStream, ATextThatDoesNotEndIsRefusedBeforeItIsHeld) {
  for (const auto& [head, then] :
       {std::pair<std::string, char>{"{\"a\": \"", 'x'},
        {"{\"a\": 1", '1'},
        {"{\"a\":", ' '}}) {
    Endless bytes(head, then);
    EXPECT_THAT(Stream(bytes, {"/a"}).problems,
                ElementsAre(::testing::HasSubstr("of more than 100663296")));
    EXPECT_LT(bytes.given(), size_t{101} << 20);
  }
}

TEST(JsonStream, TellsWhatTheSourceOfTheBytesSays) {
  Trickle bytes("{\"name\": 1,\n", absl::DataLossError("the disk says no"));
  const Streamed streamed = Stream(bytes, {"/name"});
  EXPECT_THAT(streamed.problems, ElementsAre("x:2: the disk says no"));
  EXPECT_THAT(streamed.values, ElementsAre("/name @1 1"));
}

}  // namespace
}  // namespace ketenzicht::ingest

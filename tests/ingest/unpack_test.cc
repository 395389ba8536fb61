// Packed bytes, unpacked on the way and within bounds.

#include "ingest/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"

namespace ketenzicht::ingest {
namespace {

using ::testing::HasSubstr;

using AddFilter = std::function<int(archive*)>;

std::string Packed(const AddFilter& filter, absl::string_view text) {
  std::string packed(text.size() + (size_t{1} << 20), '\0');
  size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_raw(writer);
  filter(writer);
  archive_write_open_memory(writer, packed.data(), packed.size(), &used);
  archive_entry* entry = archive_entry_new();
  archive_entry_set_pathname(entry, "x");
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(writer, entry);
  archive_write_data(writer, text.data(), text.size());
  archive_entry_free(entry);
  archive_write_close(writer);
  archive_write_free(writer);
  packed.resize(used);
  return packed;
}

absl::StatusOr<std::string> All(ByteSource& bytes) {
  std::string all;
  char buffer[1000];
  while (true) {
    const absl::StatusOr<size_t> count = bytes.Read(buffer, sizeof buffer);
    if (!count.ok()) return count.status();
    if (*count == 0) return all;
    all.append(buffer, *count);
  }
}

absl::StatusOr<std::string> Unpacked(absl::string_view packed,
                                     const UnpackLimits& limits = {}) {
  TextSource bytes(packed);
  return All(*Unpack(bytes, limits));
}

std::string Text() {
  std::string text;
  for (int line = 0; line < 20000; ++line) absl::StrAppend(&text, line, "\n");
  return text;
}

class UnpackTest : public ::testing::TestWithParam<int> {
 protected:
  static AddFilter Filter() {
    return GetParam() == 0   ? AddFilter(archive_write_add_filter_gzip)
           : GetParam() == 1 ? AddFilter(archive_write_add_filter_xz)
                             : AddFilter(archive_write_add_filter_zstd);
  }
};

TEST_P(UnpackTest, GivesWhatWasPacked) {
  const std::string packed = Packed(Filter(), Text());
  EXPECT_TRUE(IsPacked(packed));
  EXPECT_LT(packed.size(), Text().size() / 2);
  const absl::StatusOr<std::string> unpacked = Unpacked(packed);
  ASSERT_TRUE(unpacked.ok()) << unpacked.status();
  EXPECT_EQ(*unpacked, Text());
}

TEST_P(UnpackTest, GivesSeveralMembersAsOne) {
  const absl::StatusOr<std::string> unpacked = Unpacked(
      absl::StrCat(Packed(Filter(), "one\n"), Packed(Filter(), "two\n")));
  ASSERT_TRUE(unpacked.ok()) << unpacked.status();
  EXPECT_EQ(*unpacked, "one\ntwo\n");
}

TEST(Unpack, SkipsWhatStandsBeforeZstandard) {
  const std::string skipped("\x50\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
  const std::string packed = absl::StrCat(
      skipped, Packed(AddFilter(archive_write_add_filter_zstd), Text()));
  EXPECT_TRUE(IsPacked(packed));
  const absl::StatusOr<std::string> unpacked = Unpacked(packed);
  ASSERT_TRUE(unpacked.ok()) << unpacked.status();
  EXPECT_EQ(*unpacked, Text());
}

TEST_P(UnpackTest, RefusesWhatIsCutOff) {
  const std::string packed = Packed(Filter(), Text());
  const absl::Status status =
      Unpacked(packed.substr(0, packed.size() / 2)).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("cannot be unpacked"));
}

TEST_P(UnpackTest, RefusesWhatStandsBehindItsEnd) {
  const absl::Status status =
      Unpacked(absl::StrCat(Packed(Filter(), Text()), "and more")).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
}

// Stored as it is, so that nothing but the sum at the end tells it.
TEST(Unpack, RefusesWhatItsSumOrLengthSaysIsDamaged) {
  const AddFilter stored = [](archive* writer) {
    const int added = archive_write_add_filter_gzip(writer);
    archive_write_set_filter_option(writer, "gzip", "compression-level", "0");
    return added;
  };
  const std::string packed = Packed(stored, "the name is openssl\n");
  ASSERT_THAT(packed, HasSubstr("openssl"));
  ASSERT_TRUE(Unpacked(packed).ok());
  std::string changed = packed;
  changed.replace(changed.find("openssl"), 7, "evilssl");
  // The sum stands eight bytes before the end, the length four.
  std::string other_sum = packed;
  other_sum[other_sum.size() - 8] ^= 1;
  std::string other_length = packed;
  other_length[other_length.size() - 4] ^= 1;
  for (const std::string& damaged : {changed, other_sum, other_length}) {
    const absl::Status status = Unpacked(damaged).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("cannot be unpacked: incorrect"));
    // Of several members each is checked.
    EXPECT_FALSE(Unpacked(absl::StrCat(packed, damaged)).ok());
    EXPECT_FALSE(Unpacked(absl::StrCat(damaged, packed)).ok());
  }
}

TEST_P(UnpackTest, RefusesABombAtItsLimit) {
  const std::string packed =
      Packed(Filter(), std::string(size_t{8} << 20, ' '));
  const absl::Status ratio =
      Unpacked(packed, {.ratio = 100, .free_bytes = 1 << 20}).status();
  EXPECT_EQ(ratio.code(), absl::StatusCode::kResourceExhausted) << ratio;
  EXPECT_THAT(std::string(ratio.message()), HasSubstr("100 times its size"));
  const absl::Status total =
      Unpacked(packed, {.total_bytes = 5 << 20}).status();
  EXPECT_THAT(std::string(total.message()), HasSubstr("more than 5242880"));
  EXPECT_TRUE(Unpacked(packed).ok()) << "below what is free";
}

INSTANTIATE_TEST_SUITE_P(All, UnpackTest, ::testing::Values(0, 1, 2));

TEST(Unpack, OtherBytesAreNotPacked) {
  EXPECT_FALSE(IsPacked("{\"a\": 1}"));
  EXPECT_FALSE(IsPacked(""));
}

TEST(PeekedSource, GivesWhatItBeginsWithAndThenAll) {
  TextSource bytes("hello");
  PeekedSource peeked(bytes);
  EXPECT_EQ(peeked.Peek(2).value(), "he");
  EXPECT_EQ(peeked.Peek(9).value(), "hello");
  EXPECT_EQ(All(peeked).value(), "hello");
}

TEST(HashedSource, TellsTextsApart) {
  const auto hash = [](absl::string_view text) {
    TextSource bytes(text);
    HashedSource hashed(bytes);
    EXPECT_EQ(All(hashed).value(), text);
    return hashed.Hash();
  };
  EXPECT_EQ(hash("a"), hash("a"));
  EXPECT_NE(hash("a"), hash("b"));
  EXPECT_EQ(hash("").size(), 32u);
}

}  // namespace
}  // namespace ketenzicht::ingest

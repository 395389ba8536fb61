#include "service/cli/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <string>

namespace ketenzicht::service {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Document Everything() {
  Document document;
  document.Heading(1, "A & B");
  document.Table({{"date", "2021-11-18"}, {"a|b", "<c>"}});
  document.Heading(2, "1. who?");
  document.Paragraph("all *of* them");
  document.Item(0, "one");
  document.Item(1, "below one");
  document.Item(3, "far below");
  document.Item(0, "two");
  document.Paragraph("end");
  return document;
}

TEST(Document, IsMarkdown) {
  EXPECT_EQ(Everything().Markdown(),
            "# A \\& B\n"
            "\n"
            "| | |\n"
            "|---|---|\n"
            "| **date** | 2021-11-18 |\n"
            "| **a\\|b** | \\<c\\> |\n"
            "\n"
            "## 1\\. who?\n"
            "\n"
            "all \\*of\\* them\n"
            "\n"
            "- one\n"
            "  - below one\n"
            "      - far below\n"
            "- two\n"
            "\n"
            "end\n");
}

TEST(Document, IsAPageOfItsOwn) {
  const std::string html = Everything().Html("en");
  EXPECT_THAT(html, HasSubstr("<!DOCTYPE html>\n<html lang=\"en\">"));
  EXPECT_THAT(html, HasSubstr("<title>A &amp; B</title>"));
  EXPECT_THAT(html, Not(HasSubstr("<c>")));
  EXPECT_THAT(html, Not(HasSubstr("http")));
  pugi::xml_document page;
  ASSERT_TRUE(page.load_string(html.c_str()));
  const pugi::xml_node body = page.child("html").child("body");
  EXPECT_STREQ(body.child("h1").text().get(), "A & B");
  EXPECT_STREQ(body.child("table").last_child().child("td").text().get(),
               "<c>");
  const pugi::xml_node list = body.child("ul");
  EXPECT_STREQ(list.child("li").text().get(), "one");
  EXPECT_STREQ(list.child("li").child("ul").child("li").text().get(),
               "below one");
  EXPECT_STREQ(list.last_child().text().get(), "two");
}

TEST(Document, TextThatLooksLikeAListIsNone) {
  Document document;
  document.Paragraph("- no item");
  document.Paragraph("12. no number");
  document.Paragraph("over\ntwo lines");
  EXPECT_EQ(document.Markdown(),
            "\\- no item\n\n12\\. no number\n\nover two lines\n");
}

}  // namespace
}  // namespace ketenzicht::service

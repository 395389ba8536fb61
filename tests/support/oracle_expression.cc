#include "tests/support/oracle_expression.h"

#include <cctype>
#include <cstdlib>
#include <iostream>
#include <map>

namespace ketenzicht::graph::oracle {
namespace {

using Op = ExpressionNode::Op;

Expression Make(ExpressionNode node) {
  return std::make_shared<const ExpressionNode>(std::move(node));
}
Expression Nothing() { return Make({.op = Op::kNothing, .text = "!"}); }
Expression Empty() { return Make({.op = Op::kEmpty, .text = "_"}); }
Expression Kind(const std::string& kind, bool inverse) {
  return Make({.op = Op::kKind,
               .kind = kind,
               .inverse = inverse,
               .text = (inverse ? "^" : "") + kind});
}
// Of nothing named, every step of its way.
Expression Negated(const std::vector<Expression>& named, bool inverse) {
  std::string text = named.empty() && inverse ? "^!(" : "!(";
  for (const Expression& one : named) text += one->text + "|";
  return Make({.op = Op::kNegated,
               .inverse = inverse,
               .named = named,
               .text = text + ")"});
}
Expression Then(const Expression& a, const Expression& b) {
  if (a->op == Op::kNothing || b->op == Op::kNothing) return Nothing();
  if (a->op == Op::kEmpty) return b;
  if (b->op == Op::kEmpty) return a;
  return Make({.op = Op::kThen,
               .a = a,
               .b = b,
               .text = "(" + a->text + "/" + b->text + ")"});
}
// In the order of their texts and each once, so that derivatives are finite.
Expression Or(const Expression& a, const Expression& b) {
  std::map<std::string, Expression> either;
  const std::function<void(const Expression&)> add = [&](const Expression& e) {
    if (e->op == Op::kOr) {
      add(e->a);
      add(e->b);
    } else if (e->op != Op::kNothing) {
      either.emplace(e->text, e);
    }
  };
  add(a);
  add(b);
  Expression all = Nothing();
  for (const auto& [text, e] : either) {
    all = all->op == Op::kNothing
              ? e
              : Make({.op = Op::kOr,
                      .a = all,
                      .b = e,
                      .text = "(" + all->text + "|" + text + ")"});
  }
  return all;
}
Expression Many(const Expression& a) {
  return Make({.op = Op::kMany, .a = a, .text = a->text + "*"});
}

// The paths of `e`, walked from the other side.
Expression Backwards(const Expression& e) {
  switch (e->op) {
    case Op::kKind:
      return Kind(e->kind, !e->inverse);
    case Op::kNegated: {
      std::vector<Expression> named;
      for (const Expression& one : e->named) named.push_back(Backwards(one));
      return Negated(named, !e->inverse);
    }
    case Op::kThen:
      return Then(Backwards(e->b), Backwards(e->a));
    case Op::kOr:
      return Or(Backwards(e->a), Backwards(e->b));
    case Op::kMany:
      return Many(Backwards(e->a));
    default:
      return e;
  }
}

class Reader {
 public:
  explicit Reader(const std::string& text) {
    for (char c : text) {
      if (std::isspace(static_cast<unsigned char>(c)) == 0) text_ += c;
    }
  }
  Expression ReadAll() {
    Expression e = ReadOr();
    if (at_ != text_.size()) Fail();
    return e;
  }

 private:
  void Fail() const {
    std::cerr << "expression, at " << at_ << ": " << text_ << "\n";
    std::abort();
  }
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c) {
    if (Peek() != c) return false;
    ++at_;
    return true;
  }
  Expression ReadOr() {
    Expression e = ReadThen();
    while (Take('|')) e = Or(e, ReadThen());
    return e;
  }
  Expression ReadThen() {
    Expression e = ReadStep();
    while (Take('/')) e = Then(e, ReadStep());
    return e;
  }
  Expression ReadStep() {
    return Take('^') ? Backwards(ReadRepeated()) : ReadRepeated();
  }
  Expression ReadRepeated() {
    Expression e = ReadPrimary();
    if (Take('*')) return Many(e);
    if (Take('+')) return Then(e, Many(e));
    if (Take('?')) return Or(e, Empty());
    return e;
  }
  Expression ReadPrimary() {
    if (Take('(')) {
      Expression e = ReadOr();
      if (!Take(')')) Fail();
      return e;
    }
    if (Take('!')) return ReadNegated();
    return ReadKind();
  }
  Expression ReadNegated() {
    std::vector<Expression> named;
    const bool several = Take('(');
    if (several && Take(')')) return Negated({}, false);
    do {
      named.push_back(Take('^') ? Backwards(ReadKind()) : ReadKind());
    } while (several && Take('|'));
    if (several && !Take(')')) Fail();
    return Negated(named, false);
  }
  Expression ReadKind() {
    std::string kind;
    while (std::isalnum(static_cast<unsigned char>(Peek())) != 0 ||
           Peek() == '_') {
      kind += text_[at_++];
    }
    if (kind.empty()) Fail();
    return Kind(kind, false);
  }

  std::string text_;
  size_t at_ = 0;
};

}  // namespace

Expression ParseExpression(const std::string& text) {
  return Reader(text).ReadAll();
}

bool AcceptsNothingMore(const Expression& e) { return e->op == Op::kNothing; }

bool AcceptsHere(const Expression& e) {
  switch (e->op) {
    case Op::kEmpty:
    case Op::kMany:
      return true;
    case Op::kThen:
      return AcceptsHere(e->a) && AcceptsHere(e->b);
    case Op::kOr:
      return AcceptsHere(e->a) || AcceptsHere(e->b);
    default:
      return false;
  }
}

Expression AfterStep(const Expression& e, bool inverse,
                     const std::function<bool(const std::string&)>& is_a) {
  switch (e->op) {
    case Op::kKind:
      return e->inverse == inverse && is_a(e->kind) ? Empty() : Nothing();
    case Op::kNegated: {
      bool that_way = e->named.empty() && e->inverse == inverse;
      for (const Expression& one : e->named) {
        if (one->inverse != inverse) continue;
        if (is_a(one->kind)) return Nothing();
        that_way = true;
      }
      return that_way ? Empty() : Nothing();
    }
    case Op::kThen: {
      Expression first = Then(AfterStep(e->a, inverse, is_a), e->b);
      if (!AcceptsHere(e->a)) return first;
      return Or(first, AfterStep(e->b, inverse, is_a));
    }
    case Op::kOr:
      return Or(AfterStep(e->a, inverse, is_a), AfterStep(e->b, inverse, is_a));
    case Op::kMany:
      return Then(AfterStep(e->a, inverse, is_a), e);
    default:
      return Nothing();
  }
}

}  // namespace ketenzicht::graph::oracle

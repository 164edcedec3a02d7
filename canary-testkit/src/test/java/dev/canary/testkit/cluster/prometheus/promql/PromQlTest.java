package dev.canary.testkit.cluster.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          irate(x[1m])                     | 1:1  | "irate"
          1 + irate(x[1m])                 | 1:5  | "irate"
          delta(x[1m])                     | 1:1  | "delta"
          clamp(x, 0, 1)                   | 1:1  | "clamp"
          round(x)                         | 1:1  | "round"
          topk(1, x)                       | 1:1  | "topk"
          sum(topk by (a) (1, x))          | 1:5  | "topk"
          stddev(x)                        | 1:1  | "stddev"
          label_replace(x, "a", "b", "c")  | 1:1  | "label_replace"
          absent(x)                        | 1:1  | "absent"
          Rate(x[1m])                      | 1:1  | "Rate"
          x @ 100                          | 1:3  | "@"
          rate(x[5m:1m])                   | 1:10 | ":1m"
          rate(x[])                        | 1:8  | "]"
          rate(x[5])                       | 1:8  | "5"
          rate(x[5m)                       | 1:10 | ")"
          rate(x[0s])                      | 1:8  | "0s"
          rate(x[1s1m])                    | 1:8  | "1s1m"
          rate(x)                          | 1:6  | "x"
          rate(x[1m], 3)                   | 1:1  | "rate"
          sum(x) offset 5m                 | 1:8  | "offset"
          sum(x[1m])                       | 1:5  | "x"
          sum by a (x)                     | 1:8  | "a"
          sum(x) by (a:b)                  | 1:12 | "a:b"
          x{a="1"                          | 1:8  | end of input
          x{a=1}                           | 1:5  | "1"
          x{a "1"}                         | 1:5  | "1"
          x{a=~"("}                        | 1:6  | "("
          x{,}                             | 1:3  | ","
          x{__name__="y"}                  | 1:3  | "__name__"
          {a=~".*"}                        | 1:1  | "{"
          x{a="\\q"}                       | 1:5  | "\\q"
          1 == 2                           | 1:3  | "=="
          x + bool 1                       | 1:3  | "+"
          x and 1                          | 1:3  | "and"
          x and on(a) group_left x         | 1:3  | "and"
          x * on(a) group_left(a) x        | 1:3  | "a"
          x[1m] + 1                        | 1:7  | "+"
          -"a"                             | 1:1  | "-"
          1 +                              | 1:4  | end of input
          (1                               | 1:3  | end of input
          1)                               | 1:2  | ")"
          x y                              | 1:3  | "y"
          * 1                              | 1:1  | "*"
          x ! y                            | 1:3  | "!"
          5x                               | 1:1  | "5x"
          "abc                             | 1:1  | unterminated string
          vector(x)                        | 1:8  | "x"
          x offset 5                       | 1:10 | "5"
          """)
  void whatIsNotInTheGrammar_isAnErrorThatNamesTokenAndPosition(
      String query, String place, String token) {
    assertThatThrownBy(() -> PromQl.parse(query))
        .isInstanceOf(PromQlException.class)
        .hasMessageStartingWith(place + ": parse error: ")
        .hasMessageContaining(token);
  }

  @Test
  void position_countsLines() {
    assertThatThrownBy(() -> PromQl.parse("sum(\n  rate(x[1m])\n  irate\n)"))
        .isInstanceOfSatisfying(
            PromQlException.class,
            e -> {
              assertThat(e).hasMessageStartingWith("3:3: parse error: unexpected \"irate\"");
              assertThat(e.position()).isEqualTo(21);
            });
  }

  @Test
  void emptyQuery_isAnError() {
    assertThatThrownBy(() -> PromQl.parse("  # nothing"))
        .isInstanceOf(PromQlException.class)
        .hasMessageContaining("no expression found in input");
  }

  @Test
  void deepNesting_isAnError_notAStackOverflow() {
    assertThatThrownBy(() -> PromQl.parse("(".repeat(500) + "1" + ")".repeat(500)))
        .isInstanceOf(PromQlException.class)
        .hasMessageContaining("nested deeper than 100 levels");
    assertThatThrownBy(() -> PromQl.parse("-".repeat(500) + "1"))
        .isInstanceOf(PromQlException.class)
        .hasMessageContaining("nested deeper than 100 levels");
  }

  @Test
  void endlessChain_isAnError_notAStackOverflow() {
    assertThatThrownBy(() -> PromQl.parse("1" + "+1".repeat(100_000)))
        .isInstanceOf(PromQlException.class)
        .hasMessageStartingWith("1:2001: parse error: more than 2000 tokens");
    assertThat(PromQl.parse("1" + "+1".repeat(900)).type()).isEqualTo(ValueType.SCALAR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x{a=\"" + "\\\\" + "\"}",
        "sum(x)by(le)",
        "sum by(le)(x)",
        "SUM(x) BY (le)",
        "x OFFSET 5m",
        "rate",
        "sum",
        "rate{by=\"1\"}",
        "rate(x[1h1m1s1ms])",
        "x{a='b',}",
        "sum(x) by (a,)",
        "x or y and z unless w",
        "  vector( 1 ) ",
      })
  void whatIsInTheGrammar_isAccepted(String query) {
    assertThat(PromQl.parse(query).type()).isEqualTo(ValueType.VECTOR);
  }

  @Test
  void longString_isReadWithoutRecursion() {
    String value = "a".repeat(200_000);

    assertThat(PromQl.parse('"' + value + '"')).isEqualTo(new Expr.Str(value));
  }
}

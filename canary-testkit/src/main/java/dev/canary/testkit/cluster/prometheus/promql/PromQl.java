package dev.canary.testkit.cluster.prometheus.promql;

/**
 * The grammar of the subset; keywords and aggregations in any case, functions as written.
 *
 * <pre>{@code
 * expr        = expr operator [ "bool" ] [ matching ] expr | ( "-" | "+" ) expr | primary
 * operator    = "or" | "and" | "unless" | "==" | "!=" | "<" | "<=" | ">" | ">="
 *             | "+" | "-" | "*" | "/" | "%" | "^"
 * matching    = ( "on" | "ignoring" ) labels [ ( "group_left" | "group_right" ) [ labels ] ]
 * primary     = number | string | "(" expr ")" | call | aggregate | selector
 * call        = function "(" [ expr { "," expr } ] ")"
 * aggregate   = aggregation [ grouping ] "(" expr ")" | aggregation "(" expr ")" grouping
 * grouping    = ( "by" | "without" ) labels
 * labels      = "(" [ label { "," label } [ "," ] ] ")"
 * selector    = ( metric [ matchers ] | matchers ) [ "[" duration "]" ] [ "offset" [ "-" ] duration ]
 * matchers    = "{" [ matcher { "," matcher } [ "," ] ] "}"
 * matcher     = label ( "=" | "!=" | "=~" | "!~" ) string
 * aggregation = one of Aggregation;  function = one of Function
 * }</pre>
 *
 * <p>Operators bind as in Prometheus, loosest first in the list above ({@code and} like {@code
 * unless}; comparisons alike; then sums, products, and powers, which alone bind to the right).
 */
public final class PromQl {

  private PromQl() {}

  /**
   * Returns the syntax tree of a query; it is well typed.
   *
   * @throws PromQlException if the text is no query of the subset
   */
  public static Expr parse(String query) {
    return new Parser(query).query();
  }
}

package dev.canary.router.istio;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import dev.canary.core.tree.Tree;
import java.time.Duration;
import java.util.Optional;

/**
 * Texts of cookies; a cookie is {@code name=value} (router chapter, section 2.9). Nothing here
 * knows routes.
 */
final class Cookies {

  private static final String EXPIRED = "Max-Age=-1";

  /** Characters that mean something in a regular expression of RE2. */
  private static final CharMatcher SPECIAL = CharMatcher.anyOf("\\.+*?()|[]{}^$");

  /** Characters besides letters and digits that a name may have: a token of RFC 9110. */
  static final String NAME_PUNCTUATION = "!#$%&'*+-.^_`|~";

  private static final CharMatcher NAME =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf(NAME_PUNCTUATION));

  private Cookies() {}

  /** Returns whether a cookie can have the name. */
  static boolean isName(String name) {
    return !name.isEmpty() && NAME.matchesAllOf(name);
  }

  /** Returns the cookie if it is one: a name that is not empty, then {@code =}. */
  static Optional<String> usable(Optional<String> cookie) {
    return cookie.filter(text -> text.indexOf('=') > 0);
  }

  /** Returns the header condition that a request carrying the cookie fulfils. */
  static Tree condition(String cookie, Dialect dialect) {
    int equals = cookie.indexOf('=');
    String name = cookie.substring(0, equals);
    String value = cookie.substring(equals + 1);
    String regex =
        switch (dialect) {
          case CURRENT -> ".*" + quoted(name) + ".*" + quoted(value) + ".*";
          case FLAGGER -> ".*" + name + ".*" + value + ".*";
        };
    Tree condition = Tree.members().put("regex", regex).build();
    return Tree.members().put("headers", Tree.members().put("Cookie", condition).build()).build();
  }

  /** Returns the {@code Set-Cookie} that keeps a client. */
  static String kept(String cookie, Duration maxAge, ImmutableList<String> attributes) {
    return joined(cookie, "Max-Age=" + maxAge.toSeconds(), attributes);
  }

  /** Returns the {@code Set-Cookie} that makes a client forget. */
  static String expired(String cookie, ImmutableList<String> attributes) {
    return joined(cookie, EXPIRED, attributes);
  }

  /** Returns the cookie that a {@code Set-Cookie} keeps. */
  static Optional<String> parseKept(String setCookie) {
    return isExpired(setCookie) ? Optional.empty() : first(setCookie);
  }

  /** Returns the cookie that a {@code Set-Cookie} expires. */
  static Optional<String> parseExpired(String setCookie) {
    return isExpired(setCookie) ? first(setCookie) : Optional.empty();
  }

  private static boolean isExpired(String setCookie) {
    return setCookie.contains("; " + EXPIRED);
  }

  private static Optional<String> first(String setCookie) {
    int end = setCookie.indexOf(';');
    return usable(Optional.of(end < 0 ? setCookie : setCookie.substring(0, end)));
  }

  private static String joined(String cookie, String age, ImmutableList<String> attributes) {
    return Joiner.on("; ")
        .join(ImmutableList.builder().add(cookie, age).addAll(attributes).build());
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.matches(c)) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }
}

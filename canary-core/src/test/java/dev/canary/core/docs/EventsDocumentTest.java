package dev.canary.core.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts of events are found in the sources: they are built from literals, one text a statement. */
class EventsDocumentTest {

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final ImmutableList<String> DOCUMENTED =
      Documents.code(Documents.text("docs/reference/events.md"));

  @ParameterizedTest
  @ValueSource(strings = {"Texts", "Fitting"})
  void everyText_isDocumented(String source) {
    List<ImmutableList<String>> texts = texts(source).toList();

    assertThat(texts).hasSizeGreaterThan(4);
    assertThat(texts).allSatisfy(EventsDocumentTest::isDocumented);
  }

  @Test
  void aTextThatNobodyWrote_isNotDocumented() {
    assertThat(DOCUMENTED).noneMatch(text -> holds(text, ImmutableList.of("Advance ", "sideways")));
  }

  /** Returns the literals of each statement that says something. */
  private static Stream<ImmutableList<String>> texts(String source) {
    String code =
        Documents.text("canary-core/src/main/java/dev/canary/core/machine/" + source + ".java");
    return Stream.of(code.split(";"))
        .flatMap(EventsDocumentTest::alternatives)
        .map(EventsDocumentTest::literals)
        .filter(text -> text.stream().anyMatch(part -> part.indexOf(' ') >= 0));
  }

  /** A choice between two texts is two texts. */
  private static Stream<String> alternatives(String statement) {
    return statement.contains(" ? ") ? Stream.of(statement.split(" : ")) : Stream.of(statement);
  }

  private static ImmutableList<String> literals(String statement) {
    return LITERAL
        .matcher(statement.replaceAll("(?m)^\\s*(/?\\*|//).*$", ""))
        .results()
        .map(EventsDocumentTest::literal)
        .collect(ImmutableList.toImmutableList());
  }

  private static String literal(MatchResult found) {
    return found.group(1);
  }

  private static void isDocumented(ImmutableList<String> parts) {
    assertThat(DOCUMENTED)
        .as("texts in docs/reference/events.md, one of which should hold %s in order", parts)
        .anyMatch(text -> holds(text, parts));
  }

  private static boolean holds(String text, ImmutableList<String> parts) {
    int at = 0;
    for (String part : parts) {
      int found = text.indexOf(part, at);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }
}

package dev.canary.operator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinksTest {

  private static final Pattern LINK = Pattern.compile("\\[[^\\]\n]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  private record Link(Path from, String to) {}

  @Test
  void everyRelativeLink_leadsToAFileAndAHeading() {
    ImmutableList<Link> links =
        Documents.markdown().stream()
            .flatMap(LinksTest::links)
            .collect(ImmutableList.toImmutableList());

    assertThat(links).hasSizeGreaterThan(10);
    assertThat(links).allMatch(LinksTest::leadsSomewhere);
  }

  @Test
  void aLinkToNothing_isFound() {
    Path readme = Documents.root().resolve("README.md");

    assertThat(leadsSomewhere(new Link(readme, "docs/missing.md"))).isFalse();
    assertThat(leadsSomewhere(new Link(readme, "README.md#no-such-heading"))).isFalse();
    assertThat(leadsSomewhere(new Link(readme, "#state"))).isTrue();
  }

  @Test
  void everyDocument_isReachableFromTheReadme() {
    Path docs = Documents.root().resolve("docs");

    assertThat(reachable())
        .containsAll(Documents.markdown().stream().filter(page -> page.startsWith(docs)).toList());
  }

  private static ImmutableList<Path> reachable() {
    LinkedHashSet<Path> seen = new LinkedHashSet<>();
    ArrayDeque<Path> open = new ArrayDeque<>();
    open.add(Documents.root().resolve("README.md"));
    while (!open.isEmpty()) {
      Path file = open.remove();
      if (seen.add(file)) {
        links(file).map(LinksTest::target).flatMap(LinksTest::pages).forEach(open::add);
      }
    }
    return ImmutableList.copyOf(seen);
  }

  /** Returns the page that a link leads to, or those that a link to their folder shows. */
  private static Stream<Path> pages(Path target) {
    return Documents.markdown().stream()
        .filter(
            page -> page.equals(target) || Objects.requireNonNull(page.getParent()).equals(target));
  }

  private static Stream<Link> links(Path file) {
    String text = FENCED.matcher(Documents.text(file)).replaceAll("");
    return LINK.matcher(text)
        .results()
        .map(found -> found.group(1))
        .filter(to -> !to.contains(":"))
        .map(to -> new Link(file, to));
  }

  private static boolean leadsSomewhere(Link link) {
    Path target = target(link);
    int hash = link.to().indexOf('#');
    return Files.exists(target)
        && (hash < 0 || headings(target).contains(link.to().substring(hash + 1)));
  }

  private static Path target(Link link) {
    int hash = link.to().indexOf('#');
    String path = hash < 0 ? link.to() : link.to().substring(0, hash);
    return path.isEmpty() ? link.from() : link.from().resolveSibling(path).normalize();
  }

  /** Returns the headings of a document as GitHub makes anchors of them. */
  private static ImmutableList<String> headings(Path file) {
    return HEADING
        .matcher(Documents.text(file))
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(ImmutableList.toImmutableList());
  }
}

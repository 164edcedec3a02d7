package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The options of one program, and how its words are read by them.
 *
 * @param program its name
 * @param options canonical names by each spelling, dashes included
 * @param flags canonical names of the options without a value
 * @param bundled whether short options may stand together ({@code -sd x}) or before their value
 *     ({@code -dx})
 */
record OptionTable(
    String program, ImmutableMap<String, String> options, List<String> flags, boolean bundled) {

  /** What was read: the values of each option, empty text for a flag, and the other words. */
  record Parsed(ImmutableListMultimap<String, String> options, ImmutableList<String> rest) {

    boolean has(String option) {
      return options.containsKey(option);
    }

    /** Returns the last value of the option. */
    Optional<String> value(String option) {
      return options.get(option).stream().reduce((first, second) -> second);
    }

    /** Returns the one word that is no option. */
    String url(String program) {
      if (rest.size() != 1) {
        throw new BadCommand("%s needs exactly one URL, not %s".formatted(program, rest));
      }
      return rest.getFirst();
    }
  }

  /**
   * Reads the words after the program's name.
   *
   * @throws BadCommand if an option is unknown or lacks its value
   */
  Parsed parse(List<String> words) {
    ImmutableListMultimap.Builder<String, String> read = ImmutableListMultimap.builder();
    ImmutableList.Builder<String> rest = ImmutableList.builder();
    Iterator<String> left = words.iterator();
    while (left.hasNext()) {
      String word = left.next();
      if (!word.startsWith("-") || word.equals("-")) {
        rest.add(word);
      } else if (options.containsKey(word)) {
        option(word, left, read);
      } else if (word.startsWith("--") && word.contains("=")) {
        withEquals(word, read);
      } else if (bundled && !word.startsWith("--")) {
        bundle(word, left, read);
      } else {
        throw unknown(word);
      }
    }
    return new Parsed(read.build(), rest.build());
  }

  private void option(
      String spelling, Iterator<String> left, ImmutableListMultimap.Builder<String, String> read) {
    String name = name(spelling);
    if (flags.contains(name)) {
      read.put(name, "");
    } else if (left.hasNext()) {
      read.put(name, left.next());
    } else {
      throw new BadCommand("%s %s needs a value".formatted(program, spelling));
    }
  }

  private void withEquals(String word, ImmutableListMultimap.Builder<String, String> read) {
    int equals = word.indexOf('=');
    read.put(name(word.substring(0, equals)), word.substring(equals + 1));
  }

  private void bundle(
      String word, Iterator<String> left, ImmutableListMultimap.Builder<String, String> read) {
    for (int i = 1; i < word.length(); i++) {
      String spelling = "-" + word.charAt(i);
      if (flags.contains(name(spelling))) {
        read.put(name(spelling), "");
      } else if (i + 1 < word.length()) {
        read.put(name(spelling), word.substring(i + 1));
        return;
      } else {
        option(spelling, left, read);
      }
    }
  }

  private String name(String spelling) {
    String name = options.get(spelling);
    if (name == null) {
      throw unknown(spelling);
    }
    return name;
  }

  private BadCommand unknown(String spelling) {
    return new BadCommand(
        "%s has no option %s here; known are %s"
            .formatted(program, spelling, options.keySet().asList()));
  }
}

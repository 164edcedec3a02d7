package dev.canary.operator.config;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Flags as they were given, in Go's syntax: one dash or two, {@code -name=value} or {@code -name
 * value}; a boolean takes a value only after {@code =}. What follows the first argument that is no
 * flag is not looked at.
 *
 * @param values per name, in the order given
 * @param problems unknown flags and missing values
 */
record GivenFlags(ImmutableListMultimap<String, String> values, ImmutableList<String> problems) {

  /** More edits than this, and another name is no likely misspelling. */
  private static final int FARTHEST = 5;

  /** Reads the arguments. */
  static GivenFlags parse(List<String> arguments) {
    ImmutableListMultimap.Builder<String, String> values = ImmutableListMultimap.builder();
    List<String> problems = new ArrayList<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (!argument.startsWith("-") || argument.equals("-") || argument.equals("--")) {
        break;
      }
      String flag = argument.substring(argument.startsWith("--") ? 2 : 1);
      int equals = flag.indexOf('=');
      String name = equals < 0 ? flag : flag.substring(0, equals);
      if (!known(name)) {
        problems.add(unknown(name));
      } else if (equals >= 0) {
        values.put(name, flag.substring(equals + 1));
      } else if (isSwitch(name)) {
        values.put(name, "true");
      } else if (rest.hasNext()) {
        values.put(name, rest.next());
      } else {
        problems.add("-" + name + " needs a value: -" + name + "=VALUE");
      }
    }
    return new GivenFlags(values.build(), ImmutableList.copyOf(problems));
  }

  /** Returns the last value given, or the flag's default. */
  String value(String name) {
    Flag flag = flag(name);
    return Iterables.getLast(values.get(name), flag.fallback());
  }

  /** Returns whether the flag was given with another value than its default. */
  boolean changed(String name) {
    return !value(name).isEmpty() && !value(name).equals(flag(name).fallback());
  }

  /** Returns whether help is asked for. */
  boolean help() {
    return values.containsKey("h") || values.containsKey("help");
  }

  private static Flag flag(String name) {
    Flag flag = Flags.BY_NAME.get(name);
    if (flag == null) {
      throw new IllegalArgumentException("no flag is named " + name);
    }
    return flag;
  }

  private static boolean known(String name) {
    return Flags.BY_NAME.containsKey(name) || Flags.KLOG.contains(name) || isHelp(name);
  }

  private static boolean isHelp(String name) {
    return name.equals("h") || name.equals("help");
  }

  private static boolean isSwitch(String name) {
    Flag flag = Flags.BY_NAME.get(name);
    return flag == null
        ? isHelp(name) || Flags.KLOG_SWITCHES.contains(name)
        : flag.kind() == Flag.Kind.BOOL;
  }

  private static String unknown(String name) {
    String nearest =
        Stream.concat(Flags.BY_NAME.keySet().stream(), Stream.of("help"))
            .min(Comparator.comparingInt(known -> edits(name, known)))
            .filter(known -> edits(name, known) <= Math.min(FARTHEST, name.length() / 2 + 1))
            .map(known -> "did you mean -" + known + "?")
            .orElse("-help lists all flags");
    return "-" + name + " is no flag; " + nearest;
  }

  /** Returns how many letters must be added, dropped or replaced (Levenshtein). */
  private static int edits(String from, String to) {
    int[] before = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = before[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[to.length()];
  }
}

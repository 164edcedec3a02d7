package dev.canary.operator.config;

import java.util.stream.Collectors;

/** Describes the flags for people: as help on the screen, and as a page of the reference. */
public final class FlagsReference {

  private FlagsReference() {}

  /** Returns the help text. */
  public static String help() {
    return Flags.ALL.stream()
        .map(FlagsReference::line)
        .collect(
            Collectors.joining(
                "\n",
                "Usage: canary operator [FLAG...]\n"
                    + "Runs the operator against a cluster. Flags take one dash or two,"
                    + " -name=value or -name value.\n\n",
                "\n\nFlags of klog are accepted and do nothing.\n"));
  }

  /** Returns the page of the reference, as Markdown. */
  public static String markdown() {
    return """
        # Flags of the operator

        One dash or two, `-name=value` or `-name value`; a boolean takes a value only after `=`. A
        variable that is not empty wins over its flag. An unknown flag or a wrong value ends the
        start with exit code 2, after all problems have been named.

        | Flag | Value | Default | Variable | Meaning |
        |---|---|---|---|---|
        """
        + rows(true)
        + """

        ## Accepted without effect

        Manifests for Flagger may carry these. A value other than the default is named in a warning
        on start, with the reason.

        | Flag | Value | Default | Variable | Meaning | Why it has no effect |
        |---|---|---|---|---|---|
        """
        + rows(false)
        + "\nFlags of klog are accepted silently: "
        + Flags.KLOG.stream().map(name -> "`-" + name + "`").collect(Collectors.joining(", "))
        + ".\n";
  }

  private static String rows(boolean works) {
    return Flags.ALL.stream()
        .filter(flag -> flag.works() == works)
        .map(FlagsReference::row)
        .collect(Collectors.joining());
  }

  private static String row(Flag flag) {
    String row =
        "| `-%s` | %s | %s | %s | %s |"
            .formatted(
                flag.name(),
                kind(flag),
                code(flag.fallback()),
                code(flag.variable()),
                flag.meaning());
    return row + (flag.works() ? "\n" : " " + flag.noEffect() + " |\n");
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static String kind(Flag flag) {
    return switch (flag.kind()) {
      case TEXT -> "text";
      case NUMBER -> "number";
      case DURATION -> "duration";
      case BOOL -> "boolean";
    };
  }

  private static String line(Flag flag) {
    String fallback = flag.fallback().isEmpty() ? "" : " (default: " + flag.fallback() + ")";
    String effect = flag.works() ? "" : "; no effect: " + flag.noEffect();
    return "  -%-27s %s%s%s".formatted(flag.name(), flag.meaning(), fallback, effect);
  }
}

package dev.canary.testkit.cluster.load;

import com.google.common.collect.ImmutableList;

/** A command line that can be run here. */
sealed interface Command {

  /** A load generator. */
  record Load(Hey hey) implements Command {}

  /** One request, its answer filtered. */
  record Request(Curl curl, ImmutableList<Grep> filters) implements Command {}

  /**
   * Reads a command line: {@code hey …}, or {@code curl …} and any number of {@code | grep …}.
   *
   * @throws BadCommand if it is anything else; names what is not understood
   */
  static Command parse(String line) {
    ImmutableList<ImmutableList<String>> pipe = Words.of(line);
    ImmutableList<String> first = pipe.getFirst();
    ImmutableList<String> arguments = first.subList(1, first.size());
    return switch (first.getFirst()) {
      case "hey" -> {
        if (pipe.size() > 1) {
          throw new BadCommand("the output of hey cannot be piped here");
        }
        yield new Load(Hey.parse(arguments));
      }
      case "curl" -> new Request(Curl.parse(arguments), filters(pipe.subList(1, pipe.size())));
      default ->
          throw new BadCommand(
              "cannot run %s: known are hey, and curl with grep".formatted(first.getFirst()));
    };
  }

  private static ImmutableList<Grep> filters(ImmutableList<ImmutableList<String>> commands) {
    ImmutableList.Builder<Grep> filters = ImmutableList.builder();
    for (ImmutableList<String> command : commands) {
      if (!command.getFirst().equals("grep")) {
        throw new BadCommand("cannot pipe to %s: only to grep".formatted(command.getFirst()));
      }
      filters.add(Grep.parse(command.subList(1, command.size())));
    }
    return filters.build();
  }
}

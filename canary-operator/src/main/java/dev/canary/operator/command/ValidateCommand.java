package dev.canary.operator.command;

import com.google.common.collect.ImmutableList;
import dev.canary.operator.command.yaml.Manifest;
import dev.canary.operator.command.yaml.ManifestException;
import dev.canary.operator.command.yaml.Manifests;
import dev.canary.operator.wiring.Plugins;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code canary validate}: tells every problem of canaries, metric templates and alert providers in
 * files. Exits 0 if there is none, 1 if there is one or a file cannot be read.
 */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = "Checks canaries in files, without a cluster.")
public final class ValidateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML files; - is the standard input")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--mesh-provider",
      paramLabel = "NAME",
      description = "provider of canaries that name none (default: istio)")
  private String provider = "istio";

  @Option(
      names = "--no-cross-namespace-refs",
      description = "refuse references to other namespaces, as the operator's flag does")
  private boolean noCrossNamespaceRefs;

  @Option(
      names = "--plugins-dir",
      paramLabel = "FOLDER",
      description = "folder with the jars of further routers")
  private @Nullable Path pluginsDir;

  /** Creates the command for picocli. */
  public ValidateCommand() {}

  @Override
  public Integer call() {
    Validator validator =
        new Validator(
            Plugins.load(Optional.ofNullable(pluginsDir)), provider, !noCrossNamespaceRefs);
    List<String> problems = new ArrayList<>();
    int checked = 0;
    int others = 0;
    for (String file : files) {
      for (Manifest manifest : manifests(file, problems)) {
        if (validator.knows(manifest.object())) {
          checked++;
          problems.addAll(validator.problems(manifest));
        } else {
          others++;
        }
      }
    }
    tell(problems, checked, others);
    return problems.isEmpty() ? 0 : 1;
  }

  private static ImmutableList<Manifest> manifests(String file, List<String> problems) {
    try {
      return Manifests.read(file);
    } catch (ManifestException unreadable) {
      problems.add(String.valueOf(unreadable.getMessage()));
      return ImmutableList.of();
    }
  }

  private void tell(List<String> problems, int checked, int others) {
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    problems.forEach(out::println);
    out.printf(
        "%s: %s checked, %s of other kinds not looked at%n",
        problems.isEmpty() ? "No problems" : counted(problems.size(), "problem"),
        counted(checked, "object"),
        counted(others, "object"));
    out.flush();
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}

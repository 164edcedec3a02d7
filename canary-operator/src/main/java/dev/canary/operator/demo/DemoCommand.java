package dev.canary.operator.demo;

import dev.canary.operator.command.yaml.ManifestException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code canary demo}: exits 0 if promoted, 2 if rolled back, 1 on an error. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    exitCodeOnInvalidInput = 1,
    description = "Plays a guide on an embedded cluster: real HTTP, real decisions.")
public final class DemoCommand implements Callable<Integer> {

  private static final double DEFAULT_SPEED = 20;

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = "--guide",
      paramLabel = "NAME",
      description = "istio (default) or istio-mirroring")
  private String guide = "istio";

  @Option(names = "--fault", paramLabel = "KIND", description = "errors or latency")
  private @Nullable String fault;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "how many times faster than real time (default: 20)")
  private double speed = DEFAULT_SPEED;

  @Option(names = "--keep", description = "keep the cluster running after the end")
  private boolean keep;

  @Option(
      names = {"-f", "--filename"},
      arity = "1..*",
      paramLabel = "FILE",
      description = "YAML files laid over what the guide installs; a canary in them is played")
  private List<String> files = new ArrayList<>();

  private final PrintStream out;

  /** Creates the command for picocli. */
  public DemoCommand() {
    // UTF-8 and unbuffered: what is printed is watched as it happens.
    this(new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  /** Creates the command with another place to print to. */
  DemoCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      DemoOptions options = new DemoOptions(guide(), fault(), speed(), keep, Overlay.read(files));
      return switch (new Demo(options, out).run()) {
        case PROMOTED -> 0;
        case ROLLED_BACK -> 2;
      };
    } catch (ManifestException unusable) {
      PrintWriter err = Objects.requireNonNull(command).commandLine().getErr();
      err.println(unusable.getMessage());
      err.flush();
      return 1;
    }
  }

  private Guide guide() {
    return switch (guide) {
      case "istio" -> Guide.ISTIO;
      case "istio-mirroring" -> Guide.ISTIO_MIRRORING;
      default -> throw invalid("--guide", guide, "istio or istio-mirroring");
    };
  }

  private Optional<Fault> fault() {
    if (fault == null) {
      return Optional.empty();
    }
    return switch (fault) {
      case "errors" -> Optional.of(Fault.ERRORS);
      case "latency" -> Optional.of(Fault.LATENCY);
      default -> throw invalid("--fault", fault, "errors or latency");
    };
  }

  private double speed() {
    if (speed >= 1 && speed <= 100) {
      return speed;
    }
    throw invalid("--speed", Double.toString(speed), "a number from 1 to 100");
  }

  private ParameterException invalid(String option, String value, String accepted) {
    return new ParameterException(
        Objects.requireNonNull(command).commandLine(),
        "%s \"%s\" is not possible; give %s".formatted(option, value, accepted));
  }
}

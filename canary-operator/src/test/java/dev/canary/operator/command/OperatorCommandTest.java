package dev.canary.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.canary.operator.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OperatorCommandTest {

  @Test
  void problems_endWithExitCode2_allOnStandardError() {
    Launcher run = Launcher.run("operator", "-prot=1", "--port=x", "-mesh-provider=nginx");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines())
        .hasSize(4)
        .contains("-prot is no flag; did you mean -port?", "-port is \"x\"; give a whole number")
        .anyMatch(line -> line.startsWith("-mesh-provider is \"nginx\"; give one of "))
        .last()
        .isEqualTo("canary operator -help lists all flags");
  }

  @Test
  void version_isPrinted() {
    assertThat(Launcher.run("operator", "-version"))
        .isEqualTo(new Launcher(0, "Flagger version " + Version.TEXT + " revision  unknown\n", ""));
  }

  @Test
  void help_isPrinted() {
    Launcher run = Launcher.run("operator", "--help");
    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("  -metrics-server ");
  }

  @Test
  void version_isThatOfPom() throws IOException {
    assertThat(Files.readString(Path.of("pom.xml")))
        .contains("<version>" + Version.TEXT + "</version>");
  }

  @Test
  void unknownCommand_isBadUsage() {
    assertThat(Launcher.run("opertor").exit()).isEqualTo(2);
  }
}

package dev.canary.testkit.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTest {

  private static Hey hey(String line) {
    return ((Command.Load) Command.parse(line)).hey();
  }

  private static Command.Request curl(String line) {
    return (Command.Request) Command.parse(line);
  }

  @Test
  void hey_asInTheGuides_sendsFromTwoWorkersForAMinute() {
    Hey hey = hey("hey -z 1m -q 10 -c 2 -disable-compression http://podinfo-canary.test:9898/");
    assertThat(hey.duration()).isEqualTo(Optional.of(Duration.ofMinutes(1)));
    assertThat(hey.workers()).isEqualTo(2);
    assertThat(hey.rate()).isEqualTo(10);
    assertThat(hey.template().url()).isEqualTo(URI.create("http://podinfo-canary.test:9898/"));
  }

  @Test
  void hey_ofTheAbTest_sendsItsCookie() {
    Hey hey = hey("hey -z 1m -q 5 -c 5 -H 'Cookie: type=insider' http://app.example.com/");
    assertThat(hey.template().headers().get("cookie")).containsExactly("type=insider");
  }

  @Test
  void hey_withoutDuration_sends200RequestsFrom50Workers() {
    assertThat(hey("hey podinfo.test:9898"))
        .satisfies(
            hey -> {
              assertThat(hey.requests()).isEqualTo(200);
              assertThat(hey.workers()).isEqualTo(50);
              assertThat(hey.template().url()).isEqualTo(URI.create("http://podinfo.test:9898/"));
            });
  }

  @Test
  void curl_withBundledFlagsAndData_posts() {
    Command.Request request = curl("curl -sd 'test' http://podinfo-canary:9898/token | grep token");
    assertThat(request.curl().template().method()).isEqualTo("POST");
    assertThat(request.curl().template().body()).isEqualTo("test");
    assertThat(request.filters()).hasSize(1);
    assertThat(request.filters().getFirst().filter("a\n\"token\": 1\n"))
        .isEqualTo(new CommandResult(0, "\"token\": 1\n"));
    assertThat(request.filters().getFirst().filter("a\n").exitStatus()).isEqualTo(1);
  }

  @Test
  void curl_longOptions_readValuesAfterASpaceOrEquals() {
    Curl curl =
        curl("curl --silent --request=PUT --header 'x-a: 1' --max-time 2 http://a/b").curl();
    assertThat(curl.template().method()).isEqualTo("PUT");
    assertThat(curl.template().headers().get("x-a")).containsExactly("1");
    assertThat(curl.template().timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hey -x http://p http://a/ | -x",
        "hey -z soon http://a/ | soon",
        "hey -z=1m http://a/ | no option -z=1m",
        "hey -H 'Host: x' http://a/ | host",
        "hey -c 0 http://a/ | -c 0",
        "hey -z | -z needs a value",
        "hey -z 1m | exactly one URL",
        "hey -z 1m https://a/ | plain HTTP",
        "curl --compressed http://a/ | --compressed",
        "curl -sZ http://a/ | -Z",
        "curl -o /tmp/x http://a/ | /tmp/x",
        "curl http://a/ ; rm -rf x | ;",
        "curl http://a/$HOME | $",
        "curl 'http://a/ | no closing",
        "wget http://a/ | wget"
      })
  void line_thatIsNotUnderstood_isRefusedByWhat(String line, String named) {
    assertThatThrownBy(() -> Command.parse(line))
        .isInstanceOf(BadCommand.class)
        .hasMessageContaining(named);
  }

  @Test
  void pipe_toAnythingButGrep_isRefusedByName() {
    assertThatThrownBy(() -> Command.parse("curl http://a/ | jq .x"))
        .isInstanceOf(BadCommand.class)
        .hasMessageContaining("jq");
    assertThatThrownBy(() -> Command.parse("hey http://a/ | grep x"))
        .isInstanceOf(BadCommand.class);
  }

  @Test
  void grep_optionsOfTheGuides_areKnown() {
    Grep inverted = curl("curl http://a/ | grep -v token").filters().getFirst();
    assertThat(inverted.filter("token\nother\n").output()).isEqualTo("other\n");
    Grep quiet = curl("curl http://a/ | grep -qi TOKEN").filters().getFirst();
    assertThat(quiet.filter("token\n")).isEqualTo(new CommandResult(0, ""));
  }
}

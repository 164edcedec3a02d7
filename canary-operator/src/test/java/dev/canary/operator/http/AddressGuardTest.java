package dev.canary.operator.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.common.collect.ImmutableSet;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  private static final AddressGuard STRICT = new AddressGuard(ImmutableSet.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://169.254.1.1/",
        "http://2852039166/",
        "http://[fe80::1]/",
        "http://[::ffff:169.254.169.254]/",
        "http://[fd00:ec2::254]/",
        "http://100.100.100.200/",
        "http://192.0.0.192/",
        "http://0.0.0.0/"
      })
  void metadataAndLinkLocal_areRefused(String url) {
    assertThatIOException()
        .isThrownBy(() -> STRICT.check(URI.create(url), /* proxied= */ false))
        .withMessageContaining("must not be called");
    assertThatIOException().isThrownBy(() -> STRICT.check(URI.create(url), /* proxied= */ true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/"})
  void otherAddresses_areAllowed(String url) {
    assertThatCode(() -> STRICT.check(URI.create(url), /* proxied= */ false))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = "169.254.169.254")
  void allowedHost_isAllowedWhateverItsAddress(String host) {
    AddressGuard guard = new AddressGuard(ImmutableSet.of(host));

    assertThatCode(() -> guard.check(URI.create("http://" + host + "/"), /* proxied= */ false))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = "http://podinfo-canary.invalid/")
  void nameThatOnlyTheProxyKnows_isLeftToTheProxy(String url) {
    assertThatCode(() -> STRICT.check(URI.create(url), /* proxied= */ true))
        .doesNotThrowAnyException();
  }
}

package dev.canary.operator.http;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Refuses addresses from which secrets of the machine could be read: link-local ones and the
 * metadata services of clouds. Asked after name resolution and again on every redirect.
 */
final class AddressGuard {

  /** Metadata services outside the link-local range: AWS over IPv6, Alibaba, Oracle. */
  private static final ImmutableSet<String> METADATA =
      ImmutableSet.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "192.0.0.192");

  private final ImmutableSet<String> allowedHosts;

  /**
   * @param allowedHosts hosts that may be called whatever their address
   */
  AddressGuard(ImmutableSet<String> allowedHosts) {
    this.allowedHosts = allowedHosts;
  }

  /**
   * Checks a target.
   *
   * @param proxied whether a proxy resolves the name; then only literal addresses can be checked
   * @throws IOException if it must not be called, or its name cannot be resolved
   */
  void check(URI uri, boolean proxied) throws IOException {
    String host = uri.getHost();
    if (host == null) {
      throw new IOException("no host in \"" + uri + "\"");
    }
    if (allowedHosts.contains(host) || (proxied && !literal(host))) {
      return;
    }
    for (InetAddress address : resolve(host)) {
      boolean metadata = METADATA.contains(address.getHostAddress());
      if (address.isLinkLocalAddress() || metadata || address.isAnyLocalAddress()) {
        throw new IOException(
            "address "
                + address.getHostAddress()
                + " of host "
                + host
                + " is link-local or a metadata service and must not be called");
      }
    }
  }

  private static boolean literal(String host) {
    return host.startsWith("[") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
  }

  private static InetAddress[] resolve(String host) throws IOException {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      throw new IOException("dial tcp: lookup " + host + ": no such host", unknown);
    }
  }
}

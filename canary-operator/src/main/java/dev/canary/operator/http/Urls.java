package dev.canary.operator.http;

import java.net.URI;

/** URLs as messages show them. */
final class Urls {

  private Urls() {}

  /** Returns the URL with the password of its user info hidden. */
  static String shown(URI uri) {
    return masked(uri, "xxxxx");
  }

  /**
   * Returns the URL as it appears within the cause of a failure (webhooks chapter, section 2.2).
   */
  static String inCause(URI uri) {
    return masked(uri, "***");
  }

  private static String masked(URI uri, String password) {
    String user = uri.getRawUserInfo();
    if (user == null || user.indexOf(':') < 0) {
      return uri.toString();
    }
    String name = user.substring(0, user.indexOf(':'));
    return uri.toString().replace(user + "@", name + ":" + password + "@");
  }
}

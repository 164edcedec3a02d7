package dev.canary.operator.http;

import java.net.URI;

/** URLs as messages show them. */
final class Urls {

  private Urls() {}

  /** Returns the URL with the password of its user info hidden. */
  static String shown(URI uri) {
    String user = uri.getRawUserInfo();
    if (user == null || user.indexOf(':') < 0) {
      return uri.toString();
    }
    String name = user.substring(0, user.indexOf(':'));
    return uri.toString().replace(user + "@", name + ":xxxxx@");
  }
}

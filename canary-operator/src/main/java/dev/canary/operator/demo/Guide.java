package dev.canary.operator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A guide that can be played.
 *
 * @param name as on the command line
 * @param container name of the container whose image is set
 * @param image the new image
 * @param users where users send requests, through the ingress gateway
 */
record Guide(String name, String container, String image, String users) {

  static final Guide ISTIO =
      new Guide("istio", "podinfod", "stefanprodan/podinfo:3.1.1", "http://app.example.com/");

  static final Guide ISTIO_MIRRORING =
      new Guide(
          "istio-mirroring", "podinfod", "stefanprodan/podinfo:3.1.1", "http://app.example.com/");

  /** Returns the guide's canary as YAML. */
  String canary() {
    return resource("/demo/" + name + "/podinfo-canary.yaml");
  }

  /** Returns a resource of the operator as text. */
  static String resource(String path) {
    try (InputStream in = Guide.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("resource " + path + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + path, unreadable);
    }
  }
}

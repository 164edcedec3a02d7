package dev.canary.operator.workload;

import com.google.common.hash.Hashing;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Fingerprints of pod templates: the first 80 bits of SHA-256 over the canonical JSON of {@link
 * PodTemplates#meant what is meant}, after the name of the scheme.
 *
 * <p>The colon sets them apart from every fingerprint of the reference, which match {@code
 * [4-9bcdf]{1,10}} (workload chapter, section 5.4). Any change to what is hashed needs a new
 * scheme.
 *
 * @param scheme letter and number, as in {@code c1}
 */
record TemplateHash(String scheme) {

  static final TemplateHash CURRENT = new TemplateHash("c1");

  private static final Pattern OURS = Pattern.compile("c[0-9]+:.*");
  private static final int DIGITS = 20;

  /** Returns the fingerprint of a pod template. */
  String of(Tree template) {
    String text = Json.canonical(PodTemplates.meant(template));
    return scheme
        + ":"
        + Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, DIGITS);
  }

  /** Returns whether a fingerprint is of one of our schemes; an earlier controller's is not. */
  static boolean ours(String hash) {
    return OURS.matcher(hash).matches();
  }
}

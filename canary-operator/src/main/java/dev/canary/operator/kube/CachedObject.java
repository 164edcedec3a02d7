package dev.canary.operator.kube;

import com.google.common.primitives.UnsignedLongs;
import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of one object; the content as UTF-8 text, which takes the least room. Immutable. */
final class CachedObject {

  /** Older than every version. */
  static final String UNKNOWN = "0";

  /** An object of which nothing is known, not even whether it exists. */
  static final CachedObject SUSPECT = new CachedObject(UNKNOWN, 0, "", null);

  private final String version;
  private final long digest;
  private final String controller;
  private final byte @Nullable [] json;

  private CachedObject(String version, long digest, String controller, byte @Nullable [] json) {
    this.version = version;
    this.digest = digest;
    this.controller = controller;
    this.json = json;
  }

  /**
   * Returns what is kept of an object whose content is to be asked for when needed.
   *
   * @param version its version; {@link #UNKNOWN} if not even that is known
   * @param digest of what matters in it
   * @param controller unique id of its controller; empty if it has none
   */
  static CachedObject bare(String version, long digest, String controller) {
    return new CachedObject(version, digest, controller, null);
  }

  /** Returns this with its content. */
  CachedObject with(Tree content) {
    byte[] bytes = Json.write(content).getBytes(StandardCharsets.UTF_8);
    return new CachedObject(version, digest, controller, bytes);
  }

  /** Returns this without content. */
  CachedObject bare() {
    return bare(version, digest, controller);
  }

  String version() {
    return version;
  }

  long digest() {
    return digest;
  }

  String controller() {
    return controller;
  }

  /** Returns the content if it is kept. */
  Optional<Tree> tree() {
    return json == null
        ? Optional.empty()
        : Optional.of(Json.read(new String(json, StandardCharsets.UTF_8)));
  }

  /** Returns how many bytes the content takes. */
  int size() {
    return json == null ? 0 : json.length;
  }

  /**
   * Returns whether one version is older than another. Versions are counters of the cluster (the
   * API conventions guarantee that since Kubernetes 1.35, and all servers before kept it); versions
   * that are not numbers are never older.
   */
  static boolean older(String version, String than) {
    try {
      return UnsignedLongs.compare(
              UnsignedLongs.parseUnsignedLong(version), UnsignedLongs.parseUnsignedLong(than))
          < 0;
    } catch (NumberFormatException opaque) {
      return false;
    }
  }
}

package dev.canary.operator.command.yaml;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads YAML files of any number of documents; JSON is YAML. */
public final class Manifests {

  /** Largest file that is read, in bytes; an object in a cluster is at most about 1.5 MiB. */
  private static final int MAX_BYTES = 8 << 20;

  private Manifests() {}

  /**
   * Reads a file.
   *
   * @param file path, or {@code -} for the standard input
   * @return its objects in order; those in a {@code List} one by one, empty documents left out
   * @throws ManifestException if it cannot be read
   */
  public static ImmutableList<Manifest> read(String file) {
    return parse(file, text(file, bytes(file)));
  }

  /** Returns the objects of a text, as {@link #read}. */
  static ImmutableList<Manifest> parse(String file, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    ImmutableList.Builder<Manifest> manifests = ImmutableList.builder();
    try {
      for (Node document : new Yaml(options).composeAll(new StringReader(text))) {
        manifests.addAll(new NodeReader(file).objects(document));
      }
    } catch (MarkedYAMLException broken) {
      int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
      throw new ManifestException(file + ":" + line + ": is no YAML: " + broken.getProblem());
    } catch (YAMLException broken) {
      throw new ManifestException(file + ": is no YAML: " + broken.getMessage());
    }
    return manifests.build();
  }

  private static byte[] bytes(String file) {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ManifestException(file + ": is larger than " + (MAX_BYTES >> 20) + " MiB");
      }
      return bytes;
    } catch (NoSuchFileException missing) {
      throw new ManifestException(file + ": does not exist");
    } catch (IOException unreadable) {
      String why =
          Files.isDirectory(Path.of(file)) ? "is a folder; name its files" : "is unreadable";
      throw new ManifestException(file + ": " + why);
    }
  }

  private static String text(String file, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw new ManifestException(file + ": is not UTF-8 text");
    }
  }
}

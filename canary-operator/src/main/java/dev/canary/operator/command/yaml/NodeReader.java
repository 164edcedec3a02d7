package dev.canary.operator.command.yaml;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.canary.core.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the nodes of one document into trees, and notes the lines of their fields. */
final class NodeReader {

  /** Most values of one document, so that aliases of aliases cannot fill the memory. */
  private static final int MAX_VALUES = 100_000;

  private static final int MAX_DEPTH = 100;

  private final String file;
  private Map<String, Integer> lines = new LinkedHashMap<>();
  private int values;

  NodeReader(String file) {
    this.file = file;
  }

  /** Returns the objects of a document; a list's are its items. */
  ImmutableList<Manifest> objects(Node document) {
    if (document.getTag().equals(Tag.NULL)) {
      return ImmutableList.of();
    }
    if (!(document instanceof MappingNode mapping)) {
      throw at(document, "is no Kubernetes object; an object has apiVersion, kind and metadata");
    }
    Manifest whole = manifest(mapping);
    if (!whole.object().textOr("", "kind").equals("List")) {
      return ImmutableList.of(whole);
    }
    ImmutableList.Builder<Manifest> items = ImmutableList.builder();
    for (NodeTuple member : mapping.getValue()) {
      if (key(member).equals("items") && member.getValueNode() instanceof SequenceNode sequence) {
        sequence.getValue().forEach(item -> items.addAll(objects(item)));
      }
    }
    return items.build();
  }

  private Manifest manifest(MappingNode node) {
    lines = new LinkedHashMap<>();
    lines.put("", line(node));
    Tree object = value(node, "", 0);
    return new Manifest(file, object, ImmutableMap.copyOf(lines));
  }

  private Tree value(Node node, String path, int depth) {
    values++;
    if (values > MAX_VALUES || depth > MAX_DEPTH) {
      throw at(
          node,
          "has more than %d values or is nested deeper than %d".formatted(MAX_VALUES, MAX_DEPTH));
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, path, depth);
      case SequenceNode sequence -> sequence(sequence, path, depth);
      case ScalarNode scalar -> Scalars.tree(scalar, problem -> at(scalar, path + ": " + problem));
      default -> throw at(node, path + ": is no value");
    };
  }

  private Tree sequence(SequenceNode node, String path, int depth) {
    List<Tree> elements = new ArrayList<>();
    for (Node element : node.getValue()) {
      String here = path + "[" + elements.size() + "]";
      lines.put(here, line(element));
      elements.add(value(element, here, depth + 1));
    }
    return Tree.array(elements);
  }

  private Tree mapping(MappingNode node, String path, int depth) {
    Map<String, Tree> members = new LinkedHashMap<>();
    for (NodeTuple member : node.getValue()) {
      if (!member.getKeyNode().getTag().equals(Tag.MERGE)) {
        String key = key(member);
        String here = path.isEmpty() ? key : path + "." + key;
        if (members.containsKey(key)) {
          throw at(
              member.getKeyNode(), here + ": is given twice, first in line " + lines.get(here));
        }
        lines.put(here, line(member.getKeyNode()));
        members.put(key, value(member.getValueNode(), here, depth + 1));
      }
    }
    for (NodeTuple member : node.getValue()) {
      if (member.getKeyNode().getTag().equals(Tag.MERGE)) {
        merged(member.getValueNode(), path, depth).forEach(members::putIfAbsent);
      }
    }
    return Tree.object(members);
  }

  /** Returns what {@code <<} adds; of several mappings the first one counts. */
  private ImmutableMap<String, Tree> merged(Node node, String path, int depth) {
    if (node instanceof SequenceNode sequence) {
      Map<String, Tree> all = new LinkedHashMap<>();
      sequence.getValue().forEach(each -> merged(each, path, depth + 1).forEach(all::putIfAbsent));
      return ImmutableMap.copyOf(all);
    }
    return value(node, path, depth + 1).fields();
  }

  private String key(NodeTuple member) {
    if (member.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw at(member.getKeyNode(), "has a key that is no text");
  }

  private ManifestException at(Node node, String problem) {
    return new ManifestException(file + ":" + line(node) + ": " + problem);
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}

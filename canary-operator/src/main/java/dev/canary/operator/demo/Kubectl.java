package dev.canary.operator.demo;

import static java.util.stream.Collectors.joining;

import dev.canary.core.tree.Json;
import dev.canary.core.tree.Tree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks the API server for a table and prints it as kubectl does. */
final class Kubectl {

  private Kubectl() {}

  /** Returns what {@code kubectl get canaries} prints. */
  static String table(URI api, String namespace) throws InterruptedException {
    URI uri = api.resolve("/apis/flagger.app/v1beta1/namespaces/" + namespace + "/canaries");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return render(Json.read(client.send(request, BodyHandlers.ofString()).body()));
    } catch (IOException failure) {
      throw new IllegalStateException("the API server did not answer", failure);
    }
  }

  private static String render(Tree table) {
    List<Integer> shown = new ArrayList<>();
    List<List<String>> lines = new ArrayList<>();
    List<String> header = new ArrayList<>();
    List<Tree> columns = table.items("columnDefinitions");
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).wholeOr(0, "priority") == 0) {
        shown.add(i);
        header.add(columns.get(i).textOr("", "name").toUpperCase(Locale.ROOT));
      }
    }
    lines.add(header);
    for (Tree row : table.items("rows")) {
      lines.add(shown.stream().map(i -> cell(row, i)).toList());
    }
    return aligned(lines);
  }

  private static String cell(Tree row, int column) {
    Tree value = row.at("cells", Integer.toString(column)).orElse(Tree.Null.NULL);
    return value instanceof Tree.Str(String text) ? text : value.toString();
  }

  private static String aligned(List<List<String>> lines) {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return lines.stream()
        .map(
            line -> {
              StringBuilder text = new StringBuilder();
              for (int i = 0; i < columns; i++) {
                text.append(String.format("%-" + (widths[i] + 3) + "s", line.get(i)));
              }
              return text.toString().stripTrailing();
            })
        .collect(joining("\n"));
  }
}

package dev.canary.metrics.template;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;
import java.util.Optional;

/** Executes a parsed template within bounds of time and size. */
final class Executor {

  /** Calls of templates inside one another; a bound that protects the stack. */
  private static final int MOST_CALLS = 100;

  private static final Place START = new Place(0, Template.NAME);

  private final String source;
  private final ImmutableMap<String, ImmutableList<Node>> templates;
  private final ImmutableMap<String, Value> functions;
  private final StringBuilder out = new StringBuilder();
  private int steps;
  private int calls;

  /** How the execution of a node ended. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  Executor(
      String source,
      ImmutableMap<String, ImmutableList<Node>> templates,
      ImmutableMap<String, Value> functions) {
    this.source = source;
    this.templates = templates;
    this.functions = functions;
  }

  String run() {
    Evaluator main = evaluator(Template.NAME, Value.Nothing.VALUE);
    call(Template.NAME, body(Template.NAME, main, START), Value.Nothing.VALUE);
    return out.toString();
  }

  private Evaluator evaluator(String template, Value argument) {
    return new Evaluator(source, template, functions, argument);
  }

  private void call(String name, ImmutableList<Node> body, Value argument) {
    new Frame(evaluator(name, argument)).all(body, argument);
  }

  /** Returns a template that is about to be called. */
  private ImmutableList<Node> body(String name, Evaluator caller, Place at) {
    ImmutableList<Node> body = templates.get(name);
    if (body == null) {
      throw caller.error(at, "template " + Escapes.quoted(name) + " not defined");
    }
    if (++calls > MOST_CALLS) {
      throw caller.error(at, "exceeded maximum template depth (" + MOST_CALLS + ")");
    }
    return body;
  }

  /** One template being executed. */
  private final class Frame {
    private final Evaluator evaluator;

    Frame(Evaluator evaluator) {
      this.evaluator = evaluator;
    }

    Flow all(ImmutableList<Node> nodes, Value dot) {
      for (Node node : nodes) {
        Flow flow = one(node, dot);
        if (flow != Flow.ON) {
          return flow;
        }
      }
      return Flow.ON;
    }

    private Flow one(Node node, Value dot) {
      return switch (node) {
        case Node.Literal(String text) -> write(text, START);
        case Node.Action(Operand.Pipe pipe) -> {
          step(pipe.place());
          Value value = evaluator.pipe(dot, pipe);
          yield pipe.variables().isEmpty() ? write(shown(value), pipe.place()) : Flow.ON;
        }
        case Node.Branch branch -> branch(branch, dot);
        case Node.Range range -> range(range, dot);
        case Node.Call(Place at, String name, Optional<Operand.Pipe> argument) -> {
          step(at);
          ImmutableList<Node> body = body(name, evaluator, at);
          Value value = argument.map(pipe -> evaluator.pipe(dot, pipe)).orElse(Value.Nothing.VALUE);
          call(name, body, value);
          calls--;
          yield Flow.ON;
        }
        case Node.Break end -> Flow.BREAK;
        case Node.Continue end -> Flow.CONTINUE;
      };
    }

    private Flow branch(Node.Branch branch, Value dot) {
      step(branch.condition().place());
      int mark = evaluator.variables().mark();
      Value value = evaluator.pipe(dot, branch.condition());
      Flow flow =
          value.holds()
              ? all(branch.then(), branch.rebinds() ? value : dot)
              : all(branch.otherwise(), dot);
      evaluator.variables().release(mark);
      return flow;
    }

    private Flow range(Node.Range range, Value dot) {
      step(range.over().place());
      int mark = evaluator.variables().mark();
      Value over = evaluator.pipe(dot, range.over());
      Flow flow =
          switch (over) {
            case Value.Table(ImmutableSortedMap<String, String> entries) when !entries.isEmpty() ->
                entries(range, entries);
            case Value.Whole(long number) when number > 0 -> numbers(range, number);
            case Value.Table empty -> all(range.otherwise(), dot);
            case Value.Whole none -> all(range.otherwise(), dot);
            case Value.Nothing none -> all(range.otherwise(), dot);
            default ->
                throw evaluator.error(
                    range.over().place(), "range can't iterate over " + over.printed());
          };
      evaluator.variables().release(mark);
      return flow;
    }

    private Flow entries(Node.Range range, ImmutableSortedMap<String, String> entries) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        Value element = new Value.Text(entry.getValue());
        if (turn(range, new Value.Text(entry.getKey()), element) == Flow.BREAK) {
          break;
        }
      }
      return Flow.ON;
    }

    private Flow numbers(Node.Range range, long count) {
      if (range.over().variables().size() > 1) {
        throw evaluator.error("can't use " + count + " to iterate over more than one variable");
      }
      for (long i = 0; i < count; i++) {
        if (turn(range, new Value.Whole(i), new Value.Whole(i)) == Flow.BREAK) {
          break;
        }
      }
      return Flow.ON;
    }

    private Flow turn(Node.Range range, Value key, Value element) {
      step(range.over().place());
      int mark = evaluator.variables().mark();
      ImmutableList<String> names = range.over().variables();
      for (String name : names) {
        boolean isKey = names.size() > 1 && name.equals(names.getFirst());
        if (range.over().assigns()) {
          evaluator.variables().assign(name, isKey ? key : element);
        } else {
          evaluator.variables().declare(name, isKey ? key : element);
        }
      }
      Flow flow = all(range.body(), element);
      evaluator.variables().release(mark);
      return flow;
    }

    private void step(Place at) {
      if (++steps > Template.MOST_STEPS) {
        throw evaluator.error(at, "more than " + Template.MOST_STEPS + " steps");
      }
    }

    private Flow write(String text, Place at) {
      if (out.length() + text.length() > Template.MOST_CHARACTERS) {
        throw evaluator.error(
            at, "the result is longer than " + Template.MOST_CHARACTERS + " characters");
      }
      out.append(text);
      return Flow.ON;
    }
  }

  private static String shown(Value value) {
    return value instanceof Value.Nothing ? "<no value>" : value.printed();
  }
}

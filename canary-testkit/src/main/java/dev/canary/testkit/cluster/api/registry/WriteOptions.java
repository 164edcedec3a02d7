package dev.canary.testkit.cluster.api.registry;

import java.util.function.Consumer;

/**
 * What a write asks for besides the object.
 *
 * @param dryRun whether nothing is stored
 * @param fieldValidation what becomes of fields that the schema does not know
 * @param warnings is told what the caller should know although the write succeeds
 */
public record WriteOptions(
    boolean dryRun, FieldValidation fieldValidation, Consumer<String> warnings) {

  /** The options of a caller that asks for nothing. */
  public static final WriteOptions DEFAULTS =
      new WriteOptions(false, FieldValidation.WARN, warning -> {});

  /** What becomes of unknown fields; built-in kinds keep them, for want of a schema here. */
  public enum FieldValidation {
    /** They are dropped in silence. */
    IGNORE,
    /** They are dropped with a warning. */
    WARN,
    /** They fail the write. */
    STRICT
  }
}

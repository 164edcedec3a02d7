package dev.canary.testkit.cluster.api.error;

/**
 * One broken rule of an invalid object.
 *
 * @param reason the word of the API, such as {@code FieldValueRequired}
 * @param field the path of the field, such as {@code spec.analysis.interval}
 * @param message what is wrong, beginning with the kind of the error, such as {@code Required
 *     value}
 */
public record Cause(String reason, String field, String message) {

  /** Says that a field is missing. */
  public static Cause required(String field) {
    return new Cause("FieldValueRequired", field, "Required value");
  }

  /** Says that a field must not be there. */
  public static Cause forbidden(String field, String detail) {
    return new Cause("FieldValueForbidden", field, "Forbidden: " + detail);
  }

  /** Says that a value breaks a rule. */
  public static Cause invalid(String field, Object value, String detail) {
    return new Cause("FieldValueInvalid", field, "Invalid value: " + value + ": " + detail);
  }

  /** Says that a value has another type than it must have. */
  public static Cause type(String field, Object value, String detail) {
    return new Cause("FieldValueTypeInvalid", field, "Invalid value: " + value + ": " + detail);
  }

  /** Says that a value is none of those allowed. */
  public static Cause unsupported(String field, Object value, String supported) {
    return new Cause(
        "FieldValueNotSupported",
        field,
        "Unsupported value: " + value + ": supported values: " + supported);
  }
}

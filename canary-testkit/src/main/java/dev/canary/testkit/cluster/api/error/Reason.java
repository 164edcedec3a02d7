package dev.canary.testkit.cluster.api.error;

/**
 * Why a request failed, in the words of the API and with the HTTP code that goes with it (source:
 * {@code StatusReason} of the Kubernetes API machinery).
 */
public enum Reason {
  /** The request itself makes no sense. */
  BAD_REQUEST("BadRequest", 400),
  /** The caller may not do this. */
  FORBIDDEN("Forbidden", 403),
  /** The object or the resource does not exist. */
  NOT_FOUND("NotFound", 404),
  /** The resource does not offer this verb. */
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405),
  /** An object of that name exists. */
  ALREADY_EXISTS("AlreadyExists", 409),
  /** The object is not in the version or of the identity that the request names. */
  CONFLICT("Conflict", 409),
  /** The version asked for is no longer remembered. */
  EXPIRED("Expired", 410),
  /** The body is larger than the server takes. */
  TOO_LARGE("RequestEntityTooLarge", 413),
  /** The body has a content type that the server does not read. */
  UNSUPPORTED_MEDIA_TYPE("UnsupportedMediaType", 415),
  /** The object breaks a rule of its resource. */
  INVALID("Invalid", 422),
  /** The caller should slow down. */
  TOO_MANY_REQUESTS("TooManyRequests", 429),
  /** The server failed. */
  INTERNAL_ERROR("InternalError", 500),
  /** The server cannot answer now. */
  SERVICE_UNAVAILABLE("ServiceUnavailable", 503),
  /** The server did not answer in time. */
  TIMEOUT("Timeout", 504);

  private final String word;
  private final int code;

  Reason(String word, int code) {
    this.word = word;
    this.code = code;
  }

  /** Returns the word that stands in {@code Status.reason}. */
  public String word() {
    return word;
  }

  /** Returns the HTTP status code. */
  public int code() {
    return code;
  }

  /**
   * Returns the reason that a server gives with the code: {@link #CONFLICT} for 409, {@link
   * #INTERNAL_ERROR} for a code without one of its own.
   */
  public static Reason ofCode(int code) {
    for (Reason reason : values()) {
      if (reason.code == code && reason != ALREADY_EXISTS) {
        return reason;
      }
    }
    return INTERNAL_ERROR;
  }
}

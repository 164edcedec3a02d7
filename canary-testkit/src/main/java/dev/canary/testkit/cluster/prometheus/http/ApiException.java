package dev.canary.testkit.cluster.prometheus.http;

/** A request that is answered with an error. */
final class ApiException extends RuntimeException {
  private final int status;
  private final String type;

  private ApiException(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  static ApiException badParameter(String name, String problem) {
    return badData("invalid parameter \"" + name + "\": " + problem);
  }

  static ApiException badData(String message) {
    return new ApiException(400, "bad_data", message);
  }

  static ApiException execution(String message) {
    return new ApiException(422, "execution", message);
  }

  static ApiException timeout() {
    return new ApiException(503, "timeout", "query timed out in expression evaluation");
  }

  static ApiException tooMany(int limit) {
    return new ApiException(
        503, "unavailable", "more than " + limit + " requests at once; repeat this one later");
  }

  static ApiException notFound(String path) {
    return new ApiException(404, "not_found", "no such path: " + path);
  }

  static ApiException notAllowed(String method) {
    return new ApiException(405, "bad_data", "method " + method + " not allowed; use GET or POST");
  }

  static ApiException tooLarge(int limit) {
    return new ApiException(
        413, "bad_data", "the request body is longer than %d bytes".formatted(limit));
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}

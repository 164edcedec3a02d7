package dev.canary.operator.kube;

/** An answer is larger than is accepted; asking for less may help. */
final class BodyTooLarge extends RuntimeException {

  BodyTooLarge(int limit) {
    super("the answer is larger than " + limit + " bytes");
  }
}

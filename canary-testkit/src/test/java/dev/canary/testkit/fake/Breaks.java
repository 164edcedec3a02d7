package dev.canary.testkit.fake;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Which rule a router breaks, and nothing else. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Breaks {

  /** Number of the rule. */
  int value();

  /** In words, what is wrong with the router. */
  String how();
}

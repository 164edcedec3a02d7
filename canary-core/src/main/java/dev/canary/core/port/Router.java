package dev.canary.core.port;

import com.google.common.collect.ImmutableList;
import dev.canary.core.model.Position;
import dev.canary.core.model.RouteTarget;
import dev.canary.core.model.RouteView;
import dev.canary.core.model.SpecProblem;

/**
 * Moves live traffic between the primary and the canary of one service.
 *
 * <p>Rules R1 to R18 of the router chapter (section 13.3) bind every implementation; {@code
 * RouterContract} of the testkit has a test named after each. Know these before reading on:
 *
 * <ul>
 *   <li>R3: {@code reconcile} keeps the position in force, whatever else it corrects.
 *   <li>R5: what the router does not own keeps its value.
 *   <li>R7: {@code read} after a successful {@code write} returns the position written.
 *   <li>R9: {@code write} never creates; a missing object is a typed error.
 *   <li>R14: an undeclared capability is {@link UnsupportedRoute}, and nothing is written.
 * </ul>
 *
 * <p>A {@link RouteTarget#fence() fence} makes {@code write} a real write that moves the version of
 * every object that carries the position, also if nothing else changes.
 */
public interface Router {

  /** Returns every problem this router has with the target. Pure: no I/O. */
  ImmutableList<SpecProblem> check(RouteTarget target);

  /**
   * Creates or repairs the routing objects; the position in force survives. New objects send all
   * traffic to the primary.
   *
   * @throws SpecError if the target cannot be expressed; nothing was written
   * @throws Conflict if an object changed meanwhile; repeating converges
   * @throws PortUnavailable otherwise; every object is whole, old or new
   */
  RouteView reconcile(RouteTarget target);

  /**
   * Returns weights, readiness and versions as the store has them.
   *
   * @throws PortUnavailable with cause {@code ABSENT} if the router's object is missing, {@code
   *     UNREADABLE} if it holds no position
   */
  RouteView read(RouteTarget target);

  /**
   * Puts the wanted position in force as a whole; repeating it changes nothing.
   *
   * @param seen what the caller decided on; the precondition of every write, never re-read inside
   * @return what the objects say now
   * @throws Conflict if the objects are not as seen; nothing is half-written
   * @throws UnsupportedRoute if it needs a capability not declared; nothing was written
   * @throws PortUnavailable if the API did not answer; the position in force is then unknown
   */
  RouteView write(RouteTarget target, RouteView seen, Position wanted);

  /**
   * Puts back what was there before the first reconcile; safe to repeat.
   *
   * @throws PortUnavailable if the API did not answer; repeating converges
   */
  void release(RouteTarget target);
}

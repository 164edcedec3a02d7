package dev.canary.testkit.contract;

import dev.canary.core.store.ObjectKey;
import dev.canary.core.store.ResourceType;
import dev.canary.core.tree.Tree;
import java.util.function.UnaryOperator;

/** What others do to a cluster, behind the back of the store under test. */
public interface ForeignHand {

  /** Creates an object. */
  void create(ObjectKey key, Tree tree);

  /** Changes an object, parts that the store leaves out included. */
  void edit(ObjectKey key, UnaryOperator<Tree> change);

  /** Removes an object. */
  void remove(ObjectKey key);

  /** Returns the object with all its parts. */
  Tree whole(ObjectKey key);

  /** Makes the next requests for a type fail as told, until {@link Trouble#NONE}. */
  void trouble(ResourceType type, Trouble trouble);

  /** What can be wrong with a cluster. */
  enum Trouble {
    /** Nothing. */
    NONE,
    /** The type is not served. */
    NOT_INSTALLED,
    /** The type is not permitted. */
    FORBIDDEN,
    /** The store does not know how old what it knows is, or never knew all. */
    STALE,
    /** Writes are refused as invalid. */
    INVALID,
    /** Writes take effect and their answers get lost. */
    ANSWER_LOST,
    /** Writes are answered with a server error and have no effect. */
    SERVER_ERROR
  }
}

package dev.canary.testkit.cluster.api.traffic;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts requests and remembers the last ones. Safe for all threads.
 *
 * <p>Memory is bounded: requests are counted by kind of request, and of those at most 1,000; later
 * kinds are counted together. A watch counts once, when it starts.
 */
public final class RequestLog {

  private static final int MAX_KINDS = 1_000;
  private static final int MAX_RECENT = 1_000;
  private static final RequestInfo OTHERS = new RequestInfo("other", "", "other", "", "", "", "");

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RequestInfo, Long> counts = new HashMap<>();
  private final Deque<RequestInfo> recent = new ArrayDeque<>();

  /** Counts a request. */
  public void add(RequestInfo request) {
    RequestInfo kind = kind(request);
    lock.lock();
    try {
      boolean known = counts.containsKey(kind) || counts.size() < MAX_KINDS;
      counts.merge(known ? kind : OTHERS, 1L, Long::sum);
      if (recent.size() == MAX_RECENT) {
        recent.removeFirst();
      }
      recent.addLast(request);
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many requests the filter chooses; names of objects are not kept in the counts. */
  public long count(RequestFilter filter) {
    return counts().entrySet().stream()
        .filter(entry -> filter.matches(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Returns the counts by kind of request; such a key has neither namespace nor name. */
  public ImmutableMap<RequestInfo, Long> counts() {
    lock.lock();
    try {
      return ImmutableMap.copyOf(counts);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last requests, oldest first, at most 1,000. */
  public ImmutableList<RequestInfo> recent() {
    lock.lock();
    try {
      return ImmutableList.copyOf(recent);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the last requests that the filter chooses, oldest first, of at most 1,000. */
  public ImmutableList<RequestInfo> recent(RequestFilter filter) {
    return recent().stream().filter(filter::matches).collect(ImmutableList.toImmutableList());
  }

  /** Starts counting anew. */
  public void reset() {
    lock.lock();
    try {
      counts.clear();
      recent.clear();
    } finally {
      lock.unlock();
    }
  }

  private static RequestInfo kind(RequestInfo request) {
    return new RequestInfo(
        request.verb(),
        request.group(),
        request.resource(),
        request.subresource(),
        "",
        "",
        request.userAgent());
  }
}

package dev.godwit.coordinator.simulation;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * What one sender sent to one partition and has not arrived: it arrives in order, at any time, and
 * is lost when the sender dies.
 */
final class Channel<T> {

  private final ArrayDeque<T> underWay = new ArrayDeque<>();
  private final Consumer<T> arrival;

  Channel(Consumer<T> arrival) {
    this.arrival = arrival;
  }

  void send(T message) {
    underWay.add(message);
  }

  int size() {
    return underWay.size();
  }

  /** Lets the first of them arrive; whether there were any. */
  boolean deliver(int atMost) {
    boolean any = !underWay.isEmpty();
    for (int i = 0; i < atMost && !underWay.isEmpty(); i++) {
      arrival.accept(underWay.remove());
    }
    return any;
  }

  void deliverAll() {
    deliver(Integer.MAX_VALUE);
  }

  void lose() {
    underWay.clear();
  }
}

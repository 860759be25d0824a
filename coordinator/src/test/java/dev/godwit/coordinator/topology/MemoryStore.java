package dev.godwit.coordinator.topology;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A store that tells what is put into it. */
final class MemoryStore implements KeyValueStore<String, byte[]> {

  /** Hears of each entry. */
  interface Listener {
    void put(String key, byte @Nullable [] value);
  }

  private final TreeMap<String, byte[]> entries;
  private final Listener listener;

  MemoryStore(Map<String, byte[]> entries, Listener listener) {
    this.entries = new TreeMap<>(entries);
    this.listener = listener;
  }

  @Override
  public void put(String key, byte[] value) {
    entries.put(key, value);
    listener.put(key, value);
  }

  @Override
  public byte @Nullable [] get(String key) {
    return entries.get(key);
  }

  @Override
  public KeyValueIterator<String, byte[]> all() {
    return iterator(entries);
  }

  @Override
  public KeyValueIterator<String, byte[]> range(String from, String to) {
    return iterator(entries.subMap(from, true, to, true));
  }

  @Override
  public byte[] putIfAbsent(String key, byte[] value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void putAll(List<KeyValue<String, byte[]>> all) {
    all.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  public byte @Nullable [] delete(String key) {
    byte[] old = entries.remove(key);
    listener.put(key, null);
    return old;
  }

  @Override
  public long approximateNumEntries() {
    return entries.size();
  }

  @Override
  public String name() {
    return CoordinatorTopology.STORE;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  private static KeyValueIterator<String, byte[]> iterator(Map<String, byte[]> entries) {
    Iterator<Map.Entry<String, byte[]>> all = entries.entrySet().iterator();
    return new KeyValueIterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public KeyValue<String, byte[]> next() {
        Map.Entry<String, byte[]> next = all.next();
        return KeyValue.pair(next.getKey(), next.getValue());
      }

      @Override
      public String peekNextKey() {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {}
    };
  }
}

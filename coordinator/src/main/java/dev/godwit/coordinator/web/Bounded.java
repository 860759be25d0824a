package dev.godwit.coordinator.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Texts by their keys; the ones that came first make room when there are too many. */
final class Bounded<K> {

  private final int maxTexts;
  private final long maxChars;
  private final Map<K, String> texts = new LinkedHashMap<>();
  private long chars;

  Bounded(int maxTexts, long maxChars) {
    this.maxTexts = maxTexts;
    this.maxChars = maxChars;
  }

  /** Adds one as the newest, in place of an older one with the same key. */
  synchronized void put(K key, String text) {
    remove(key);
    texts.put(key, text);
    chars += text.length();
    while (texts.size() > maxTexts || chars > maxChars) {
      remove(texts.keySet().iterator().next());
    }
  }

  synchronized void remove(K key) {
    String old = texts.remove(key);
    chars -= old == null ? 0 : old.length();
  }

  synchronized Optional<String> find(K key) {
    return Optional.ofNullable(texts.get(key));
  }

  /** Those whose keys are wanted. */
  synchronized Map<K, String> where(Predicate<K> wanted) {
    Map<K, String> found = new LinkedHashMap<>(texts);
    found.keySet().removeIf(wanted.negate());
    return found;
  }
}

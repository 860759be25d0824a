package dev.godwit.migration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** What is to happen to one document. */
public sealed interface Change {

  /** Nothing. */
  static Change none() {
    return None.NOTHING;
  }

  /**
   * Sets a field; dots reach into sub-documents, which are made where they are missing, and into
   * arrays by index.
   */
  static Edit set(String path, @Nullable Object value) {
    return Edit.EMPTY.andSet(path, value);
  }

  /** Sets several fields, by path. */
  static Edit set(Map<String, ? extends @Nullable Object> values) {
    return new Edit(new LinkedHashMap<>(values), Set.of());
  }

  /** Removes fields, by path; those that are not there are no error. */
  static Edit unset(String... paths) {
    return Edit.EMPTY.andUnset(paths);
  }

  /** Puts another document in its place; the {@code _id} stays, and may be left out. */
  static Change replace(Document document) {
    return new Replace(new Document(document));
  }

  /** Deletes it. */
  static Change delete() {
    return Delete.IT;
  }

  /** Nothing happens. */
  enum None implements Change {
    NOTHING
  }

  /** The document is deleted. */
  enum Delete implements Change {
    IT
  }

  /** Another document takes its place. */
  record Replace(Document document) implements Change {}

  /**
   * Some fields change and all others stay.
   *
   * @param set new values by path
   * @param unset paths to remove
   */
  record Edit(Map<String, @Nullable Object> set, Set<String> unset) implements Change {

    static final Edit EMPTY = new Edit(Map.of(), Set.of());

    public Edit {
      set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
      unset = Collections.unmodifiableSet(new LinkedHashSet<>(unset));
      ChangePaths.check(set.keySet(), unset);
    }

    /** The same, and one more field set. */
    public Edit andSet(String path, @Nullable Object value) {
      Map<String, @Nullable Object> more = new LinkedHashMap<>(set);
      more.put(path, value);
      return new Edit(more, unset);
    }

    /** The same, and more fields removed. */
    public Edit andUnset(String... paths) {
      Set<String> more = new LinkedHashSet<>(unset);
      Collections.addAll(more, paths);
      return new Edit(set, more);
    }
  }
}

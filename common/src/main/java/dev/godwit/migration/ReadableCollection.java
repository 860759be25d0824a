package dev.godwit.migration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A collection as a migration may read it: by majority, from the primary. */
public interface ReadableCollection {

  /** The document with that {@code _id}. */
  Optional<Document> findById(Object id);

  /**
   * The documents with those {@code _id}s, by {@code _id} as it is stored; those that do not exist
   * are left out. Keys compare as in Java: an {@code Integer} 1 is not a {@code Long} 1.
   */
  Map<Object, Document> findByIds(Collection<?> ids);

  /** All documents that match; meant for a page's worth, they are held in memory. */
  List<Document> find(Bson filter);

  /** All documents that match, with only the fields of the projection. */
  List<Document> find(Bson filter, Bson projection);

  /**
   * What an aggregation gives.
   *
   * @throws IllegalArgumentException for a pipeline that writes ({@code $out}, {@code $merge})
   */
  List<Document> aggregate(List<? extends Bson> pipeline);

  /** How many documents match. */
  long count(Bson filter);
}
